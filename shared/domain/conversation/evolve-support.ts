import type { MessageId } from '../ids.ts';
import type { ThreadView } from './events.ts';
import type { Message } from './message.ts';
import type { EmailThread } from './thread.ts';

export const findMessage = (view: ThreadView, id: MessageId): Message | undefined =>
  view.messages.find((message) => message.id === id);

export const updateThread = (view: ThreadView, changes: Partial<EmailThread>): ThreadView => ({
  ...view,
  thread: { ...view.thread, ...changes },
});

/** The view with changes to one of its messages, and to the thread. */
export const updateMessage = (
  view: ThreadView,
  id: MessageId,
  changes: Partial<Message>,
  threadChanges: Partial<EmailThread> = {},
): ThreadView => ({
  thread: { ...view.thread, ...threadChanges },
  messages: view.messages.map((message) => (message.id === id ? { ...message, ...changes } : message)),
});

export const without = (ids: readonly MessageId[], gone: readonly MessageId[]): MessageId[] =>
  ids.filter((id) => !gone.includes(id));

const MAX_KNOWN_IDS = 200;

/** Gmail ids that need not be fetched again; the oldest fall off. */
export const withKnownId = (thread: EmailThread, gmailMessageId: string): string[] =>
  [...thread.knownGmailIds, gmailMessageId].slice(-MAX_KNOWN_IDS);
