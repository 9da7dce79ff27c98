import type { ConversationEvent, ThreadView } from '../../domain/conversation/events.ts';
import { type Message, pendingMessage } from '../../domain/conversation/message.ts';
import { plain } from '../../domain/conversation/notices.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { commit, type Target } from './commit.ts';
import type { ThreadDeps } from './deps.ts';

/**
 * What became of a mail whose draft was taken back:
 * - `held_back`: it cannot leave any more.
 * - `gone`: Gmail has sent it already, or its owner discarded it. Nothing leaves after this.
 * - `unknown`: Gmail does not say.
 */
export interface TakenBack {
  readonly outcome: 'held_back' | 'gone' | 'unknown';
  readonly thread: EmailThread;
}

/**
 * The mail that a turn under way may be sending at this moment: it is reserved, and its turn does not read the store again
 * before the mail leaves. null: the turn sees whatever is stored now before anything leaves.
 */
export const mailBeingSent = ({ thread, messages }: ThreadView): Message | null => {
  const pending = pendingMessage(messages);
  return thread.lease !== null && pending?.draftId != null && pending.reservedOn !== null ? pending : null;
};

/**
 * Deletes the draft of a mail in Gmail, so that no turn can send it. `keep`: the text and an approval stay, and another draft is
 * made when it may leave. `discard`: the mail is withdrawn. Where a turn was faster, the thread's `leaving` says so. The caller
 * has stored before why the mail is not to leave.
 */
export const takeBack = async (
  deps: ThreadDeps,
  target: Target,
  view: ThreadView,
  { id: messageId, draftId }: Message,
  then: 'keep' | 'discard',
): Promise<TakenBack> => {
  const { thread } = view;
  if (draftId === null) return { outcome: 'held_back', thread };
  const deleted = await deps.gateway.deleteDraft(thread.mailboxId, draftId);
  const store = async (event: (at: number) => ConversationEvent): Promise<EmailThread> => {
    const committed = await commit(deps, target, (_view, at) => [event(at)]);
    return committed?.view.thread ?? thread;
  };
  if (deleted.ok) {
    const after = await store((at) =>
      then === 'keep'
        ? { type: 'draft_taken_back', at, messageId }
        : {
            type: 'withdrawn',
            at,
            messageId,
            state: 'discarded',
            resolution: plain('conversation_stopped'),
          },
    );
    return { outcome: 'held_back', thread: after };
  }
  if (deleted.error.code !== 'not_found' && deleted.error.code !== 'owner')
    return { outcome: 'unknown', thread };
  // The turn under way, or the next one, finds out whether it was sent or discarded.
  const after =
    mailBeingSent(view)?.id === messageId
      ? await store((at) => ({ type: 'leaving_noticed', at, messageId }))
      : thread;
  return { outcome: 'gone', thread: after };
};
