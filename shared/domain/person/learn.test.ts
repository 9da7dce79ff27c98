import { describe, expect, test } from 'vitest';
import { inboundWith, NOW, outboundWith, threadWith } from '../../../test/support/documents.ts';
import { personIdOf } from '../../application/people/person-id.ts';
import { applyEvents } from '../conversation/consequences.ts';
import type { ConversationEvent, ThreadView } from '../conversation/events.ts';
import type { Message } from '../conversation/message.ts';
import { newPerson, personAfter } from './learn.ts';
import { blankPerson, forgotten, type Person, personSchema } from './person.ts';

const KIM = { email: 'kim@corp.example', name: 'Kim' };
const proven = {
  from: KIM.email,
  authentication: 'authenticated',
  trusted: false,
  refuted: false,
  invited: false,
  heldFor: null,
} as const;
const view = (change: Partial<ThreadView['thread']> = {}, messages: readonly Message[] = []): ThreadView => ({
  thread: { ...threadWith(), recipient: KIM, recipientEmail: KIM.email, ...change },
  messages: [outboundWith(1, { state: 'sent', from: { email: 'me@corp.example', name: null } }), ...messages],
});
const person = (change: Partial<Person> = {}): Person => ({
  ...newPerson('p', KIM, NOW),
  threadIds: ['t1', 't2'] as Person['threadIds'],
  activeThreadIds: ['t1', 't2'] as Person['threadIds'],
  ...change,
});
const taught = (before: Person, from: ThreadView, ...events: readonly ConversationEvent[]): Person => {
  const { view: later, happened } = applyEvents(from, events);
  return personAfter(before, happened, later, NOW + 9);
};
const answer = (change: Partial<Message> = {}): ConversationEvent => ({
  type: 'answer_received',
  at: NOW + 5,
  from: change.from ?? KIM,
  message: inboundWith('m1', { from: KIM, verdict: proven, ...change }),
});

describe('what somebody tells', () => {
  test('an answer counts for other conversations with them, and ends their absence', () => {
    const away = person({ absentUntil: NOW + 100, leftAt: NOW });
    expect(taught(away, view(), answer())).toMatchObject({
      answered: [{ threadId: 't1', at: NOW + 5 }],
      absentUntil: null,
      leftAt: null,
    });
  });

  test('with a single conversation an answer that says nothing new changes nothing', () => {
    const one = person({ threadIds: ['t1'] as never, activeThreadIds: ['t1'] as never });
    expect(taught(one, view(), answer())).toBe(one);
  });

  test('names, spellings and colleagues are learnt once', () => {
    const copied = [
      { email: 'bo@corp.example', name: 'Bo' },
      { email: 'me@corp.example', name: null },
      { email: 'stranger@elsewhere.example', name: null },
    ];
    const mail = answer({ from: { email: 'KIM@corp.example', name: 'Kim Doe' }, cc: copied });
    const learnt = taught(person(), view(), mail);
    expect(learnt).toMatchObject({
      names: ['Kim', 'Kim Doe'],
      colleagues: [{ email: 'bo@corp.example', name: 'Bo' }],
      otherAddresses: [],
    });
    expect(taught(learnt, view(), mail)).toEqual({ ...learnt, updatedAt: NOW + 9 });
  });

  test('two people at a mail provider are no colleagues', () => {
    const at = { email: 'kim@gmail.com', name: null };
    const mail = answer({ from: at, cc: [{ email: 'bo@gmail.com', name: null }] });
    const elsewhere = view({ recipient: at, recipientEmail: at.email });
    expect(taught(newPerson('p', at, NOW), elsewhere, mail).colleagues).toEqual([]);
  });

  test('an absence, a departure and a wish', () => {
    const message = inboundWith('m1', { author: 'machine', from: KIM });
    const successor = { email: 'bo@corp.example', name: 'Bo' };
    expect(
      taught(person(), view(), { type: 'absence_received', at: NOW, message, until: NOW + 500 }).absentUntil,
    ).toBe(NOW + 500);
    expect(
      taught(person(), view(), { type: 'departure_received', at: NOW, message, successor }),
    ).toMatchObject({ leftAt: NOW, successor, activeThreadIds: ['t2'] });
    expect(taught(person(), view(), { type: 'wish_received', at: NOW, message }).wishes).toEqual([
      { code: 'not_to_be_written_to', address: null, at: NOW },
    ]);
  });

  test('a held mail counts only where it is proven to be theirs, and no more once it is rejected', () => {
    const notice = { code: 'marked_as_spam', params: {} } as const;
    const held = (verdict: Message['verdict']): ConversationEvent => ({
      type: 'mail_held',
      at: NOW + 5,
      notice,
      message: inboundWith('m1', { from: KIM, verdict }),
    });
    expect(taught(person(), view(), held({ ...proven, authentication: 'failed' })).answered).toEqual([]);
    const counted = applyEvents(view(), [held(proven)]);
    const known = personAfter(person(), counted.happened, counted.view, NOW);
    expect(known.answered).toHaveLength(1);
    const rejected: ConversationEvent = { type: 'mail_rejected', at: NOW + 6, messageId: 'm1' as never };
    expect(taught(known, counted.view, rejected).answered).toEqual([]);
  });
});

describe('which conversations run', () => {
  test('a stop and a going on', () => {
    const stop: ConversationEvent = {
      type: 'stopped',
      at: NOW,
      reason: 'owner_stopped',
      detail: { code: 'by_owner', params: {} },
    };
    const stopped = taught(person(), view(), stop);
    expect(stopped.activeThreadIds).toEqual(['t2']);
    expect(
      taught(stopped, view({ status: 'stopped' }), { type: 'resumed', at: NOW }).activeThreadIds,
    ).toEqual(['t2', 't1']);
  });

  test('lists stay within bounds whatever comes', () => {
    let one = person();
    for (let n = 0; n < 300; n++) {
      const mail = answer({ from: { email: KIM.email, name: `Name ${n}` } });
      one = taught(one, view({ id: `t${n}` as never }), mail);
    }
    expect(one.names).toHaveLength(10);
    expect(one.threadIds).toHaveLength(200);
    expect(personSchema.parse(one)).toEqual(one);
  });
});

describe('what the owner had deleted', () => {
  const gone = forgotten(person({ names: ['Kim'], absentUntil: 1 }), NOW);
  test('leaves only what runs', () => {
    expect(gone).toMatchObject({
      ...blankPerson,
      email: '',
      threadIds: ['t1', 't2'],
      activeThreadIds: ['t1', 't2'],
      forgotten: true,
    });
  });
  test('is not remembered by a stop, but by what they tell next', () => {
    const stop: ConversationEvent = {
      type: 'stopped',
      at: NOW,
      reason: 'owner_stopped',
      detail: { code: 'by_owner', params: {} },
    };
    expect(taught(gone, view(), stop).forgotten).toBe(true);
    expect(taught(gone, view(), answer())).toMatchObject({ forgotten: false, email: KIM.email });
  });
});

test('every spelling of an address leads to one record, and another address to another', () => {
  const id = personIdOf('jo.doe@gmail.com');
  for (const same of ['JoDoe@gmail.com', 'j.o.d.o.e+x@googlemail.com', ' jodoe@GMAIL.com '])
    expect(personIdOf(same)).toBe(id);
  for (const other of ['jodoe@example.com', 'jodoe2@gmail.com', '', 'rubbish', 'a@b'])
    expect(personIdOf(other)).not.toBe(id);
  expect(personIdOf('jo+x@example.com')).not.toBe(personIdOf('jo@example.com'));
});
