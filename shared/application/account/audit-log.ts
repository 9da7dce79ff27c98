import type { AuditAction, AuditEntry } from '../../domain/account/audit.ts';
import { paths } from '../../persistence/paths.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

const LIFETIME_MS = 2 * 365 * 24 * 60 * 60_000;

/** Adds one entry. Written after the fact: an entry may be missing after a crash, but none tells of what did not happen. */
export const audit =
  (deps: { readonly store: DocumentStore; readonly clock: Clock; readonly random: Random }) =>
  async (userId: string, action: AuditAction, detail = ''): Promise<void> => {
    const at = deps.clock.now();
    const id = `${at}-${deps.random.id()}`;
    await deps.store.transaction(async (tx) => {
      // An account that was deleted meanwhile is not to leave a trace.
      if (!(await tx.get(paths.user(userId)))) return;
      const entry: AuditEntry = {
        schemaVersion: 1,
        id,
        at,
        action,
        detail: detail.slice(0, 500),
        ttl: at + LIFETIME_MS,
      };
      tx.set(paths.audit(userId, id), entry);
    });
  };
