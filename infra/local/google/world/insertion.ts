import { parseRawMail, rawHeader, withHeader } from '../mail/raw-mail.ts';
import { invalidArgument } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { ensureMailbox } from './mailboxes.ts';
import { insertMessage, isLabel, type StoredMessage } from './messages.ts';
import { messageIdFor } from './outgoing.ts';
import { threadForIncoming, threadForWritten } from './threading.ts';

export interface Insertion {
  readonly raw: Uint8Array;
  readonly threadId?: string | null | undefined;
  /** Without labels the message is only in All Mail. */
  readonly labelIds?: readonly string[] | undefined;
  /** Where the internal date comes from. */
  readonly dateSource: 'receivedTime' | 'dateHeader';
}

/**
 * users.messages.insert and import: puts a message into one's own mailbox without sending it
 * (https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/import).
 */
export function putMessage(kernel: Kernel, email: string, insertion: Insertion): StoredMessage {
  return kernel.transaction(() => {
    ensureMailbox(kernel, email);
    const labelIds = [...new Set(insertion.labelIds ?? [])];
    const wrong = labelIds.find((label) => !isLabel(label) || label === 'DRAFT' || label === 'CHAT');
    if (wrong !== undefined) throw invalidArgument(`Invalid label: ${wrong}`);
    const parsed = parseRawMail(insertion.raw);
    const mail =
      rawHeader(parsed.headers, 'Message-ID') === null
        ? { ...parsed, headers: withHeader(parsed.headers, 'Message-ID', messageIdFor(kernel)) }
        : parsed;
    const threadId =
      insertion.threadId == null
        ? threadForIncoming(kernel, email, mail)
        : threadForWritten(kernel, email, mail, insertion.threadId);
    const written = Date.parse(rawHeader(mail.headers, 'Date') ?? '');
    const date =
      insertion.dateSource === 'dateHeader' && !Number.isNaN(written) ? Math.max(0, written) : kernel.now();
    return insertMessage(kernel, email, mail, labelIds, threadId, date);
  });
}
