import {
  normalizedSubject,
  parseRawMail,
  type RawMail,
  rawHeader,
  serializeRawMail,
} from '../mail/raw-mail.ts';
import { invalidArgument, notFound } from './google-error.ts';
import { recordHistory } from './history.ts';
import type { Kernel } from './kernel.ts';
import { requireMailbox } from './mailboxes.ts';

/** A message as stored: the sender's copy and each recipient's copy are separate messages. */
export interface StoredMessage {
  readonly position: number;
  readonly email: string;
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
  readonly rfcId: string;
  /** Epoch ms. */
  readonly internalDate: number;
  readonly seq: number;
  readonly raw: Uint8Array;
}

interface MessageRow {
  readonly position: number;
  readonly email: string;
  readonly id: string;
  readonly thread_id: string;
  readonly labels: string;
  readonly rfc_id: string;
  readonly internal_date: number;
  readonly seq: number;
  readonly raw: Uint8Array;
}

export const SYSTEM_LABELS = [
  'CHAT',
  'SENT',
  'INBOX',
  'IMPORTANT',
  'TRASH',
  'DRAFT',
  'SPAM',
  'CATEGORY_FORUMS',
  'CATEGORY_UPDATES',
  'CATEGORY_PERSONAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_SOCIAL',
  'STARRED',
  'UNREAD',
] as const;

export const isLabel = (label: string): boolean => (SYSTEM_LABELS as readonly string[]).includes(label);

const toMessage = (row: MessageRow): StoredMessage => ({
  position: row.position,
  email: row.email,
  id: row.id,
  threadId: row.thread_id,
  labelIds: JSON.parse(row.labels) as string[],
  rfcId: row.rfc_id,
  internalDate: row.internal_date,
  seq: row.seq,
  raw: row.raw,
});

