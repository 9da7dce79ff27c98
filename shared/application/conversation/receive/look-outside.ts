import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { sameAddress } from '../../../mail/address.ts';
import { threadsInGmail } from '../../../persistence/gmail-threads.ts';
import type { MailError, MailRef, RawMail } from '../../ports/mail-gateway.ts';
import { loadJudgement } from './load-judgement.ts';
import type { ReadMail } from './read-mail.ts';
import { FILES_MS, filesOfMail, type RecordDeps, readOne, recordInThread } from './record-mails.ts';
import { isGivenUp, isMailsFault, MailFailed, openTry, type Try, triedBefore } from './tries.ts';

/**
 * A conversation is with a person, and Gmail's threads are not: who answers with a fresh mail, or under another subject,
 * begins a thread of Gmail's own, and so do many absence notes and reports. They are found by a search for the addresses of
 * active conversations' recipients, which is all that may be looked at beyond tracked threads (P9).
 */

/** Conversations in one search: Gmail takes long queries, but not any length. */
const BATCH = 30;
/** Outside mails fetched in one look; what is beyond waits for the next. */
const MAX_FETCHED = 20;

/** Of what was found, mails in threads that no conversation has. Those of tracked threads come by history. */
const untracked = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  found: readonly MailRef[],
): Promise<readonly MailRef[]> => {
  const ids = found.map(({ threadId }) => threadId);
  const documents = await threadsInGmail(deps.store, mailbox, ids);
  const tracked = new Set(documents.map(({ data }) => data.gmailThreadId));
  return found.filter(({ threadId }) => !tracked.has(threadId));
};

const latest = (threads: readonly EmailThread[]): readonly EmailThread[] =>
  [...threads].sort((a, b) => (b.lastSentAt ?? 0) - (a.lastSentAt ?? 0)).slice(0, 1);

/**
 * The conversations that an outside mail is about; only an absence is about all those with its writer. A wish not to be written
 * to ends the others by its suppression.
 */
const concerned = (
  mail: ReadMail,
  threads: readonly EmailThread[],
  { hasWish, ownId }: { readonly hasWish: boolean; readonly ownId: string | undefined },
): readonly EmailThread[] => {
  const [from] = mail.parsed.from;
  const by = threads.filter(({ recipient }) => from && sameAddress(recipient.email, from.email));
  switch (mail.class.kind) {
    case 'human':
      return latest(by);
    case 'out_of_office':
      return by;
    case 'bounce': {
      if (mail.class.cause === 'sending_limit') {
        const named = threads.filter(
          ({ id, knownGmailIds }) =>
            ownId?.startsWith(`${id}-`) || mail.about.some((gmailId) => knownGmailIds.includes(gmailId)),
        );
        // Where it names none of ours, the owner is told in one conversation, and nothing is sent again.
        return named.length > 0 ? named : latest(threads);
      }
      const { failedRecipient } = mail.class;
      const about = threads.filter(({ recipient }) =>
        failedRecipient === null
          ? mail.text.toLowerCase().includes(recipient.email)
          : sameAddress(recipient.email, failedRecipient),
      );
      return latest(about);
    }
    case 'list':
    case 'machine':
      return hasWish ? latest(by) : [];
    default:
      return mail.class satisfies never;
  }
};

export interface LookedOutside {
  /** Ids of conversations in which something was recorded. */
  readonly changed: readonly string[];
  /** Ids of all outside mails that are dealt with now. */
  readonly seen: readonly string[];
  /** Something was found that Gmail does not hand out, or not yet. */
  readonly isAbsent: boolean;
}

/**
 * Looks for mails outside the threads of these conversations since `after` (epoch ms), and records them. 5 quota units for
 * 30 conversations, and 40 for each mail that is found and was not seen before.
 */
export const lookOutside = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threads: readonly EmailThread[],
  after: number,
): Promise<Result<LookedOutside, MailError>> => {
  const seen = new Set(mailbox.outside?.seen);
  const changed = new Set<string>();
  const dealtWith: string[] = [];
  let isAbsent = false;
  for (let from = 0; from < threads.length; from += BATCH) {
    const batch = threads.slice(from, from + BATCH);
    const addresses = [...new Set(batch.map(({ recipient }) => recipient.email))];
    const found = await deps.gateway.searchFrom(mailbox.id, { addresses, after });
    if (!found.ok) return found;
    const fresh = found.value.filter(({ id }) => !seen.has(id) && !dealtWith.includes(id));
    for (const { id } of (await untracked(deps, mailbox, fresh)).slice(0, MAX_FETCHED)) {
      const attempt = openTry(deps, mailbox, id);
      if (isGivenUp(deps, mailbox, id)) {
        deps.logger.error('outside_mail_given_up', { mailboxId: mailbox.id, gmailMessageId: id });
        dealtWith.push(id);
        continue;
      }
      if (triedBefore(mailbox, id)) await attempt.begin();
      const raw = await deps.gateway.getMessage(mailbox.id, id);
      if (!raw.ok) {
        await attempt.takeBack();
        if (raw.error.code === 'not_found') isAbsent = true;
        else if (raw.error.code === 'invalid') dealtWith.push(id);
        else return raw;
        continue;
      }
      const recorded = await recordOutside(deps, mailbox, threads, raw.value, attempt);
      if (recorded === 'given_up') dealtWith.push(id);
      else if (recorded === 'failed') isAbsent = true;
      else if (!recorded.ok) {
        await attempt.takeBack();
        return recorded;
      } else {
        dealtWith.push(id);
        for (const threadId of recorded.value) changed.add(threadId);
      }
    }
  }
  return ok({ changed: [...changed], seen: dealtWith, isAbsent });
};

/**
 * Records an outside mail in the conversations that it is about, and returns their ids. `failed`: it is tried again; `given_up`: it is
 * not. A mail that cannot be read is shown in no conversation, because it is unknown to which one it belongs.
 */
const recordOutside = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threads: readonly EmailThread[],
  raw: RawMail,
  attempt: Try,
): Promise<Result<readonly string[], MailError> | 'failed' | 'given_up'> => {
  const changed: string[] = [];
  try {
    const read = await readOne(deps, mailbox, raw, attempt);
    const { messageIdsOf, ownIdIn, wishOf } = await loadJudgement();
    const isLimit = read.class.kind === 'bounce' && read.class.cause === 'sending_limit';
    const about = isLimit ? await deps.gateway.findByMessageId(mailbox.id, messageIdsOf(read)) : ok([]);
    if (!about.ok) return about;
    const mail = { ...read, isOutside: true, about: about.value.map(({ id }) => id) };
    const says = { hasWish: wishOf(mail) !== null, ownId: ownIdIn(mail) };
    for (const thread of concerned(mail, threads, says)) {
      const files = await filesOfMail(deps, mailbox, thread, raw, mail, deps.clock.now() + FILES_MS);
      if (!files.ok) return files;
      const options = { draftTouched: false, cursor: null };
      const whole = { ...mail, files: files.value };
      if ((await recordInThread(deps, mailbox, thread.id, [whole], options)).changed) changed.push(thread.id);
    }
    return ok(changed);
  } catch (error) {
    if (error instanceof MailFailed) return error.isHopeless ? 'given_up' : 'failed';
    if (!isMailsFault(error)) {
      await attempt.takeBack();
      throw error;
    }
    deps.logger.error('mail_failed', { mailboxId: mailbox.id, gmailMessageId: raw.id }, error);
    return (await attempt.fail('failed')) ? 'given_up' : 'failed';
  }
};
