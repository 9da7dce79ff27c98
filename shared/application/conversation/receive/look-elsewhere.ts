import { messageSchema } from '../../../domain/conversation/message.ts';
import { type EmailThread, emailThreadSchema } from '../../../domain/conversation/thread.ts';
import { isProven } from '../../../domain/conversation/verdict.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import type { Person } from '../../../domain/person/person.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { sameAddress } from '../../../mail/address.ts';
import { paths } from '../../../persistence/paths.ts';
import { parseReadable } from '../../../persistence/read.ts';
import { personIdOf } from '../../people/person-id.ts';
import type { StoredDocument } from '../../ports/document-store.ts';
import type { MailError } from '../../ports/mail-gateway.ts';
import type { TrackedMail } from './look-outside.ts';
import { type RecordDeps, recordMails } from './record-mails.ts';
import { MailFailed } from './tries.ts';

export interface SaidElsewhere {
  /** One could not be read yet. */
  readonly isAbsent: boolean;
  /** Answers of theirs among what was found. */
  readonly answered: Person['answered'];
}

/**
 * What the search has found of a correspondent in other conversations with them. What no sync has recorded yet is recorded. One
 * store read for each mail that was found, and 20 quota units for each that is new.
 */
export const recordElsewhere = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  found: readonly TrackedMail[],
): Promise<Result<SaidElsewhere, MailError>> => {
  const person = personIdOf(thread.recipientEmail);
  const answered: Person['answered'] = [];
  let isAbsent = false;
  for (const [other, ids] of byConversation(deps, found)) {
    if (other.id === thread.id || personIdOf(other.recipientEmail) !== person) continue;
    const theirs = ids.filter((id) => !other.knownGmailIds.includes(id));
    const read = () => deps.store.getAll(theirs.map((id) => paths.message(mailbox.userId, other.id, id)));
    let known = await read();
    const news = theirs.filter((_, n) => known[n] === null);
    if (news.length > 0) {
      try {
        const recorded = await recordMails(deps, mailbox, other, news);
        if (!recorded.ok) return recorded;
        isAbsent ||= recorded.value.absent.length > 0;
      } catch (error) {
        // It is counted there, and set aside in the end.
        if (!(error instanceof MailFailed)) throw error;
        isAbsent = true;
      }
      known = await read();
    }
    for (const document of known) {
      const at = document && answeredAt(deps, thread, document);
      if (at) answered.push({ threadId: other.id, at });
    }
  }
  return ok({ isAbsent, answered });
};

/** When a recorded mail answered, epoch ms; null: it is a program's, nothing says that it is theirs, or it was rejected. */
const answeredAt = ({ logger }: RecordDeps, thread: EmailThread, document: StoredDocument): number | null => {
  const message = parseReadable(logger, messageSchema, document);
  if (message?.author !== 'correspondent' || !message.from) return null;
  const isTheirs =
    sameAddress(message.from.email, thread.recipient.email) &&
    (message.verdict === null || isProven(message.verdict));
  return isTheirs && (message.ruling === null || message.ruling === 'accepted') ? message.createdAt : null;
};

/** What cannot be read is in no conversation that could be asked. */
const byConversation = (
  { logger }: RecordDeps,
  found: readonly TrackedMail[],
): ReadonlyMap<EmailThread, readonly string[]> => {
  const groups = Map.groupBy(found, ({ conversation }) => conversation.path);
  const threads = new Map<EmailThread, readonly string[]>();
  for (const mails of groups.values()) {
    const [first] = mails;
    const thread = first && parseReadable(logger, emailThreadSchema, first.conversation);
    if (thread)
      threads.set(
        thread,
        mails.map(({ gmailMessageId }) => gmailMessageId),
      );
  }
  return threads;
};
