import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerQuestion } from '../../shared/application/conversation/answer-question.ts';
import { addNote } from '../../shared/application/conversation/note.ts';
import { resumeThread } from '../../shared/application/conversation/resume.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import type { EmailThread } from '../../shared/domain/conversation/thread.ts';
import { err, ok } from '../../shared/domain/result.ts';
import type { Prompt, WriterAnswer } from '../../shared/domain/writing/answer.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { assistantWith } from '../support/documents.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

/** What a conversation does when nobody writes: with the shipping adapters, in days that go by at once. */

const KIM = 'kim@example.com';
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let rig: Rig;
let owner: Owner;
let threadId: string;
/** The model's next answers; then it replies. */
let script: Partial<WriterAnswer>[];
let prompts: Prompt[];
/** In the moment at which the model is asked. */
let meanwhile: () => Promise<unknown>;

const writer: ReplyWriter = {
  write: async (prompt) => {
    prompts.push(prompt);
    const said = script.shift() ?? {};
    await meanwhile();
    meanwhile = async () => {};
    return ok({
      answer: {
        action: 'reply',
        subject: 'An invoice',
        body: `Mail ${prompts.length}.`,
        reason: 'Because.',
        goalProgress: '',
        ...said,
      },
      usage: { inputTokens: 10, outputTokens: 5, cachedInputTokens: 0 },
      model: 'scripted',
    });
  },
  summarise: async () => {
    throw new Error('nothing is long enough here');
  },
};

const deps = () => ({ ...rig.deps(), writer });
const thread = async (): Promise<EmailThread> => (await rig.view(owner, threadId)).thread;
const target = () => ({ userId: owner.userId, threadId });
/** Everything that is due now. */
const goOn = async (): Promise<EmailThread> => {
  await syncMailbox(deps())({ mailboxId: owner.mailboxId, hint: null });
  rig.events.splice(0);
  const { nextActionAt } = await thread();
  if (nextActionAt !== null && nextActionAt <= deps().clock.now()) await takeTurn(deps())(target());
  return thread();
};
const later = async (ms: number): Promise<EmailThread> => {
  rig.advance(ms);
  return goOn();
};
const start = async (fields: Partial<EmailThread> = {}): Promise<void> => {
  threadId = await rig.addThread(owner, KIM, fields);
  await goOn();
};
const answered = async (...says: Partial<WriterAnswer>[]): Promise<EmailThread> => {
  rig.answer(owner, KIM, 'We will pay on Friday.');
  script.push(...says);
  return goOn();
};
const sent = (): number => rig.arrived(KIM).length;
const iso = (ms: number): string => new Date(deps().clock.now() + ms).toISOString();
const capable = (capabilities: Partial<ReturnType<typeof assistantWith>['capabilities']>) =>
  rig.deps().store.set(
    paths.assistant(owner.userId, 'a1'),
    asData({
      ...assistantWith({
        capabilities: {
          followUp: true,
          askOwner: true,
          holdingLine: false,
          learn: true,
          disclose: 'when_asked',
          ...capabilities,
        },
      }),
      userId: owner.userId,
    }),
  );
const factsIn = (prompt: Prompt | undefined): string =>
  prompt?.instructions.split('## Facts from the owner\n')[1]?.split('\n\n## ')[0] ?? '';
const taskIn = (prompt: Prompt | undefined): string => prompt?.instructions.split('## Task\n')[1] ?? '';

beforeEach(async () => {
  script = [];
  prompts = [];
  meanwhile = async () => {};
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
});
afterEach(() => rig.close());

