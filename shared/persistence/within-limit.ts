import { documentBytes } from '../application/ports/document-size.ts';
import type { DocumentData } from '../application/ports/document-store.ts';
import type { Message } from '../domain/conversation/message.ts';
import type { EmailThread } from '../domain/conversation/thread.ts';
import type { MailAddress } from '../domain/mail-address.ts';
import { BUDGET, cut } from '../mail/mime/budget.ts';
import { paths } from './paths.ts';

/**
 * Size limits of stored documents, independent of what mails contain. Input is truncated where it enters; these limits
 * also hold for the sum of several mails, and for documents older than the limits.
 */

/** Bytes of a conversation's documents; the rest of Firestore's 1 MiB is for fields that grow later. */
export const MAX_BYTES = 900 * 1024;
/** People of a conversation, and mails that wait in it: if there are more, the newest are kept. */
export const MAX_PARTICIPANTS = 50;
export const MAX_WAITING = 500;
const MAX_ITEMS = 200;
/** The longest strings are truncated first. No id, address or code is as long as the last of these lengths. */
const FIRST_CUT = 100_000;
const LAST_CUT = 512;

const trimmed = (value: unknown, chars: number, items: number): unknown => {
  if (typeof value === 'string') return cut(value, chars);
  if (Array.isArray(value)) return value.slice(-items).map((item) => trimmed(item, chars, items));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, trimmed(item, chars, items)]));
};

const bytesAt = (path: string, document: object): number => documentBytes(path, document as DocumentData);

/** Truncates the longest strings until the document fits; finally also long lists. */
const fitted = <T extends object>(path: string, document: T): T => {
  let fits = document;
  for (let chars = FIRST_CUT; bytesAt(path, fits) > MAX_BYTES && chars >= LAST_CUT; chars /= 2) {
    fits = trimmed(fits, Math.floor(chars), Number.POSITIVE_INFINITY) as T;
  }
  for (let items = MAX_ITEMS; bytesAt(path, fits) > MAX_BYTES && items >= 1; items /= 2) {
    fits = trimmed(fits, LAST_CUT, Math.floor(items)) as T;
  }
  return fits;
};

/** The message with as much text as a document can have. The HTML is only for display, so it is removed first. */
export const messageWithinLimit = (message: Message): Message => {
  const path = paths.message(message.userId, message.threadId, message.id);
  if (bytesAt(path, message) <= MAX_BYTES) return message;
  return fitted(path, { ...message, html: null });
};

const shortened = <P extends MailAddress>(person: P): P => ({
  ...person,
  email: cut(person.email, BUDGET.address),
  name: person.name === null ? null : cut(person.name, BUDGET.name),
});

/** The thread with its lists within the limits. */
export const threadWithinLimit = (thread: EmailThread): EmailThread =>
  fitted(paths.thread(thread.userId, thread.id), {
    ...thread,
    participants: thread.participants.slice(0, MAX_PARTICIPANTS).map(shortened),
    unanswered: thread.unanswered.slice(-MAX_WAITING),
    held: thread.held.slice(-MAX_WAITING),
  });
