import { parseRawMail, type RawMail, rawHeader, withHeader } from '../mail/raw-mail.ts';
import { behaviourOf } from './behaviour.ts';
import { sendMail } from './delivery.ts';
import { invalidArgument, notFound } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { ensureMailbox } from './mailboxes.ts';
import {
  getMessage,
  insertMessage,
  mailOf,
  removeMessage,
  type StoredMessage,
  threadMessages,
} from './messages.ts';
import { messageIdFor, withDate } from './outgoing.ts';
import { threadForWritten } from './threading.ts';

export interface StoredDraft {
  readonly id: string;
  readonly message: StoredMessage;
}

interface DraftRow {
  readonly position: number;
  readonly id: string;
  readonly message_id: string;
}

/** users.drafts.create. */
export function createDraft(
  kernel: Kernel,
  email: string,
  raw: Uint8Array,
  threadId: string | null,
): StoredDraft {
  return kernel.transaction(() => {
    ensureMailbox(kernel, email);
    const mail = prepared(kernel, raw);
    const thread = threadForWritten(kernel, email, mail, threadId);
    const message = insertMessage(kernel, email, mail, ['DRAFT'], thread);
    const id = `r${BigInt(`0x${kernel.hex(15)}`) + 1_000_000_000_000_000_000n}`;
    kernel.run('INSERT INTO draft (email, id, message_id) VALUES (?, ?, ?)', email, id, message.id);
    return { id, message };
  });
}

/** users.drafts.update: the content gets a new message id. Without a thread id, the draft stays in its thread. */
export function updateDraft(
  kernel: Kernel,
  email: string,
  draftId: string,
  raw: Uint8Array,
  threadId: string | null,
): StoredDraft {
  return kernel.transaction(() => {
    const old = unsent(getDraft(kernel, email, draftId));
    const mail = prepared(kernel, raw);
    const thread = keepsThread(kernel, old, threadId)
      ? old.threadId
      : threadForWritten(kernel, email, mail, threadId ?? old.threadId);
    removeMessage(kernel, old);
    const message = insertMessage(kernel, email, mail, ['DRAFT'], thread);
    kernel.run('UPDATE draft SET message_id = ? WHERE email = ? AND id = ?', message.id, email, draftId);
    return { id: draftId, message };
  });
}

/** A draft that is the only message of its thread has no conversation to match. */
function keepsThread(kernel: Kernel, old: StoredMessage, threadId: string | null): boolean {
  if (threadId !== null && threadId !== old.threadId) return false;
  return threadMessages(kernel, old.email, old.threadId).every((message) => message.id === old.id);
}

export function getDraft(kernel: Kernel, email: string, draftId: string): StoredDraft {
  const row = kernel.get<DraftRow>('SELECT * FROM draft WHERE email = ? AND id = ?', email, draftId);
  if (row === null) throw notFound();
  return { id: row.id, message: getMessage(kernel, email, row.message_id) };
}

/** The draft that this message belongs to. */
export function draftOfMessage(kernel: Kernel, email: string, messageId: string): StoredDraft {
  const row = kernel.get<DraftRow>(
    'SELECT * FROM draft WHERE email = ? AND message_id = ?',
    email,
    messageId,
  );
  if (row === null) throw notFound();
  return getDraft(kernel, email, row.id);
}

/** A mailbox's drafts, newest first. */
export function allDrafts(kernel: Kernel, email: string): StoredDraft[] {
  return kernel
    .all<DraftRow>('SELECT * FROM draft WHERE email = ? ORDER BY position DESC', email)
    .map((row) => ({ id: row.id, message: getMessage(kernel, email, row.message_id) }))
    .filter(({ message }) => message.labelIds.includes('DRAFT'));
}

/** The draft's message. Throws if the id was left behind and points at a sent message. */
function unsent({ message }: StoredDraft): StoredMessage {
  if (!message.labelIds.includes('DRAFT')) throw invalidArgument('Message not a draft');
  return message;
}

/** users.drafts.delete: permanent, not into the trash, and of whatever message the id points at. */
export function deleteDraft(kernel: Kernel, email: string, draftId: string): void {
  kernel.transaction(() => {
    const draft = getDraft(kernel, email, draftId);
    kernel.run('DELETE FROM draft WHERE email = ? AND id = ?', email, draftId);
    removeMessage(kernel, draft.message);
  });
}

/** users.drafts.send: the draft disappears; the sent message has a new id. */
export function sendDraft(kernel: Kernel, email: string, draftId: string): StoredMessage {
  return kernel.transaction(() => {
    const message = unsent(getDraft(kernel, email, draftId));
    kernel.run('DELETE FROM draft WHERE email = ? AND id = ?', email, draftId);
    removeMessage(kernel, message);
    return sendMail(kernel, email, mailOf(message), message.threadId);
  });
}

/** Header fields that Gmail's own editor rewrites or keeps. */
const EDITORS_OWN =
  /^(?:from|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|content-.+)$/i;

/** The owner presses Send on Gmail's own page, which may behave differently from the API. */
export function sendFromPage(kernel: Kernel, email: string, draftId: string): StoredMessage {
  return kernel.transaction(() => {
    const { orphanedDrafts, editorDropsHeaders } = behaviourOf(kernel, email);
    const message = unsent(getDraft(kernel, email, draftId));
    const mail = mailOf(message);
    const headers = editorDropsHeaders
      ? mail.headers.filter(({ name }) => EDITORS_OWN.test(name))
      : mail.headers;
    removeMessage(kernel, message);
    const sent = sendMail(kernel, email, { ...mail, headers }, message.threadId);
    if (orphanedDrafts) {
      kernel.run('UPDATE draft SET message_id = ? WHERE email = ? AND id = ?', sent.id, email, draftId);
    } else {
      kernel.run('DELETE FROM draft WHERE email = ? AND id = ?', email, draftId);
    }
    return sent;
  });
}

function prepared(kernel: Kernel, raw: Uint8Array): RawMail {
  const mail = parseRawMail(raw);
  const headers = withDate(mail.headers, kernel.now(), false);
  return {
    ...mail,
    headers:
      rawHeader(headers, 'Message-ID') === null
        ? withHeader(headers, 'Message-ID', messageIdFor(kernel))
        : headers,
  };
}
