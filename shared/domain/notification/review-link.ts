import { z } from 'zod';
import { messageIdSchema, threadIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';

/** What the owner has done through a link. */
export const reviewActions = ['approve', 'edit', 'discard', 'stop'] as const;
export type ReviewAction = (typeof reviewActions)[number];

/** `reviewLinks/{sha256 of the token}`: a link that decides on one draft, once, without a session. */
export const reviewLinkSchema = stored({
  schemaVersion: z.literal(1),
  userId: z.string(),
  threadId: threadIdSchema,
  messageId: messageIdSchema,
  /** Of the draft as it was told of (`draftRevision`): another text needs another look. */
  revision: z.string(),
  used: stored({ action: z.enum(reviewActions), at: z.number() }).nullable(),
  createdAt: z.number(),
  expiresAt: z.number(),
  ttl: z.number(),
});
export type ReviewLink = z.infer<typeof reviewLinkSchema>;

const DAY = 24 * 60 * 60_000;

export const newReviewLink = (
  draft: Pick<ReviewLink, 'userId' | 'threadId' | 'messageId' | 'revision'>,
  now: number,
): ReviewLink => ({
  schemaVersion: 1,
  ...draft,
  used: null,
  createdAt: now,
  expiresAt: now + DAY,
  // Kept a while longer, so that it can say that it is too late.
  ttl: now + 7 * DAY,
});
