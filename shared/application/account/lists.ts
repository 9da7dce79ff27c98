import { type AuditEntry, auditSchema } from '../../domain/account/audit.ts';
import { type Suppression, suppressionSchema } from '../../domain/account/suppression.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type Page, readPage } from '../../persistence/pages.ts';
import { paths } from '../../persistence/paths.ts';
import { type AppError, notFound } from '../errors.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

interface Deps {
  readonly store: DocumentStore;
  readonly logger: Logger;
}

interface Paging {
  readonly userId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export const listSuppressions =
  (deps: Deps) =>
  (input: Paging): Promise<Result<Page<Suppression>, AppError>> =>
    readPage(
      deps,
      suppressionSchema,
      { collection: paths.suppressions(input.userId), orderBy: [{ field: 'createdAt', direction: 'desc' }] },
      input,
    );

interface OneSuppression {
  readonly userId: string;
  readonly suppressionId: string;
}

export const hasSuppression =
  (deps: Pick<Deps, 'store'>) =>
  async ({ userId, suppressionId }: OneSuppression): Promise<boolean> =>
    (await deps.store.get(paths.suppression(userId, suppressionId))) !== null;

export const deleteSuppression =
  (deps: Pick<Deps, 'store'>) =>
  async (input: OneSuppression): Promise<Result<void, AppError>> => {
    if (!(await hasSuppression(deps)(input))) return notFound;
    await deps.store.delete(paths.suppression(input.userId, input.suppressionId));
    return ok(undefined);
  };

/** Newest first. */
export const listAudit =
  (deps: Deps) =>
  (input: Paging): Promise<Result<Page<AuditEntry>, AppError>> =>
    readPage(
      deps,
      auditSchema,
      { collection: paths.audits(input.userId), orderBy: [{ field: 'at', direction: 'desc' }] },
      input,
    );
