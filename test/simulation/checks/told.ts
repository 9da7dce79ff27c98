import { channelSchema } from '../../../shared/domain/notification/channel.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { receiverOf } from '../receiver.ts';
import type { Facts } from './facts.ts';

/** Whether something befell a delivery that makes a repetition right. */
const wasDisturbed = ({ world: { visited } }: Facts): boolean =>
  [...visited].some((what) => /^(?:crash|slow|store_error|mail_error in receiver)/.test(what));

/** What the owner was told, and was not, once nothing breaks any more and every receiver is up. */
export const checkTold = (facts: Facts): void => {
  const { world, userId, plan } = facts;
  const receiver = world.receivers.get(receiverOf(userId));
  if (!plan.listens || !receiver || facts.deletionAsked || facts.violations.length > 0) return;
  const told = (kind: string, threadId: string) =>
    receiver.got.filter(({ type, data }) => type === kind && data.threadId === threadId);
  const different = (all: readonly { readonly id: string }[]): number =>
    new Set(all.map(({ id }) => id)).size;

  if (!wasDisturbed(facts) && different(receiver.got) < receiver.got.length) {
    facts.fail('told', 'something was told twice, and nothing had happened to its delivery');
  }
  for (const threadId of facts.threadIds) {
    const thread = facts.thread(threadId);
    if (!thread) continue;
    const drafts = Map.groupBy(told('thread.draft_waiting', threadId), ({ data }) => data.messageId);
    for (const [messageId, all] of drafts) {
      if (different(all) > 1) facts.fail('told', `${messageId} was told of as two drafts`);
    }
    const flags = thread.events.filter(({ kind }) => kind === 'flagged').length;
    if (different([...told('thread.needs_you', threadId), ...told('thread.question', threadId)]) > flags) {
      facts.fail('told', `${threadId} was told of more often than it was flagged`);
    }
    const { attention, waitingDraft } = thread;
    const isKnown =
      attention?.code === 'sending_limit' ||
      (attention?.code === 'draft_discarded' && attention.params.cause === 'by_owner');
    const flagKind = attention?.code === 'question' ? 'thread.question' : 'thread.needs_you';
    // A clock that was ahead flagged it later than it was told.
    const since = plan.untidyClocks ? 0 : (attention?.since ?? 0);
    const isToldSince = told(flagKind, threadId).some(({ at }) => at >= since);
    if (attention && !isKnown && !isToldSince) {
      facts.fail('told', `${threadId} waits for its owner (${attention.code}), who was not told`);
    }
    const draft = waitingDraft && facts.message(threadId, waitingDraft.messageId);
    const waits = thread.status === 'active' && draft?.state === 'awaiting_approval' && !draft.approval;
    if (waits && !drafts.has(draft.id)) facts.fail('told', `${draft.id} waits, and its owner was not told`);
  }
  for (const [path, { data }] of world.store.documents) {
    if (path.startsWith(`${paths.notifications(userId)}/`)) facts.fail('told', `${path} stays in the outbox`);
    if (!path.startsWith(`${paths.channels(userId)}/`)) continue;
    const channel = channelSchema.parse(data);
    if (channel.kind === 'webhook' && channel.queue.length > 0) {
      facts.fail('told', `${channel.queue.length} wait in the queue of a receiver that is up`);
    }
  }
};
