import { createHash } from 'node:crypto';
import { type Suppression, suppressionSchema } from '../../domain/account/suppression.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { personBehind } from '../../mail/address.ts';
import { type Page, readPage } from '../../persistence/pages.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { type AppError, notFound } from '../errors.ts';
import type { DocumentReader, DocumentStore, Transaction } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import { type KeptDeps, keptSuppressionPath } from './kept-suppressions.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same id for all spellings of an address: a suppression of `jo@` also covers `jo+x@`. */
export const addressHash = (email: string): string => sha256(personBehind(email));

/** Whether the address is suppressed. Older suppressions are stored under the address as written, in lower case. */
export const isSuppressed = async (
  reader: Pick<DocumentReader, 'get'>,
  userId: string,
  email: string,
): Promise<boolean> => {
  const ids = new Set([addressHash(email), sha256(email.trim().toLowerCase())]);
  const found = await Promise.all([...ids].map((id) => reader.get(paths.suppression(userId, id))));
  return found.some((suppression) => suppression !== null);
};

/** Suppresses the recipient of a conversation in which they asked not to be contacted. */
export const writeSuppression = (
  tx: Transaction,
  thread: Pick<EmailThread, 'userId' | 'id' | 'recipientEmail'>,
  now: number,
): void => {
  const suppression: Suppression = {
    schemaVersion: 1,
    id: addressHash(thread.recipientEmail),
    email: thread.recipientEmail,
    reason: 'opted_out',
    threadId: thread.id,
    createdAt: now,
  };
  tx.set(paths.suppression(thread.userId, suppression.id), asData(suppression));
};

interface Deps {
  readonly store: DocumentStore;
}

/** One page, newest first. Errors: `invalid_cursor`. */
export const listSuppressions = (
  deps: Deps & { readonly logger: Logger },
  input: { readonly userId: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Result<Page<Suppression>, AppError>> =>
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

export const hasSuppression = async (
  deps: Deps,
  { userId, suppressionId }: OneSuppression,
): Promise<boolean> => (await deps.store.get(paths.suppression(userId, suppressionId))) !== null;

/**
 * Removes a suppression, so that the owner can write to this address again. Covers the kept suppression of an earlier
 * account too. Errors: `not_found`.
 */
export const deleteSuppression = async (
  deps: Deps & KeptDeps,
  { userId, suppressionId }: OneSuppression,
): Promise<Result<void, AppError>> => {
  const found = await deps.store.get(paths.suppression(userId, suppressionId));
  if (!found) return notFound;
  const { email } = found.data;
  const kept = typeof email === 'string' ? await keptSuppressionPath(deps, userId, email) : null;
  if (kept !== null) await deps.store.delete(kept);
  await deps.store.delete(paths.suppression(userId, suppressionId));
  return ok(undefined);
};
