import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createThread } from '../../shared/application/conversation/create.ts';
import { resumeThread } from '../../shared/application/conversation/resume.ts';
import { getPerson } from '../../shared/application/people/people.ts';
import { personIdOf } from '../../shared/application/people/person-id.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { memoryVault } from '../support/memory-vault.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const KIM = 'kim@example.com';
const DAY = 24 * 60 * 60_000;
const AWAY = { 'Auto-Submitted': 'auto-replied' };

let rig: Rig;
let owner: Owner;
let one: string;
let other: string;

const notified = () => rig.notified();
const thread = async (id: string) => (await rig.view(owner, id)).thread;
const person = () => getPerson(rig.deps(), { userId: owner.userId, personId: personIdOf(KIM) });
const start = async (subject: string): Promise<string> => {
  const created = await createThread({ ...rig.deps(), vault: memoryVault(new Map()), settings: {} })({
    userId: owner.userId,
    mailboxId: owner.mailboxId,
    request: {
      assistantId: 'a1',
      recipient: { email: KIM, name: 'Kim' },
      instructions: 'Say hello.',
      subject,
      followUp: { afterDays: 3, max: 2, backoff: 1 },
      allowParallel: true,
    },
    idempotencyKey: null,
  });
  if (!created.ok) throw new Error(created.error.code);
  await rig.goOn(owner, created.value.thread.id);
  return created.value.thread.id;
};
/** Days later, with everything that is due by then. */
const later = async (days: number): Promise<void> => {
  rig.advance(days * DAY);
  await rig.goOn(owner, one);
  await rig.goOn(owner, other);
};
/** Kim answers our mail with this subject. */
const answers = (subject: string, text: string, headers: Readonly<Record<string, string>> = {}): void => {
  const mail = rig.arrived(KIM).findLast((ours) => ours.subject === subject);
  if (!mail) throw new Error('nothing to answer');
  rig.write(owner, {
    from: KIM,
    subject: `Re: ${subject}`,
    text,
    headers: { 'In-Reply-To': mail.messageId, ...headers },
  });
};

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  one = await start('The festival');
  other = await start('The summer camp');
  await notified();
});
afterEach(() => rig.close());

describe('of two conversations with one person', () => {
  test('an answer in one is an answer for the other: no follow-up says that nobody answered', async () => {
    answers('The festival', 'Yes, gladly. Question number 7?');
    await notified();
    await later(4);
    await later(8);
    expect((await thread(other)).counters.followUps).toBe(0);
    // Their owner is told, once, and may have it go on.
    expect((await thread(other)).attention).toMatchObject({
      code: 'answered_elsewhere',
      params: { threadId: one },
    });
    await resumeThread(rig.deps())({ userId: owner.userId, threadId: other });
    await later(4);
    expect((await thread(other)).counters.followUps).toBe(1);
  });

  test('an answer that no notification has told of is found before the follow-up leaves', async () => {
    answers('The festival', 'Yes, gladly. Question number 7?');
    rig.notifications.splice(0);
    rig.advance(4 * DAY);
    const before = rig.arrived(KIM).length;
    await rig.goOn(owner, other);
    expect((await thread(other)).counters.followUps).toBe(0);
    expect((await thread(one)).counters.received).toBe(1);
    expect(rig.arrived(KIM).filter(({ subject }) => subject.includes('summer'))).toHaveLength(1);
    expect(rig.arrived(KIM).length).toBeGreaterThanOrEqual(before);
  });

  test('a program’s mail in one is no answer in the other', async () => {
    answers('The festival', 'Your mail has been received.', { 'Auto-Submitted': 'auto-generated' });
    await notified();
    await later(4);
    expect((await thread(other)).counters.followUps).toBe(1);
  });

  test('an absence told in one holds in the other, and in one that begins later', async () => {
    answers('The festival', 'I am out of the office until the end of next month.', AWAY);
    await notified();
    expect(await person()).toMatchObject({ absentUntil: expect.any(Number), names: ['Kim'] });
    const third = await start('A third matter');
    await later(4);
    await rig.goOn(owner, third);
    for (const id of [one, other, third]) expect((await thread(id)).counters.followUps).toBe(0);
    await later(80);
    expect((await thread(other)).counters.followUps).toBe(1);
  });

  test('whoever answers is no longer away, anywhere', async () => {
    answers('The festival', 'I am out of the office until the end of next month.', AWAY);
    await notified();
    answers('The festival', 'I am back earlier. Question number 9?');
    await notified();
    expect((await person())?.absentUntil).toBeNull();
  });

  test('a note that they have left ends the one that it answers, and names who follows', async () => {
    answers(
      'The festival',
      'Kim no longer works at Example. Please write to Bo Berg <bo@example.com>.',
      AWAY,
    );
    await notified();
    expect(await thread(one)).toMatchObject({
      status: 'stopped',
      stopReason: 'left',
      stopDetail: { code: 'left', params: { cause: 'named', name: 'Bo Berg', email: 'bo@example.com' } },
      nextActionAt: null,
    });
    expect(await person()).toMatchObject({
      successor: { email: 'bo@example.com' },
      activeThreadIds: [other],
    });
  });
});
