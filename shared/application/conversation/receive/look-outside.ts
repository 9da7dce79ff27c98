import { type EmailThread, emailThreadSchema } from '../../../domain/conversation/thread.ts';
import { threadIdSchema } from '../../../domain/ids.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { sameAddress } from '../../../mail/address.ts';
import { threadsInGmail } from '../../../persistence/gmail-threads.ts';
import { paths } from '../../../persistence/paths.ts';
import { parseReadable } from '../../../persistence/read.ts';
import type { StoredDocument } from '../../ports/document-store.ts';
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

/** What was found, by whether a conversation has its thread. Mails of tracked threads come by history. */
const byTracking = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  found: readonly MailRef[],
): Promise<{ readonly untracked: readonly MailRef[]; readonly tracked: readonly TrackedMail[] }> => {
  const documents = await threadsInGmail(
    deps.store,
    mailbox,
    found.map(({ threadId }) => threadId),
  );
  const conversations = new Map(documents.map((document) => [document.data.gmailThreadId, document]));
  return {
    untracked: found.filter(({ threadId }) => !conversations.has(threadId)),
    tracked: found.flatMap(({ id, threadId }) => {
      const conversation = conversations.get(threadId);
      return conversation ? [{ gmailMessageId: id, conversation }] : [];
    }),
  };
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

/** The conversations of the mails that a note of Gmail's names, whichever are looked for in this look. */
const namedIn = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  ownId: string | undefined,
  about: readonly MailRef[],
): Promise<readonly EmailThread[]> => {
  const threadId = threadIdSchema.safeParse(ownId?.slice(0, ownId.lastIndexOf('-'))).data;
  const own = threadId ? await deps.store.get(paths.thread(mailbox.userId, threadId)) : null;
  const found = await threadsInGmail(
    deps.store,
    mailbox,
    about.map((mail) => mail.threadId),
  );
  return [...(own ? [own] : []), ...found].flatMap((document) => {
    const thread = parseReadable(deps.logger, emailThreadSchema, document);
    return thread?.mailboxId === mailbox.id && thread.status === 'active' ? [thread] : [];
  });
};

/** A mail that was found in the thread of a conversation, which is not parsed yet. */
export interface TrackedMail {
  readonly gmailMessageId: string;
  readonly conversation: StoredDocument;
}

export interface LookedOutside {
  /** Mails of these people in threads of conversations. */
  readonly tracked: readonly TrackedMail[];
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
  const tracked: TrackedMail[] = [];
  let isAbsent = false;
  for (let from = 0; from < threads.length; from += BATCH) {
    const batch = threads.slice(from, from + BATCH);
    const addresses = [...new Set(batch.map(({ recipient }) => recipient.email))];
    const found = await deps.gateway.searchFrom(mailbox.id, { addresses, after });
    if (!found.ok) return found;
    const fresh = found.value.filter(({ id }) => !seen.has(id) && !dealtWith.includes(id));
    const partition = await byTracking(deps, mailbox, fresh);
    tracked.push(...partition.tracked);
    for (const { id } of partition.untracked.slice(0, MAX_FETCHED)) {
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
  return ok({ tracked, changed: [...changed], seen: dealtWith, isAbsent });
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
    const named = isLimit ? await namedIn(deps, mailbox, says.ownId, about.value) : [];
    const others = named.filter((one) => threads.every(({ id }) => id !== one.id));
    for (const thread of concerned(mail, [...threads, ...others], says)) {
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
