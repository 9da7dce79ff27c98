import type { MailErrorCode } from '../../shared/application/ports/mail-gateway.ts';
import type { WriterError } from '../../shared/application/ports/reply-writer.ts';
import { type CallPoint, common, type Fault, type Happening, type Plan, type PlannedEvent } from './plan.ts';
import { type Dice, dice } from './random.ts';
import { withRespect } from './respect.ts';
import {
  absence,
  brokenLeave,
  corrections,
  delicate,
  heldAndDecided,
  lateReading,
  ownersWords,
  promises,
  sendingOf,
  severalWithOne,
  takeover,
  toldAndTapped,
  vanishing,
  withDisaster,
} from './scenarios.ts';

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
    linesBelow: false,
    recipientHours: false,
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
  // From dice of their own, so that what other seeds stand for is still in them.
  const own = dice(seed + 1_000_003);
  if (review && own.chance(0.3)) events.push(...corrections(own, at + 10 * SECOND, own.below(allThreads)));
  const hidden = dice(seed + 2_000_003);
  if (hidden.chance(0.12)) events.push(...vanishing(hidden, allThreads));
  const disturbed = withDisaster(d, { ...sending, ...withPeople, listens }, at + 10 * SECOND, allThreads);
  return withRespect(dice(seed ^ 0x2369_8058), disturbed, at, allThreads);
};

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