/** Adds a message; `threadId` null starts a thread, whose id is that of its first message. */
export function insertMessage(
  kernel: Kernel,
  email: string,
  mail: RawMail,
  labelIds: readonly string[],
  threadId: string | null,
  internalDate: number = kernel.now(),
): StoredMessage {
  const id = freshId(kernel, email);
  const thread = threadId ?? id;
  const seq = recordHistory(kernel, email, 'messageAdded', { id, threadId: thread, labelIds });
  kernel.run(
    `INSERT INTO message (email, id, thread_id, labels, rfc_id, internal_date, seq, raw, subject)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    email,
    id,
    thread,
    JSON.stringify(labelIds),
    rawHeader(mail.headers, 'Message-ID') ?? '',
    internalDate,
    seq,
    serializeRawMail(mail),
    normalizedSubject(mail.headers),
  );
  return getMessage(kernel, email, id);
}

/** Sixteen hexadecimal digits that begin with the time, like Gmail's. */
function freshId(kernel: Kernel, email: string): string {
  for (;;) {
    const id = (kernel.now().toString(16).padStart(11, '0') + kernel.hex(5)).slice(-16);
    const taken =
      kernel.get('SELECT 1 FROM message WHERE email = ? AND thread_id = ?', email, id) ??
      kernel.get('SELECT 1 FROM message WHERE email = ? AND id = ?', email, id) ??
      kernel.get('SELECT 1 FROM history WHERE email = ? AND message_id = ?', email, id);
    if (taken === null) return id;
  }
}

export function findMessage(kernel: Kernel, email: string, id: string): StoredMessage | null {
  const row = kernel.get<MessageRow>('SELECT * FROM message WHERE email = ? AND id = ?', email, id);
  return row === null ? null : toMessage(row);
}

export function getMessage(kernel: Kernel, email: string, id: string): StoredMessage {
  const message = findMessage(kernel, email, id);
  if (message === null) throw notFound();
  return message;
}

/** A thread's messages, oldest first. */
export function threadMessages(kernel: Kernel, email: string, threadId: string): StoredMessage[] {
  return kernel
    .all<MessageRow>(
      'SELECT * FROM message WHERE email = ? AND thread_id = ? ORDER BY internal_date, position',
      email,
      threadId,
    )
    .map(toMessage);
}

/** A mailbox's messages, newest first. */
export function allMessages(kernel: Kernel, email: string): StoredMessage[] {
  return kernel
    .all<MessageRow>(
      'SELECT * FROM message WHERE email = ? ORDER BY internal_date DESC, position DESC',
      email,
    )
    .map(toMessage);
}

/** Unread mail of the inbox, oldest first. */
export function unreadMessages(kernel: Kernel, email: string): StoredMessage[] {
  return kernel
    .all<MessageRow>(
      `SELECT * FROM message WHERE email = ? AND labels LIKE '%"UNREAD"%' AND labels LIKE '%"INBOX"%'
       ORDER BY internal_date, position`,
      email,
    )
    .map(toMessage);
}

/** How many messages and threads a mailbox holds. */
export function countMessages(kernel: Kernel, email: string): { messages: number; threads: number } {
  const count = kernel.get<{ messages: number; threads: number }>(
    'SELECT count(*) AS messages, count(DISTINCT thread_id) AS threads FROM message WHERE email = ?',
    email,
  );
  return count ?? { messages: 0, threads: 0 };
}

export function messagesByRfcId(kernel: Kernel, email: string, rfcId: string): StoredMessage[] {
  return kernel
    .all<MessageRow>('SELECT * FROM message WHERE email = ? AND rfc_id = ? ORDER BY position', email, rfcId)
    .map(toMessage);
}

/** Messages with this subject (as `normalizedSubject` returns it) since then, newest first. */
export function recentMessages(
  kernel: Kernel,
  email: string,
  subject: string,
  since: number,
): StoredMessage[] {
  return kernel
    .all<MessageRow>(
      'SELECT * FROM message WHERE email = ? AND subject = ? AND internal_date >= ? ORDER BY position DESC',
      email,
      subject,
      since,
    )
    .map(toMessage);
}

export function removeMessage(kernel: Kernel, message: StoredMessage): void {
  kernel.run('DELETE FROM message WHERE email = ? AND id = ?', message.email, message.id);
  recordHistory(kernel, message.email, 'messageDeleted', message);
}

/** users.messages.delete: immediate and permanent; a draft is deleted together with its draft resource. */
export function deleteMessage(kernel: Kernel, email: string, id: string): void {
  kernel.transaction(() => {
    const message = getMessage(kernel, email, id);
    kernel.run('DELETE FROM draft WHERE email = ? AND message_id = ?', email, id);
    removeMessage(kernel, message);
  });
}

/** users.messages.modify; labels that only Gmail can set are refused. */
export function modifyMessage(
  kernel: Kernel,
  email: string,
  id: string,
  add: readonly string[],
  remove: readonly string[],
): StoredMessage {
  for (const label of [...add, ...remove]) {
    if (!isLabel(label) || label === 'SENT' || label === 'DRAFT' || label === 'CHAT') {
      throw invalidArgument(`Invalid label: ${label}`);
    }
  }
  return relabel(kernel, email, id, add, remove);
}

/** Changes labels and records it in the history. A change without effect leaves no record. */
export function relabel(
  kernel: Kernel,
  email: string,
  id: string,
  add: readonly string[],
  remove: readonly string[],
): StoredMessage {
  return kernel.transaction(() => {
    requireMailbox(kernel, email);
    const message = getMessage(kernel, email, id);
    const added = [...new Set(add)].filter((label) => !message.labelIds.includes(label));
    const removed = [...new Set(remove)].filter(
      (label) => message.labelIds.includes(label) && !add.includes(label),
    );
    const labelIds = [...message.labelIds.filter((label) => !removed.includes(label)), ...added];
    const changed = { id, threadId: message.threadId, labelIds };
    let seq = message.seq;
    if (added.length > 0) seq = recordHistory(kernel, email, 'labelAdded', changed, added);
    if (removed.length > 0) seq = recordHistory(kernel, email, 'labelRemoved', changed, removed);
    kernel.run(
      'UPDATE message SET labels = ?, seq = ? WHERE email = ? AND id = ?',
      JSON.stringify(labelIds),
      seq,
      email,
      id,
    );
    return getMessage(kernel, email, id);
  });
}

export const trashMessage = (kernel: Kernel, email: string, id: string): StoredMessage =>
  relabel(kernel, email, id, ['TRASH'], ['INBOX']);

export const untrashMessage = (kernel: Kernel, email: string, id: string): StoredMessage =>
  relabel(kernel, email, id, [], ['TRASH']);

export const mailOf = (message: StoredMessage): RawMail => parseRawMail(message.raw);
