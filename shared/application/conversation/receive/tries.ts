import { type Mailbox, mailboxSchema } from '../../../domain/mailbox/mailbox.ts';
import { isSpent, type Tried, type TryOutcome, withoutTry, withTry } from '../../../domain/mailbox/tries.ts';
import { paths } from '../../../persistence/paths.ts';
import { readDocument } from '../../../persistence/read.ts';
import type { Clock } from '../../ports/clock.ts';
import { type DocumentStore, StoreError } from '../../ports/document-store.ts';
import { BusError } from '../../ports/event-bus.ts';
import type { Logger } from '../../ports/logger.ts';
import type { RawMail } from '../../ports/mail-gateway.ts';
import { DocumentError } from '../../unreadable.ts';

/**
 * Tries of one mail, written down in its mailbox, so that a mail that fails or ends the process again and again is set aside.
 * In the usual case nothing is written: a try is noted before the work only where the mail is large, failed before, or the
 * event is delivered again; else once it has failed.
 */

export interface TryDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Reading, judging or recording a mail failed, and that is noted. */
export class MailFailed extends Error {
  override readonly name = 'MailFailed';
  /** It could not even be set aside: nothing can be written in its conversation. */
  readonly isHopeless: boolean;
  constructor(cause: unknown, isHopeless = false) {
    super('a mail could not be read and recorded', { cause });
    this.isHopeless = isHopeless;
  }
}

/** From here on a mail may be too much for the process; files of such a mail were left out and are fetched one by one. */
const LARGE_BYTES = 256 * 1024;

export const isLarge = ({ raw, attachments }: RawMail): boolean =>
  attachments !== undefined || raw.byteLength > LARGE_BYTES;

/** An outage, or a document that cannot be read, is not the mail's fault. */
export const isMailsFault = (error: unknown): boolean =>
  !(error instanceof DocumentError) &&
  !(error instanceof BusError) &&
  !(error instanceof MailFailed) &&
  !(error instanceof StoreError && error.retryable);

export const triedBefore = ({ tried }: Mailbox, messageId: string): Tried | null =>
  tried.find((one) => one.messageId === messageId) ?? null;

/** Whether a mail was begun so often, and never to an end, that it is not to be begun again. */
export const isGivenUp = ({ clock }: TryDeps, mailbox: Mailbox, messageId: string): boolean => {
  const tried = triedBefore(mailbox, messageId);
  return tried !== null && tried.outcome === 'begun' && isSpent(tried, clock.now());
};

/** What the owner is shown: the mail that failed last. */
const stuckAt = ({ stuck }: Mailbox, messageId: string, noted: Tried | null): Mailbox['stuck'] => {
  if (noted && noted.outcome !== 'begun') return { messageId, attempts: noted.attempts, since: noted.since };
  return !noted && stuck?.messageId === messageId ? null : stuck;
};

const change = (
  { store }: TryDeps,
  mailboxId: string,
  messageId: string,
  changed: (tried: readonly Tried[]) => Tried[],
): Promise<Tried | null> =>
  store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox) return null;
    const tried = changed(mailbox.tried);
    const noted = tried.find((one) => one.messageId === messageId) ?? null;
    tx.update(paths.mailbox(mailboxId), { tried, stuck: stuckAt(mailbox, messageId, noted) });
    return noted;
  });

/** One try. Its notes are durable when the promises resolve. */
export interface Try {
  /** Before the work. Repeating it notes nothing more. */
  begin(): Promise<void>;
  /** The work failed. True: it has failed so often that the mail is to be set aside. */
  fail(outcome: Exclude<TryOutcome, 'begun'>): Promise<boolean>;
  /** The work was broken off through no fault of the mail's. */
  takeBack(): Promise<void>;
}

export const openTry = (deps: TryDeps, mailbox: Mailbox, messageId: string): Try => {
  let begun = false;
  const note = (outcome: TryOutcome): Promise<Tried | null> =>
    change(deps, mailbox.id, messageId, (tried) => withTry(tried, messageId, outcome, deps.clock.now()));
  return {
    begin: async () => {
      if (begun) return;
      await note('begun');
      begun = true;
    },
    fail: async (outcome) => {
      const noted = await note(outcome);
      begun = false;
      return noted !== null && isSpent(noted, deps.clock.now());
    },
    takeBack: async () => {
      if (!begun) return;
      begun = false;
      await change(deps, mailbox.id, messageId, (tried) => withoutTry(tried, messageId));
    },
  };
};

/** After an outage, or another fault that is none of these mails': what was noted before their work does not count. */
export const takeBackTries = async (
  deps: TryDeps,
  mailbox: Mailbox,
  messageIds: readonly string[],
): Promise<void> => {
  await deps.store
    .transaction(async (tx) => {
      const fresh = await readDocument(tx, mailboxSchema, paths.mailbox(mailbox.id));
      const tried = messageIds.reduce<readonly Tried[]>(withoutTry, fresh?.tried ?? []);
      if (fresh && fresh.tried.length > 0) tx.update(paths.mailbox(mailbox.id), { tried });
    })
    // The store may be what is out of order; then some tries count too much.
    .catch(() => {});
};
