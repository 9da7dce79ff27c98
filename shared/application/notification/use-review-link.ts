import type { ThreadView } from '../../domain/conversation/events.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { plain } from '../../domain/conversation/notices.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import {
  type ReviewAction,
  type ReviewLink,
  reviewLinkSchema,
} from '../../domain/notification/review-link.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { readThreadView } from '../../persistence/thread-view.ts';
import { sha256 } from '../account/hash.ts';
import { commit } from '../conversation/commit.ts';
import type { ThreadDeps } from '../conversation/deps.ts';
import { discardMessage } from '../conversation/review.ts';
import { stopThread } from '../conversation/stop.ts';
import type { DocumentReader } from '../ports/document-store.ts';
import { draftRevision } from './review-links.ts';

/** What a link comes to. */
export type Review =
  /** The draft waits, as it was told of. */
  | {
      readonly state: 'open';
      readonly thread: EmailThread;
      readonly message: Message;
      readonly revision: string;
    }
  | { readonly state: 'used'; readonly action: ReviewAction }
  /** The draft waits still, with another text. */
  | { readonly state: 'changed'; readonly threadId: string }
  /** Decided or overtaken in another way. */
  | { readonly state: 'over'; readonly threadId: string; readonly wasSent: boolean }
  | { readonly state: 'expired' | 'unknown' };

export interface Decision {
  readonly action: ReviewAction;
  /** For `edit`. */
  readonly text: string | null;
}

export type Decided =
  | { readonly state: 'done'; readonly action: ReviewAction }
  /** Gmail did not answer: nothing is decided, and the link can be used again. */
  | { readonly state: 'busy' }
  | Exclude<Review, { state: 'open' }>;

const waiting = ({ thread, messages }: ThreadView, { messageId }: ReviewLink): Message | null => {
  const message = messages.find(({ id }) => id === messageId);
  const waits = message?.state === 'awaiting_approval' && message.approval === null;
  return waits && thread.status === 'active' ? message : null;
};

const reviewOf = async (reader: DocumentReader, link: ReviewLink | null, now: number): Promise<Review> => {
  if (!link) return { state: 'unknown' };
  if (link.used) return { state: 'used', action: link.used.action };
  const { userId, threadId, messageId, expiresAt, revision } = link;
  if (expiresAt <= now) return { state: 'expired' };
  const view = await readThreadView(reader, userId, threadId, [messageId]);
  if (!view) return { state: 'unknown' };
  const message = waiting(view, link);
  if (!message) {
    const wasSent = view.messages.some(({ id, state }) => id === messageId && state === 'sent');
    return { state: 'over', threadId, wasSent };
  }
  const isSame = draftRevision(view.thread, message) === revision;
  return isSame ? { state: 'open', thread: view.thread, message, revision } : { state: 'changed', threadId };
};

const linkPath = (token: string): string => paths.reviewLink(sha256(token));

const readLink = (reader: DocumentReader, token: string): Promise<ReviewLink | null> =>
  readDocument(reader, reviewLinkSchema, linkPath(token));

/** What the page shows. Changes nothing: scanners open links. */
export const openReview = async (
  { store, clock }: Pick<ThreadDeps, 'store' | 'clock'>,
  token: string,
): Promise<Review> => reviewOf(store, await readLink(store, token), clock.now());

/**
 * Decides on the draft through a link, once: the link is used up in the transaction that sees the draft waiting as it was told of,
 * and given back only where nothing was decided.
 */
export const decideReview = async (deps: ThreadDeps, token: string, decision: Decision): Promise<Decided> => {
  const { action } = decision;
  const now = deps.clock.now();
  const claim = await deps.store.transaction(async (tx) => {
    const link = await readLink(tx, token);
    const review = await reviewOf(tx, link, now);
    if (review.state === 'open') tx.update(linkPath(token), { used: { action, at: now } });
    return { link, review };
  });
  const { link, review } = claim;
  if (review.state !== 'open' || !link) return review.state === 'open' ? { state: 'unknown' } : review;
  if (await carryOut(deps, link, review, decision)) return { state: 'done', action };
  await deps.store.update(linkPath(token), { used: null });
  const after = await openReview(deps, token);
  return after.state === 'open' ? { state: 'busy' } : after;
};

/** False: it was not done. */
const carryOut = async (
  deps: ThreadDeps,
  { userId, threadId, messageId, revision }: ReviewLink,
  { message }: Extract<Review, { state: 'open' }>,
  { action, text }: Decision,
): Promise<boolean> => {
  const target = { userId, threadId };
  switch (action) {
    case 'approve':
    case 'edit': {
      const committed = await commit(deps, { ...target, messageIds: [messageId] }, (view, at) => {
        const fresh = view.messages.find(({ id }) => id === messageId);
        const isSame = fresh !== undefined && draftRevision(view.thread, fresh) === revision;
        return isSame ? [{ type: 'approved', at, messageId, text: action === 'edit' ? text : null }] : [];
      });
      return (committed?.happened.length ?? 0) > 0;
    }
    case 'discard':
      return (await discardMessage(deps)({ ...target, messageId: message.id })).ok;
    case 'stop':
      return (await stopThread(deps)({ ...target, reason: 'owner_stopped', detail: plain('by_owner') })).ok;
    default:
      return action satisfies never;
  }
};
