import type { MailErrorCode } from '../../shared/application/ports/mail-gateway.ts';
import type { WriterError } from '../../shared/application/ports/reply-writer.ts';
import { type Dice, dice } from './random.ts';

/** Things that people and the world do, at a virtual time (ms after the start), to one thread. */
/** Drawn for every plan. */
const common = [
  'answer',
  'three_answers',
  'out_of_office',
  'bounce',
  'machine_mail',
  'unauthenticated_answer',
  'newcomer_answers',
  'answer_outside',
  'poisoned_answer',
  'unrelated_mail',
  'owner_answers_by_hand',
  'owner_edits_draft',
  'owner_sends_draft',
  'owner_deletes_draft',
  'approve',
  'approve_with_text',
  'discard',
  'rewrite',
  'stop',
  'resume',
  'review_mode',
  'autonomous_mode',
  'delete_thread',
  'delete_assistant',
  'disconnect',
  'reconnect',
  'delete_account',
  'expire_history',
  'lapse_watch',
  'watch_renewal',
  'gmail_outage',
  'delete_inbound_mail',
] as const;
/** Where the owner decides on what is held is drawn apart, so that what a seed stood for before is still in it. */
const toOnePerson = ['recipient_leaves', 'asks_not_to_write', 'begin_another'] as const;
const disasters = [
  'model_outage',
  'long_outage',
  'short_outage',
  'process_dies',
  'clock_jumps',
  'review_assistant',
] as const;
export const happenings = [
  ...common,
  'accept',
  'reject',
  'block',
  'note',
  'note_now',
  'answer_question',
  'answer_question_twice',
  'receiver_down',
  'tap_link',
  'tap_twice',
  'tap_late',
  // So is when the owner pauses, and stops an automatic mail.
  'pause',
  'go_on',
  'pause_assistant',
  'go_on_assistant',
  'undo',
  ...toOnePerson,
  ...disasters,
] as const;
export type Happening = (typeof happenings)[number];

/** What can befall the n-th call of a kind, or the n-th event. */
export type Fault =
  | { readonly kind: 'crash_before' | 'crash_after' }
  | { readonly kind: 'mail_error'; readonly code: MailErrorCode; readonly effect: boolean }
  | { readonly kind: 'writer_error'; readonly code: WriterError['code'] }
  | { readonly kind: 'store_error'; readonly effect: boolean }
  | { readonly kind: 'bus_error'; readonly effect: boolean }
  | { readonly kind: 'slow'; readonly ms: number };

/** A call of a port: the n-th of all (from 0), or the n-th of one method (from 0). */
export type CallPoint = { readonly call: number } | { readonly on: string; readonly nth: number };

export type PlannedEvent =
  | { readonly type: 'happening'; readonly at: number; readonly what: Happening; readonly thread: number }
  | { readonly type: 'fault'; readonly at: CallPoint; readonly fault: Fault }
  /** Somebody does something in the very moment of a call, which takes long enough for that. */
  | {
      readonly type: 'interruption';
      readonly at: CallPoint;
      readonly what: Happening;
      readonly thread: number;
    }
  | { readonly type: 'delivery'; readonly event: number; readonly what: 'lost' | 'twice' | 'late' };