describe('silence', () => {
  const followUp = { afterDays: 1, max: 2, backoff: 2 };

  test('after an answer of ours is followed up as often as after a first mail, and then ends it', async () => {
    await start({ followUp });
    expect((await answered()).waitingFor?.code).toBe('follow_up');
    const counts = [];
    for (const days of [0.9, 0.2, 1.8, 0.3, 1.8]) {
      await later(days * DAY);
      counts.push(sent());
    }
    expect(counts).toEqual([2, 3, 3, 4, 4]);
    expect(await thread()).toMatchObject({ status: 'active', waitingFor: { code: 'no_answer' } });
    expect(await later(0.4 * DAY)).toMatchObject({ status: 'stopped', stopReason: 'no_answer' });
    expect(sent()).toBe(4);
    const tasks = prompts.slice(2).map(taskIn);
    for (const task of tasks) expect(task).toContain('have not answered your last mail');
  });

  test('is counted anew once they have written, and once the owner resumes', async () => {
    await start({ followUp });
    await later(1.1 * DAY);
    await later(2.1 * DAY);
    expect([sent(), (await thread()).counters.followUpsInRow]).toEqual([3, 2]);
    expect((await answered()).counters.followUpsInRow).toBe(0);
    await later(1.1 * DAY);
    expect(sent()).toBe(5);
    await later(2.1 * DAY);
    expect((await later(2.1 * DAY)).stopReason).toBe('no_answer');
    await resumeThread(deps())(target());
    expect(await goOn()).toMatchObject({ status: 'active', waitingFor: { code: 'follow_up' } });
    expect(sent()).toBe(6);
    await later(1.1 * DAY);
    expect(sent()).toBe(7);
  });

  test('after a decision to say nothing counts as well', async () => {
    await start({ followUp });
    expect((await answered({ action: 'wait', body: null })).waitingFor?.code).toBe('follow_up');
    await later(1.1 * DAY);
    expect(sent()).toBe(2);
  });

  test('with no follow-ups is waited through, and says so', async () => {
    await start({ followUp: null });
    expect(await answered({ action: 'wait', body: null })).toMatchObject({
      status: 'active',
      nextActionAt: null,
      waitingFor: { code: 'answer' },
    });
    await later(90 * DAY);
    expect([sent(), prompts.length]).toEqual([1, 2]);
  });

  test('a follow-up of which the model thinks nothing is the last', async () => {
    await start({ followUp });
    script.push({ action: 'wait', body: null });
    expect((await later(1.1 * DAY)).waitingFor?.code).toBe('no_answer');
    expect((await later(2.1 * DAY)).stopReason).toBe('no_answer');
    expect(sent()).toBe(1);
  });
});

describe('a time that was named', () => {
  test('is waited for, whatever follow-ups there are, and then looked at; no mail is forced', async () => {
    await start({ followUp: { afterDays: 1, max: 2, backoff: 1 } });
    const until = iso(5 * DAY);
    const waiting = await answered({ action: 'wait', body: null, until });
    expect(waiting).toMatchObject({
      nextActionAt: Date.parse(until),
      waitingFor: { code: 'agreed_moment' },
    });
    await later(4.9 * DAY);
    expect(prompts).toHaveLength(2);
    script.push({ action: 'wait', body: null, until: iso(3 * DAY) });
    const again = await later(0.2 * DAY);
    expect(taskIn(prompts[2])).toMatch(/^You said that you would look again on /);
    expect([sent(), again.waitingFor?.code]).toEqual([1, 'agreed_moment']);
    await later(3 * DAY);
    expect(sent()).toBe(2);
    expect((await thread()).waitingFor?.code).toBe('follow_up');
  });

  test('in the past, or none at all, is no reason to wait', async () => {
    await start({ followUp: null });
    for (const until of [iso(-DAY), 'Friday', '']) {
      const { nextActionAt, revisitAt } = await answered({ action: 'wait', body: null, until });
      expect([nextActionAt, revisitAt]).toEqual([null, null]);
    }
  });

  test('is named without end by no model', async () => {
    await start({ followUp: null });
    await answered({ action: 'wait', body: null, until: iso(HOUR) });
    for (let n = 0; n < 20; n++) {
      script = [{ action: 'wait', body: null, until: iso(2 * HOUR) }];
      await later(3 * HOUR);
    }
    expect(prompts.length).toBeLessThan(10);
    expect(await thread()).toMatchObject({ nextActionAt: null, waitingFor: { code: 'answer' } });
  });
});

