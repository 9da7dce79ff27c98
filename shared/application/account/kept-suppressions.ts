import { createHmac, randomBytes } from 'node:crypto';
import type { KeptSuppression } from '../../domain/account/kept-suppression.ts';
import { personBehind } from '../../mail/address.ts';
import { eachDocument } from '../../persistence/each.ts';
import { paths } from '../../persistence/paths.ts';
import type { DocumentReader, DocumentStore } from '../ports/document-store.ts';
import type { Vault } from '../ports/vault.ts';

/**
 * Deleting an account and signing up again must not undo an opt-out. A hash is kept, under a key that only the vault
 * has, so that nobody can test addresses against the store (ADR 0018).
 */

export interface KeptDeps {
  readonly vault: Pick<Vault, 'get' | 'put'>;
  /** false: suppressions end with their account. Absent: they are kept. */
  readonly settings?: { readonly keepSuppressions?: boolean };
}

/** The prefix is part of the functions' permissions (`infra/terraform/identities.tf`). */
const KEY = 'suppression-key';
const KEY_BYTES = 32;
const PAGE = 100;

const isOn = ({ settings }: KeptDeps): boolean => settings?.keepSuppressions ?? true;

const hashOf = (key: string, userId: string, email: string): string =>
  createHmac('sha256', key)
    .update(`${userId}\n${personBehind(email)}`)
    .digest('hex');

/**
 * Created when the first hash is stored. If two processes create it at once, both use the one that the vault then has.
 */
const keyForKeeping = async (vault: KeptDeps['vault']): Promise<string> => {
  const known = await vault.get(KEY);
  if (known !== null) return known;
  const made = randomBytes(KEY_BYTES).toString('base64url');
  await vault.put(KEY, made);
  return (await vault.get(KEY)) ?? made;
};

/** Keeps the hash of one person's address for an account that is gone or about to be. May be repeated. Errors: VaultError. */
export const keepSuppression = async (
  deps: KeptDeps & { readonly store: DocumentStore },
  userId: string,
  email: string,
): Promise<void> => {
  if (!isOn(deps)) return;
  const kept: KeptSuppression = {
    schemaVersion: 1,
    id: hashOf(await keyForKeeping(deps.vault), userId, email),
  };
  await deps.store.set(paths.keptSuppression(kept.id), { ...kept });
};

/** Keeps hashes of an account's suppressions before they are erased. May be repeated. */
export const keepSuppressions = async (
  deps: KeptDeps & { readonly store: DocumentStore },
  userId: string,
): Promise<void> => {
  if (!isOn(deps)) return;
  let key: string | null = null;
  const suppressions = eachDocument(deps.store, { collection: paths.suppressions(userId) }, PAGE);
  // Not parsed, so that documents of a later version count too.
  for await (const { data } of suppressions) {
    if (typeof data.email !== 'string') continue;
    key ??= await keyForKeeping(deps.vault);
    const kept: KeptSuppression = { schemaVersion: 1, id: hashOf(key, userId, data.email) };
    await deps.store.set(paths.keptSuppression(kept.id), { ...kept });
  }
};

/**
 * The path of this person's kept suppression for this user, whether or not the document exists. null: no hash was ever
 * kept. Call it outside of transactions, because it reads the vault.
 */
export const keptSuppressionPath = async (
  deps: KeptDeps,
  userId: string,
  email: string,
): Promise<string | null> => {
  if (!isOn(deps)) return null;
  const key = await deps.vault.get(KEY);
  return key === null ? null : paths.keptSuppression(hashOf(key, userId, email));
};

/** Whether a suppression is kept at this path. */
export const isKept = async (reader: Pick<DocumentReader, 'get'>, path: string | null): Promise<boolean> =>
  path !== null && (await reader.get(path)) !== null;