export interface Plan {
  readonly seed: number;
  readonly threads: number;
  /** Somebody else has a mailbox here too; the thread after the owner's is theirs. */
  readonly neighbour: boolean;
  /** All conversations are with the same person. */
  readonly sameRecipient: boolean;
  /** Gmail shows mails late, and ids of drafts go on pointing at what the owner sent. */
  readonly untidyGmail: boolean;
  readonly review: boolean;
  readonly followUp: boolean;
  readonly replyDelayMinutes: number;
  readonly workingHours: boolean;
  /** Mails that may leave the mailbox in a day. */
  readonly dailyLimit: number;
  readonly replyLimit: number;
  /** Clocks of instances differ by minutes, and may jump. */
  readonly untidyClocks: boolean;
  /** The assistant may say that an answer will come, while it asks its owner. */
  readonly holdingLine: boolean;
  /** The owners are told by a webhook and by a mail to themselves. */
  readonly listens: boolean;
  /** As the owner has set them. */
  readonly paceSeconds: number;
  readonly undoSeconds: number;
  /** Conversations that are started beside those that something happens to. */
  readonly burst: number;
  readonly events: readonly PlannedEvent[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const frequent: readonly Happening[] = [
  'answer',
  'answer',
  'answer',
  'three_answers',
  'unrelated_mail',
  'answer',
];
const inReview: readonly Happening[] = [
  'approve',
  'approve',
  'approve_with_text',
  'discard',
  'rewrite',
  'owner_edits_draft',
  'owner_sends_draft',
  'owner_deletes_draft',
];

const mailErrors: readonly MailErrorCode[] = [
  'owner',
  'operator',
  'passing',
  'unavailable',
  'unavailable',
  'not_found',
  'invalid',
];
const writerErrors: readonly WriterError['code'][] = [
  'refused',
  'incomplete',
  'invalid_answer',
  'rate_limited',
  'timeout',
  'unavailable',
  'quota',
];

/** What a seed stands for: who does what when, and what breaks. */
export const planFor = (seed: number): Plan => {
  const d = dice(seed);
  const review = d.chance(0.35);
  const threads = 1 + d.below(3);
  const neighbour = d.chance(0.25);
  const allThreads = threads + (neighbour ? 1 : 0);
  const events: PlannedEvent[] = [];
  const count = 2 + d.below(7);
  let at = 0;
  for (let i = 0; i < count; i++) {
    // Close together more often than not: races need neighbours.
    at += d.chance(0.6) ? d.below(4 * SECOND) : d.chance(0.7) ? d.below(3 * MINUTE) : d.below(30 * HOUR);
    const what = d.chance(0.5)
      ? d.pick(frequent)
      : review && d.chance(0.6)
        ? d.pick(inReview)
        : d.pick(common);
    events.push({ type: 'happening', at, what, thread: d.below(allThreads) });
  }
  if (d.chance(0.04)) events.push(...absence(d, at + 10 * SECOND, d.below(allThreads)));
  if (d.chance(0.04)) events.push(...takeover(d, at + 10 * SECOND, d.below(allThreads)));
  for (let i = d.below(5); i > 0; i--) {
    if (d.chance(0.5)) events.push({ type: 'fault', at: { call: d.below(120) }, fault: faultOf(d) });
    else events.push({ type: 'fault', ...targetedFault(d) });
  }
  if (d.chance(0.04)) {
    // A mail leaves without an answer, and no notification tells of it: the next turn has to find out by itself.
    const fault = { kind: 'mail_error', code: 'unavailable', effect: true } as const;
    events.push({ type: 'fault', at: { on: 'gmail.sendDraft', nth: d.below(2) }, fault });
    for (let event = 0; event < 16; event++) events.push({ type: 'delivery', event, what: 'lost' });
  }
  if (d.chance(0.04)) {
    // A turn is held up for longer than its lease lasts, and somebody uses the time.
    const at = { on: d.pick(['gmail.listHistory', 'gmail.createDraft', 'writer.write']), nth: d.below(4) };
    events.push({ type: 'fault', at, fault: { kind: 'slow', ms: 4 * MINUTE } });
    const what = d.pick<Happening>(['review_mode', 'stop', 'answer', 'owner_answers_by_hand']);
    events.push({ type: 'interruption', at, what, thread: d.below(allThreads) });
  }
  if (d.chance(0.04)) {
    // Somebody writes while an answer to their last mail is on its way out.
    const at = { on: 'gmail.sendDraft', nth: 1 + d.below(4) };
    events.push({ type: 'interruption', at, what: 'answer', thread: d.below(allThreads) });
  }
  if (d.chance(0.35)) {
    const at = { on: d.pick(delicate), nth: d.below(4) };
    const what = d.pick(review ? inReview : interfering);
    events.push({ type: 'interruption', at, what, thread: d.below(allThreads) });
  }
  for (let i = d.below(4); i > 0; i--) {
    events.push({ type: 'delivery', event: d.below(20), what: d.pick(['lost', 'twice', 'late'] as const) });
  }
  const plan: Plan = {
    seed,
    threads,
    neighbour,
    sameRecipient: d.chance(0.25),
    untidyGmail: d.chance(0.25),
    review,
    followUp: d.chance(0.3),
    replyDelayMinutes: d.chance(0.25) ? 2 : 0,
    workingHours: d.chance(0.15),
    dailyLimit: d.chance(0.2) ? 1 + d.below(3) : 100,
    replyLimit: d.chance(0.15) ? 1 + d.below(2) : 20,
    untidyClocks: false,
    holdingLine: seed % 2 === 0,
    listens: false,
    paceSeconds: 0,
    undoSeconds: 0,
    burst: 0,
    events,
  };
  // Drawn last, so that what a seed stood for before is still in it.
  if (d.chance(0.06)) events.push(...brokenLeave(d, at + 10 * SECOND, d.below(allThreads)));
  if (d.chance(0.04)) events.push(...lateReading(d, at + 3 * HOUR, allThreads));
  if (d.chance(0.15)) events.push(...heldAndDecided(d, at + 10 * SECOND, d.below(allThreads)));
  if (d.chance(0.3)) events.push(...ownersWords(d, at, allThreads));
  if (d.chance(0.1)) events.push(...promises(d, at, d.below(allThreads)));
  const sending = { ...plan, ...sendingOf(d, at, allThreads, review, events) };
  const withPeople = d.chance(0.1) ? severalWithOne(d, at, events) : {};
  const listens = d.chance(0.3);
  if (listens) events.push(...toldAndTapped(d, at, allThreads));
  return withDisaster(d, { ...sending, ...withPeople, listens }, at + 10 * SECOND, allThreads);
};

/** Some conversations with one person. */
const severalWithOne = (d: Dice, at: number, events: PlannedEvent[]): Partial<Plan> => {
  const threads = 2 + d.below(2);
  events.push(...withOnePerson(d, at + 10 * SECOND, threads));
  return { threads, sameRecipient: true, followUp: true };
};

/** Follow-ups come so long after the mail before. */
const FOLLOW_UP_MS = 0.3 * 24 * HOUR;

/** One person in several conversations says something in one of them, often when a follow-up is due in another. */
const withOnePerson = (d: Dice, from: number, threads: number): PlannedEvent[] => {
  const events: PlannedEvent[] = [];
  const add = (what: Happening, after: number): void => {
    events.push({ type: 'happening', at: from + after, what, thread: d.below(threads) });
  };
  const told = d.pick([
    'answer',
    'answer',
    'out_of_office',
    'recipient_leaves',
    'asks_not_to_write',
  ] as const);
  const isClose = d.chance(0.6);
  add(told, isClose ? FOLLOW_UP_MS - from - MINUTE + d.below(2 * MINUTE) : d.below(HOUR));
  // While the follow-up is being made, and no notification tells of it.
  if (d.chance(0.5)) {
    const on = d.pick(['writer.write', 'gmail.createDraft', 'gmail.searchFrom', 'gmail.getThread']);
    const at = { on, nth: d.below(2 * threads) };
    events.push({ type: 'interruption', at, what: told, thread: d.below(threads) });
  }
  if (d.chance(0.5)) {
    for (let event = 0; event < 30; event++) events.push({ type: 'delivery', event, what: 'lost' });
  }
  // The owner begins another, or has a stopped one go on, perhaps twice at once.
  for (let i = d.below(4); i > 0; i--) {
    const after = d.below(3 * MINUTE);
    add(d.pick(['stop', 'stop', 'begin_another', 'resume', 'delete_thread'] as const), after);
    if (d.chance(0.4)) add(d.pick(['begin_another', 'resume'] as const), after);
  }
  return events;
};

/** How the owner lets mails leave: with pauses, with time to stop one, and many at once. */
const sendingOf = (
  d: Dice,
  until: number,
  threads: number,
  review: boolean,
  events: PlannedEvent[],
): Partial<Plan> => {
  if (d.chance(0.2)) events.push(...paused(d, until, threads));
  const undoSeconds = d.chance(0.15) ? d.pick([5, 60]) : 0;
  if (undoSeconds > 0) events.push(...undone(d, until, threads));
  if (review || !d.chance(0.06)) return { undoSeconds, paceSeconds: d.chance(0.3) ? 20 : 0 };
  for (let i = d.below(4); i > 0; i--) {
    events.push({ type: 'happening', at: d.below(10 * MINUTE), what: 'answer', thread: d.below(threads) });
  }
  return {
    undoSeconds,
    paceSeconds: 20,
    burst: 10 + d.below(15),
    ...(d.chance(0.4) ? { dailyLimit: 10 + d.below(10) } : {}),
  };
};

/** The owner pauses, often in the middle of a turn, and lets it go on later. */
const paused = (d: Dice, until: number, threads: number): PlannedEvent[] => {
  const whole = d.chance(0.7);
  const what = whole ? 'pause' : 'pause_assistant';
  const thread = d.below(threads);
  const at = d.below(Math.max(until, 10 * SECOND));
  const events: PlannedEvent[] = [];
  if (d.chance(0.6)) {
    const on = d.pick(['writer.write', 'gmail.createDraft', 'gmail.sendDraft', 'gmail.sendDraft'] as const);
    events.push({ type: 'interruption', at: { on, nth: d.below(4) }, what, thread });
  } else events.push({ type: 'happening', at, what, thread });
  if (d.chance(0.6)) events.push({ type: 'happening', at: at + d.below(MINUTE), what: 'answer', thread });
  if (d.chance(0.3)) events.push({ type: 'happening', at: at + d.below(MINUTE), what: 'approve', thread });
  if (d.chance(0.7)) {
    const later = at + d.pick([5 * SECOND, 3 * MINUTE, 2 * HOUR]);
    events.push({ type: 'happening', at: later, what: whole ? 'go_on' : 'go_on_assistant', thread });
  }
  return events;
};

/** Automatic mails are stopped, often at the last moment. */
const undone = (d: Dice, until: number, threads: number): PlannedEvent[] => {
  const thread = d.below(threads);
  const at = { on: 'gmail.sendDraft', nth: d.below(3) };
  const last: PlannedEvent = { type: 'interruption', at, what: 'undo', thread };
  const soon: PlannedEvent = { type: 'happening', at: d.below(70 * SECOND), what: 'undo', thread };
  const later: PlannedEvent = { type: 'happening', at: until + d.below(MINUTE), what: 'undo', thread };
  const resumed: PlannedEvent = { type: 'happening', at: until + 5 * MINUTE, what: 'resume', thread };
  return [d.chance(0.6) ? last : d.chance(0.5) ? soon : later, ...(d.chance(0.5) ? [resumed] : [])];
};

/** Something larger breaks, or the owner steps in where it hurts. */
const withDisaster = (d: Dice, plan: Plan, from: number, threads: number): Plan => {
  const thread = d.below(threads);
  const events: PlannedEvent[] = [];
  const add = (what: Happening, after: number): void => {
    events.push({ type: 'happening', at: from + after, what, thread });
  };
  const roll = d.below(100);
  if (roll < 4) {
    // What is due meets an outage of an hour or a day, and what was approved, too.
    add(d.pick(['model_outage', 'long_outage'] as const), 0);
    add('answer', d.below(MINUTE));
    add(plan.review ? 'approve' : 'answer', 2 * MINUTE);
  } else if (roll < 8) {
    add('answer', 0);
    for (let n = 0; n < 6; n++) add('process_dies', 200 + d.below(MINUTE));
  } else if (roll < 11) {
    // Whatever the model is asked, its process dies of it.
    for (let nth = 0; nth < 7; nth++) {
      events.push({ type: 'fault', at: { on: 'writer.write', nth }, fault: { kind: 'crash_before' } });
    }
  } else if (roll < 16) {
    // The owner answers by hand just as the answer is to leave, and Gmail takes nothing back for a while.
    add('answer', 0);
    const sending = { on: 'gmail.sendDraft', nth: 1 + d.below(2) };
    events.push({ type: 'interruption', at: sending, what: 'owner_answers_by_hand', thread });
    const fault = { kind: 'mail_error', code: 'unavailable', effect: false } as const;
    events.push({ type: 'fault', at: sending, fault });
    add('owner_answers_by_hand', 2 * SECOND + d.below(4 * SECOND));
    add('short_outage', 2 * SECOND + d.below(10 * SECOND));
    add('resume', MINUTE);
  } else if (roll < 20) {
    const at = { on: d.pick(['gmail.sendDraft', 'gmail.listHistory'] as const), nth: d.below(3) };
    const what = plan.seed % 2 === 0 ? 'review_mode' : 'review_assistant';
    events.push({ type: 'interruption', at, what, thread });
  } else if (roll < 30) {
    for (let n = 1 + d.below(3); n > 0; n--) {
      add('clock_jumps', d.below(30 * MINUTE));
      add(d.pick(['answer', 'unrelated_mail', 'lapse_watch'] as const), d.below(40 * MINUTE));
    }
    if (d.chance(0.7)) {
      // What the dead process held, it held by its clock.
      const at = { on: 'writer.write', nth: 1 + d.below(3) };
      events.push({ type: 'fault', at, fault: { kind: 'crash_before' } });
    }
    // What is due at a moment is checked against one clock.
    const paced = { paceSeconds: 0, undoSeconds: 0, burst: 0 };
    const tidy = { dailyLimit: 100, workingHours: false, untidyClocks: true, ...paced };
    return { ...plan, ...tidy, events: [...plan.events, ...events] };
  }
  return { ...plan, events: [...plan.events, ...events] };
};

/** The owner answers what they are asked, perhaps twice at once, and says what they know: in quiet, and in bad moments. */
const ownersWords = (d: Dice, end: number, threads: number): PlannedEvent[] => {
  const events: PlannedEvent[] = [];
  for (let thread = 0; thread < threads; thread++) {
    for (let i = 2 + d.below(3); i > 0; i--) {
      const what = d.pick(['answer_question', 'answer_question', 'answer_question_twice'] as const);
      events.push({ type: 'happening', at: d.below(end + 2 * HOUR), what, thread });
    }
  }
  for (let i = d.below(3); i > 0; i--) {
    const what = d.pick(['note', 'note_now', 'note_now'] as const);
    events.push({ type: 'happening', at: d.below(end + HOUR), what, thread: d.below(threads) });
  }
  if (d.chance(0.6)) {
    const at = { on: d.pick(delicate), nth: d.below(6) };
    events.push({ type: 'interruption', at, what: 'note_now', thread: d.below(threads) });
  }
  return events;
};

/** A talk of some days in which things are promised, and kept, moved or forgotten. */
const promises = (d: Dice, from: number, thread: number): PlannedEvent[] => {
  const events: PlannedEvent[] = [];
  let at = from + MINUTE;
  for (let i = 2 + d.below(3); i > 0; i--) {
    events.push({ type: 'happening', at, what: 'answer', thread });
    at += d.pick([20 * MINUTE, 3 * HOUR, 20 * HOUR]) + d.below(HOUR);
    if (d.chance(0.4)) events.push({ type: 'happening', at: at - MINUTE, what: 'note_now', thread });
  }
  return events;
};

/** The receiver is down for a day, calls of it fail, and links to drafts are tapped: once, twice, too late. */
const toldAndTapped = (d: Dice, last: number, threads: number): PlannedEvent[] => {
  const events: PlannedEvent[] = [];
  const add = (what: Happening, at: number): void => {
    events.push({ type: 'happening', at, what, thread: d.below(threads) });
  };
  if (d.chance(0.3)) add('receiver_down', d.below(last + MINUTE));
  for (let i = d.below(3); i > 0; i--) {
    add(d.pick(['tap_link', 'tap_twice', 'tap_late'] as const), d.below(last + 2 * MINUTE) + 5 * SECOND);
  }
  if (d.chance(0.4)) {
    const fault = d.pick<Fault>([
      { kind: 'mail_error', code: 'unavailable', effect: d.chance(0.5) },
      { kind: 'crash_after' },
      { kind: 'crash_before' },
      { kind: 'slow', ms: 4 * MINUTE },
    ]);
    events.push({ type: 'fault', at: { on: 'receiver.take', nth: d.below(3) }, fault });
  }
  return events;
};

/**
 * History has expired, and somebody writes while every conversation is read, perhaps in one that has been read already. Events
 * come late, so that no second reading makes up for what the first passed over.
 */
const lateReading = (d: Dice, from: number, threads: number): PlannedEvent[] => [
  { type: 'happening', at: from, what: 'expire_history', thread: 0 },
  { type: 'happening', at: from, what: 'answer', thread: 0 },
  {
    type: 'interruption',
    at: { on: d.pick(['gmail.getThread', 'gmail.getMessage']), nth: d.below(threads) },
    what: 'answer',
    thread: d.below(threads),
  },
  ...Array.from({ length: 40 }, (_, event) => ({ type: 'delivery', event, what: 'late' }) as const),
];

/** The owner takes the access or everything away, and it breaks off where the token is revoked or destroyed. */
const brokenLeave = (d: Dice, at: number, thread: number): PlannedEvent[] => {
  const what = d.pick(['disconnect', 'delete_account'] as const);
  const on = d.pick(['identity.revoke', 'vault.destroy'] as const);
  const effect = d.chance(0.5);
  const failure: Fault =
    on === 'vault.destroy'
      ? { kind: 'store_error', effect }
      : { kind: 'mail_error', code: 'unavailable', effect };
  const fault = d.pick<Fault>([{ kind: 'crash_before' }, { kind: 'crash_after' }, failure]);
  const leave: PlannedEvent = { type: 'happening', at, what, thread };
  const back: PlannedEvent = { type: 'happening', at: at + MINUTE, what: 'reconnect', thread };
  const broken: PlannedEvent = { type: 'fault', at: { on, nth: 0 }, fault };
  return what === 'disconnect' && d.chance(0.4) ? [leave, back, broken] : [leave, broken];
};

/** The owner is away for so long that history expires, while somebody answers; then it is to go on. */
const absence = (d: Dice, from: number, thread: number): PlannedEvent[] => {
  const left = d.chance(0.5);
  const what: readonly (readonly [Happening, number])[] = [
    [left ? 'disconnect' : 'stop', 0],
    ['answer', MINUTE],
    ['expire_history', MINUTE],
    ...(left ? [['reconnect', 2 * MINUTE] as const] : []),
    ['resume', 5 * MINUTE],
  ];
  return what.map(([what, after]) => ({ type: 'happening', at: from + after, what, thread }));
};

/** Mails come that nothing vouches for, and the owner decides on them, perhaps while something else happens. */
const heldAndDecided = (d: Dice, from: number, thread: number): PlannedEvent[] => {
  const events: PlannedEvent[] = [];
  const add = (what: Happening, after: number): void => {
    events.push({ type: 'happening', at: from + after, what, thread });
  };
  let at = 0;
  for (let i = 1 + d.below(3); i > 0; i--) {
    add(d.pick(['unauthenticated_answer', 'newcomer_answers', 'answer_outside'] as const), at);
    at += d.below(20 * SECOND);
  }
  if (d.chance(0.4)) add('resume', at + d.below(MINUTE));
  for (let i = 1 + d.below(3); i > 0; i--) {
    at += d.below(2 * MINUTE);
    add(d.pick(['accept', 'accept', 'reject', 'block'] as const), at);
    if (d.chance(0.3))
      add(d.pick(['answer', 'newcomer_answers', 'stop', 'resume'] as const), at + d.below(3 * SECOND));
  }
  if (d.chance(0.5)) add('resume', at + MINUTE);
  if (d.chance(0.5)) add('answer', at + 2 * MINUTE);
  return events;
};

/** Somebody answers, the owner answers them by hand before the assistant does, and later lets it go on. */
const takeover = (d: Dice, from: number, thread: number): PlannedEvent[] => {
  const what: readonly (readonly [Happening, number])[] = [
    ['answer', 0],
    ['owner_answers_by_hand', d.below(2 * SECOND)],
    ['resume', MINUTE],
    ...(d.chance(0.5) ? [['answer', 2 * MINUTE] as const] : []),
  ];
  return what.map(([what, after]) => ({ type: 'happening', at: from + after, what, thread }));
};

/** The calls beside which something happening matters most. */
const delicate = [
  'gmail.sendDraft',
  'gmail.sendDraft',
  'gmail.listHistory',
  'gmail.createDraft',
  'gmail.deleteDraft',
  'gmail.getMessage',
  'gmail.getThread',
  'writer.write',
  'store.committed',
  'store.delete',
  'bus.publish',
] as const;

const interfering: readonly Happening[] = [
  'answer',
  'answer',
  'stop',
  'stop',
  'owner_answers_by_hand',
  'watch_renewal',
  'gmail_outage',
  'watch_renewal',
  'gmail_outage',
  'expire_history',
  'delete_thread',
  'disconnect',
  'delete_account',
  'review_mode',
];

const targetedFault = (d: Dice): { readonly at: CallPoint; readonly fault: Fault } => {
  const on = d.pick(delicate);
  const slow = { kind: 'slow', ms: d.pick([2 * SECOND, 4 * MINUTE]) } as const;
  const fault = ((): Fault => {
    if (d.chance(0.3)) return slow;
    if (d.chance(0.4)) return { kind: d.pick(['crash_before', 'crash_after'] as const) };
    if (on === 'writer.write') return { kind: 'writer_error', code: d.pick(writerErrors) };
    if (on === 'store.committed') return { kind: 'store_error', effect: true };
    if (on === 'bus.publish') return { kind: 'bus_error', effect: d.chance(0.5) };
    if (on === 'gmail.sendDraft') return { kind: 'mail_error', code: 'unavailable', effect: d.chance(0.7) };
    return { kind: 'mail_error', code: d.pick(mailErrors), effect: d.chance(0.7) };
  })();
  return { at: { on, nth: d.below(5) }, fault };
};

const faultOf = (d: Dice): Fault => {
  const roll = d.below(10);
  if (roll < 3) return { kind: d.pick(['crash_before', 'crash_after'] as const) };
  if (roll < 6) return { kind: 'mail_error', code: d.pick(mailErrors), effect: d.chance(0.5) };
  if (roll < 7) return { kind: 'writer_error', code: d.pick(writerErrors) };
  if (roll < 8)
    return d.chance(0.5)
      ? { kind: 'store_error', effect: d.chance(0.5) }
      : { kind: 'bus_error', effect: d.chance(0.5) };
  return { kind: 'slow', ms: d.pick([2 * SECOND, 20 * SECOND, 3 * MINUTE]) };
};
