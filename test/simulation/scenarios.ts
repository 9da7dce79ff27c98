import type { Fault, Happening, Plan, PlannedEvent } from './plan.ts';
import type { Dice } from './random.ts';

/** What happens together, so that a plan meets what chance alone would rarely bring together. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The calls beside which something happening matters most. */
export const delicate = [
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

/** Some conversations with one person. */
export const severalWithOne = (d: Dice, at: number, events: PlannedEvent[]): Partial<Plan> => {
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
export const sendingOf = (
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
export const withDisaster = (d: Dice, plan: Plan, from: number, threads: number): Plan => {
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
export const ownersWords = (d: Dice, end: number, threads: number): PlannedEvent[] => {
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

/** The owner corrects one draft after another, while whoever looks at that dies, is held up, or finds no model. */
export const corrections = (d: Dice, from: number, thread: number): PlannedEvent[] => {
  const events: PlannedEvent[] = [];
  let at = from;
  for (let i = 2 + d.below(3); i > 0; i--) {
    const what = d.pick([
      'approve_with_text',
      'approve_with_text',
      'rewrite',
      'owner_answers_by_hand',
    ] as const);
    events.push({ type: 'happening', at, what: 'answer', thread });
    at += MINUTE + d.below(10 * MINUTE);
    events.push({ type: 'happening', at, what, thread });
    at += d.below(30 * MINUTE);
  }
  const fault = d.pick<Fault>([
    { kind: 'crash_before' },
    { kind: 'crash_after' },
    { kind: 'slow', ms: 8 * MINUTE },
    { kind: 'writer_error', code: 'rate_limited' },
    { kind: 'writer_error', code: 'refused' },
  ]);
  for (let nth = d.below(2); nth >= 0; nth--) {
    events.push({ type: 'fault', at: { on: 'writer.summarise', nth }, fault });
  }
  return events;
};

/** A draft is gone from Gmail just as it is to be sent. */
export const vanishing = (d: Dice, threads: number): PlannedEvent[] => [
  {
    type: 'interruption',
    at: { on: 'gmail.sendDraft', nth: d.below(4) },
    what: 'draft_vanishes',
    thread: d.below(threads),
  },
];

/** A talk of some days in which things are promised, and kept, moved or forgotten. */
export const promises = (d: Dice, from: number, thread: number): PlannedEvent[] => {
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
export const toldAndTapped = (d: Dice, last: number, threads: number): PlannedEvent[] => {
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
export const lateReading = (d: Dice, from: number, threads: number): PlannedEvent[] => [
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
export const brokenLeave = (d: Dice, at: number, thread: number): PlannedEvent[] => {
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
export const absence = (d: Dice, from: number, thread: number): PlannedEvent[] => {
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
export const heldAndDecided = (d: Dice, from: number, thread: number): PlannedEvent[] => {
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
export const takeover = (d: Dice, from: number, thread: number): PlannedEvent[] => {
  const what: readonly (readonly [Happening, number])[] = [
    ['answer', 0],
    ['owner_answers_by_hand', d.below(2 * SECOND)],
    ['resume', MINUTE],
    ...(d.chance(0.5) ? [['answer', 2 * MINUTE] as const] : []),
  ];
  return what.map(([what, after]) => ({ type: 'happening', at: from + after, what, thread }));
};