describe('a promise', () => {
  const pay = (ms: number, what = 'pay') => ({ who: 'correspondent' as const, what, due: iso(ms) });

  test('that is broken has the assistant look; one that is kept does not', async () => {
    await start({ followUp: { afterDays: 1, max: 1, backoff: 1 } });
    const waiting = await answered({ commitments: [pay(2 * DAY)] });
    expect(waiting.waitingFor).toEqual({ code: 'promise', params: { cause: 'correspondent', what: 'pay' } });
    await later(1.5 * DAY);
    expect(prompts).toHaveLength(2);
    script.push({ commitments: [pay(0)] });
    await later(0.6 * DAY);
    expect(taskIn(prompts[2])).toContain('Something that was promised is due');
    expect(prompts[2]?.items.at(-1)?.text).toContain('They promised');
    expect(sent()).toBe(3);
    const kept = await answered({ commitments: [] });
    expect([kept.commitments, kept.waitingFor?.code]).toEqual([[], 'follow_up']);
  });

  test('that is moved wakes at its new time alone', async () => {
    await start({ followUp: null });
    await answered({ commitments: [pay(2 * DAY)] });
    await answered({ commitments: [pay(6 * DAY)] });
    await later(3 * DAY);
    expect(prompts).toHaveLength(3);
    await later(3.1 * DAY);
    expect(prompts).toHaveLength(4);
    // The model says nothing of promises: they stay, and nobody is woken for them again.
    expect(await thread()).toMatchObject({ commitments: [{ what: 'pay' }], waitingFor: { code: 'answer' } });
  });
});

describe('what the owner says', () => {
  const note = (text: string, actNow: boolean) => addNote(deps())({ ...target(), text, actNow });

  test('is known from then on, and wakes nobody', async () => {
    await start({ followUp: null });
    await note('They have paid.', false);
    expect((await goOn()).nextActionAt).toBeNull();
    expect(prompts).toHaveLength(1);
    await answered();
    expect(factsIn(prompts[1])).toContain('They have paid.');
    expect((await thread()).events.map(({ kind }) => kind)).toContain('note_added');
  });

  test('is decided with at once where they want it so', async () => {
    await start({ followUp: null });
    script.push({ action: 'wait', body: null });
    await note('They have paid.', true);
    expect(await goOn()).toMatchObject({ reconsider: false, waitingFor: { code: 'answer' } });
    expect(taskIn(prompts[1])).toMatch(/^The person you write for has told you something/);
    expect([prompts.length, sent()]).toEqual([2, 1]);
  });

  test('takes back a draft that was written without', async () => {
    await start({ mode: 'review', followUp: null });
    const { waitingDraft } = await thread();
    expect(waitingDraft).not.toBeNull();
    await note('Call it a reminder.', true);
    const rewritten = await goOn();
    expect(rewritten.waitingDraft?.messageId).not.toBe(waitingDraft?.messageId);
    expect(factsIn(prompts[1])).toContain('Call it a reminder.');
  });

  test('while the model is writing is not forgotten', async () => {
    await start({ followUp: null });
    rig.answer(owner, KIM, 'What is it about?');
    meanwhile = () => note('They have paid.', true);
    await goOn();
    await goOn();
    expect(factsIn(prompts[1])).toBe('');
    expect(factsIn(prompts[2])).toContain('They have paid.');
    // What was written without it did not leave.
    expect(sent()).toBe(2);
    expect(await thread()).toMatchObject({ reconsider: false, unanswered: [] });
  });

  test('fits only so often', async () => {
    await start({ followUp: null });
    for (let n = 0; n < 50; n++) expect((await note(`Fact ${n}`, false)).ok).toBe(true);
    expect(await note('One more', false)).toEqual({ ok: false, error: { code: 'too_many_notes' } });
  });
});

