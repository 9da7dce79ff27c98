import { mailboxSchema, type WatchEvent } from '../../domain/mailbox/mailbox.ts';
import { operatorWaitMs, troubleAfter } from '../../domain/mailbox/trouble.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { MailError, MailGateway } from '../ports/mail-gateway.ts';
import { markDisconnected } from './mark-disconnected.ts';
import { advice } from './note-trouble.ts';

export interface WatchDeps {
  readonly store: DocumentStore;
  readonly gateway: MailGateway;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** False where no push can arrive: no watch is needed. */
  readonly settings: { readonly push: boolean };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HISTORY_MS = 30 * 24 * HOUR;
/** A watch lasts seven days. It is renewed when less than this is left. */
export const RENEW_BEFORE_MS = 48 * HOUR;
/** Anything but the operator's fault is tried again so much later. */
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
  const fault = !answer.ok && answer.error.code === 'operator' ? answer.error.reason : null;
  const before = await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox) return null;
    // It may have been disconnected while Gmail was called.
    const isConnected = mailbox.status === 'connected' && !refused;
    const watchTrouble = fault && troubleAfter(mailbox.watchTrouble, fault, now);
    const retryMs = watchTrouble ? Math.max(MINUTE, operatorWaitMs(watchTrouble.failures)) : RETRY_MS;
    tx.update(paths.mailbox(mailboxId), {
      ...(answer.ok ? { watchExpiresAt: answer.value.expiresAt } : {}),
      watchTrouble,
      watchDueAt: isConnected ? (answer.ok ? answer.value.expiresAt - RENEW_BEFORE_MS : now + retryMs) : null,
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
    return mailbox;
  });
  if (fault && before?.watchTrouble?.fault !== fault) {
    deps.logger.error('gmail_trouble', { mailboxId, fault, advice: advice[fault] });
  }
  if (!answer.ok) {
    deps.logger.error('watch_failed', { mailboxId, code: causeOf(answer.error) });
    if (answer.error.code === 'owner') await markDisconnected(deps, mailboxId, answer.error.reason);
  }
};
