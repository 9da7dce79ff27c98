import { mailboxSchema, type WatchEvent } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { MailError, MailGateway } from '../ports/mail-gateway.ts';
import { markDisconnected } from './mark-disconnected.ts';

export interface WatchDeps {
  readonly store: DocumentStore;
  readonly gateway: MailGateway;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** False where no push can arrive: no watch is needed. */
  readonly settings: { readonly push: boolean };
}

const HOUR = 60 * 60_000;
const HISTORY_MS = 30 * 24 * HOUR;
/** A watch lasts seven days. It is renewed when less than this is left. */
export const RENEW_BEFORE_MS = 48 * HOUR;
const RETRY_MS = HOUR;

const causeOf = (error: MailError): string => ('reason' in error ? error.reason : error.code);

/**
 * Starts or renews the watch of a mailbox and records the outcome. Never changes the history cursor: the history id that
 * `watch` returns is newer than mails that were not read yet. May be repeated; Gmail then extends the watch.
 */
export const startWatch = async (deps: WatchDeps, mailboxId: string): Promise<void> => {
  if (!deps.settings.push) return;
  const answer = await deps.gateway.watch(mailboxId);
  const now = deps.clock.now();
  const refused = !answer.ok && answer.error.code === 'owner';
  await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox) return;
    // It may have been disconnected while Gmail was called.
    const isConnected = mailbox.status === 'connected' && !refused;
    const due = answer.ok ? answer.value.expiresAt - RENEW_BEFORE_MS : now + RETRY_MS;
    tx.update(paths.mailbox(mailboxId), {
      ...(answer.ok ? { watchExpiresAt: answer.value.expiresAt } : {}),
      watchDueAt: isConnected ? due : null,
    });
    const event: WatchEvent = {
      schemaVersion: 1,
      at: now,
      kind: answer.ok ? (mailbox.watchExpiresAt === null ? 'started' : 'renewed') : 'failed',
      expiresAt: answer.ok ? answer.value.expiresAt : null,
      reason: answer.ok ? null : causeOf(answer.error),
      ttl: now + HISTORY_MS,
    };
    tx.set(paths.watch(mailboxId, `${now}-${deps.random.id()}`), event);
  });
  if (!answer.ok) {
    deps.logger.error('watch_failed', { mailboxId, code: causeOf(answer.error) });
    if (answer.error.code === 'owner') await markDisconnected(deps, mailboxId, answer.error.reason);
  }
};
