import type { MailErrorCode } from '../../shared/application/ports/mail-gateway.ts';
import type { WriterError } from '../../shared/application/ports/reply-writer.ts';
import { dice } from './random.ts';

/** Things that people and the world do, at a virtual time (ms after the start), to one thread. */
export const happenings = [
  'answer',
  'three_answers',
  'out_of_office',
  'bounce',
  'unauthenticated_answer',
  'newcomer_answers',
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
  'delete_inbound_mail',
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

export type PlannedEvent =
  | { readonly type: 'happening'; readonly at: number; readonly what: Happening; readonly thread: number }
  /** `call` counts every call of any port in the whole run, from 0. */
  | { readonly type: 'fault'; readonly call: number; readonly fault: Fault }
  | { readonly type: 'delivery'; readonly event: number; readonly what: 'lost' | 'twice' | 'late' };

export interface Plan {
  readonly seed: number;
  readonly threads: number;
  readonly review: boolean;
  readonly followUp: boolean;
  readonly replyDelayMinutes: number;
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
  'revoked',
  'rate_limited',
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
        : d.pick(happenings);
    events.push({ type: 'happening', at, what, thread: d.below(threads) });
  }
  for (let i = d.below(5); i > 0; i--) {
    events.push({ type: 'fault', call: d.below(120), fault: faultOf(d) });
  }
  for (let i = d.below(4); i > 0; i--) {
    events.push({ type: 'delivery', event: d.below(20), what: d.pick(['lost', 'twice', 'late'] as const) });
  }
  return {
    seed,
    threads,
    review,
    followUp: d.chance(0.3),
    replyDelayMinutes: d.chance(0.25) ? 2 : 0,
    events,
  };
};

const faultOf = (d: ReturnType<typeof dice>): Fault => {
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
