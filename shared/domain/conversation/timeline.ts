import { z } from 'zod';
import { type NoticeShapes, noticeSchema } from '../notice.ts';
import {
  type AttentionNotice,
  attentionShapes,
  type Milestone,
  milestoneShapes,
  type Resolution,
  resolutionShapes,
  type StopDetail,
  stopShapes,
  type Waiting,
  waitingShapes,
} from './notices.ts';

const milestoneKinds = [
  'created',
  'resumed',
  'approved',
  'rewrite_requested',
  'decided',
  'mail_accepted',
  'mail_rejected',
  'sender_blocked',
  'note_added',
  'question_answered',
  'unsubscribed',
] as const;

const entry = (
  kinds: readonly string[],
  shapes: NoticeShapes,
  extra: z.ZodRawShape,
): z.ZodDiscriminatedUnion =>
  noticeSchema(shapes, {
    at: z.number(),
    kind: z.enum(kinds),
    /** For `waiting`: until when, epoch ms. */
    until: z.number().nullable(),
    ...extra,
  }) as unknown as z.ZodDiscriminatedUnion;

/** The schema of an entry; `extra` are its fields besides those of every entry. */
export const timelineSchema = <const E extends z.ZodRawShape>(
  extra: E,
): z.ZodType<TimelineEntry & z.infer<z.ZodObject<E>>> =>
  z.discriminatedUnion('kind', [
    entry(milestoneKinds, milestoneShapes, extra),
    entry(['stopped'], stopShapes, extra),
    entry(['flagged'], attentionShapes, extra),
    entry(['waiting'], waitingShapes, extra),
    entry(['superseded', 'discarded', 'reconciled'], resolutionShapes, extra),
  ]) as unknown as z.ZodType<TimelineEntry & z.infer<z.ZodObject<E>>>;

export const timelineEntrySchema = timelineSchema({}) as unknown as z.ZodType<TimelineEntry>;

interface At {
  readonly at: number;
  readonly until: number | null;
}

/** One entry of a thread's timeline: an event that is not a mail. */
export type TimelineEntry = At &
  (
    | ({ readonly kind: (typeof milestoneKinds)[number] } & Milestone)
    | ({ readonly kind: 'stopped' } & StopDetail)
    | ({ readonly kind: 'flagged' } & AttentionNotice)
    | ({ readonly kind: 'waiting' } & Waiting)
    | ({ readonly kind: 'superseded' | 'discarded' | 'reconciled' } & Resolution)
  );
export type TimelineKind = TimelineEntry['kind'];

const MAX_ENTRIES = 60;

/** The timeline with one more entry; the oldest entries are dropped. */
export const withEntry = (timeline: readonly TimelineEntry[], added: TimelineEntry): TimelineEntry[] =>
  [...timeline, added].slice(-MAX_ENTRIES);
