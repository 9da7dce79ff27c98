import { type AuditEntry, type AuditEvent, auditSchema, newAuditEntry } from '../../domain/account/audit.ts';
import type { Result } from '../../domain/result.ts';
import { type Page, readPage } from '../../persistence/pages.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { AppError } from '../errors.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

/**
 * Adds one entry. Call it after the action: a crash in between loses the entry, but no entry records something that did
 * not happen. Does nothing if the account no longer exists.
 */
export const recordAudit = (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly random: Random },
  userId: string,
  event: AuditEvent,
): Promise<void> => {
  const entry = newAuditEntry(event, deps.clock.now(), deps.random.id());
  return deps.store.transaction(async (tx) => {
    if (!(await tx.get(paths.user(userId)))) return;
    tx.set(paths.audit(userId, entry.id), asData(entry));
  });
};

/** One page, newest first. Errors: `invalid_cursor`. */
export const listAudit = (
  deps: { readonly store: DocumentStore; readonly logger: Logger },
  input: { readonly userId: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Result<Page<AuditEntry>, AppError>> =>
  readPage(
    deps,
    auditSchema,
    { collection: paths.audits(input.userId), orderBy: [{ field: 'at', direction: 'desc' }] },
    input,
  );