describe('a question to the owner', () => {
  const ask = { action: 'ask_owner', question: 'What does it cost?', body: 'I will find out.' } as const;
  const reply = (text: string, remember = false) => answerQuestion(deps())({ ...target(), text, remember });
  const knowledge = async () =>
    (await rig.deps().store.get(paths.assistant(owner.userId, 'a1')))?.data.knowledge;

  test('waits for the answer, once, and goes on with it by itself', async () => {
    await start({ followUp: null });
    const asked = await answered(ask);
    expect(asked.attention).toMatchObject({ code: 'question', params: { question: ask.question } });
    expect([asked.unanswered.length, sent()]).toEqual([1, 1]);
    expect((await reply('Twenty euros.')).ok).toBe(true);
    expect(await reply('Thirty euros.')).toEqual({ ok: false, error: { code: 'no_question' } });
    expect(rig.events).toContainEqual(
      expect.objectContaining({ topic: 'thread-turn', data: { userId: owner.userId, threadId } }),
    );
    expect(await goOn()).toMatchObject({ attention: null, unanswered: [] });
    expect(factsIn(prompts[2])).toContain('You asked: "What does it cost?" They answered: Twenty euros.');
    expect([sent(), await knowledge()]).toEqual([2, '']);
  });

  test('is remembered for the assistant where the owner wants it', async () => {
    await start({ followUp: null });
    await answered(ask);
    await reply('Twenty euros.', true);
    expect(await knowledge()).toBe('What does it cost? Twenty euros.');
  });

  test('is not answered by halves: what does not fit into the knowledge is refused', async () => {
    await start({ followUp: null });
    await answered(ask);
    const full = 'x'.repeat(49_990);
    await rig.deps().store.update(paths.assistant(owner.userId, 'a1'), { knowledge: full });
    expect(await reply('Twenty euros.', true)).toEqual({ ok: false, error: { code: 'knowledge_full' } });
    expect([(await thread()).attention?.code, await knowledge()]).toEqual(['question', full]);
    expect((await reply('Twenty euros.')).ok).toBe(true);
  });

  test('is followed by a line to the correspondent where that is allowed, and then by the answer', async () => {
    await capable({ holdingLine: true });
    await start({ followUp: null });
    const asked = await answered(ask);
    expect([asked.attention?.code, asked.unanswered.length, sent()]).toEqual(['question', 1, 2]);
    expect(rig.arrived(KIM).at(-1)?.text).toContain('I will find out.');
    await reply('Twenty euros.');
    expect(await goOn()).toMatchObject({ unanswered: [], counters: { replies: 1, sent: 3 } });
  });

  test('is asked once more without a second line', async () => {
    await capable({ holdingLine: true });
    await start({ followUp: null });
    await answered(ask);
    await reply('It depends.');
    script.push({ ...ask, question: 'On what?' });
    expect((await goOn()).attention).toMatchObject({ code: 'question', params: { question: 'On what?' } });
    expect(sent()).toBe(2);
  });

  test('has no such line in review', async () => {
    await capable({ holdingLine: true });
    await start({ followUp: null });
    await rig.deps().store.update(paths.thread(owner.userId, threadId), { mode: 'review' });
    const asked = await answered(ask);
    expect([asked.attention?.code, asked.waitingDraft, sent()]).toEqual(['question', null, 1]);
  });

  test('takes the line back when the answer is there first', async () => {
    await capable({ holdingLine: true });
    await start({ followUp: null });
    const createDraft = async () => err({ code: 'unavailable' as const, message: 'outage' });
    const gateway = { ...rig.deps().gateway, createDraft };
    rig.answer(owner, KIM, 'What does it cost?');
    script.push(ask);
    await syncMailbox(deps())({ mailboxId: owner.mailboxId, hint: null });
    await takeTurn({ ...deps(), gateway })(target());
    expect((await thread()).attention?.code).toBe('question');
    await reply('Twenty euros.');
    await goOn();
    expect(rig.arrived(KIM).some(({ text }) => text.includes('I will find out.'))).toBe(false);
    expect([sent(), (await thread()).unanswered]).toEqual([2, []]);
  });

  test('is none where the assistant may not ask: the owner takes over', async () => {
    await capable({ askOwner: false, holdingLine: true });
    await start({ followUp: null });
    const flagged = await answered(ask);
    expect(flagged.attention).toMatchObject({ code: 'model_escalated', params: { reason: ask.question } });
    expect(sent()).toBe(1);
  });

  test('without words is none either', async () => {
    await start({ followUp: null });
    const flagged = await answered({ action: 'ask_owner', question: ' ', reason: '', body: null });
    expect(flagged.attention?.code).toBe('model_escalated');
  });

  test('is over once the owner lets it go on', async () => {
    await start({ followUp: null });
    await answered(ask);
    await resumeThread(deps())(target());
    expect(await reply('Twenty euros.')).toEqual({ ok: false, error: { code: 'no_question' } });
    expect((await goOn()).unanswered).toEqual([]);
  });
});
