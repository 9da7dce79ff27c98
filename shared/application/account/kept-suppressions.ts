import { createHmac, randomBytes } from 'node:crypto';
import type { KeptSuppression } from '../../domain/account/kept-suppression.ts';
import { personBehind } from '../../mail/address.ts';
import { eachDocument } from '../../persistence/each.ts';
import { paths } from '../../persistence/paths.ts';
import type { DocumentReader, DocumentStore } from '../ports/document-store.ts';
import type { Vault } from '../ports/vault.ts';

/**
 * Whoever asked not to be written to is not written to because an account was deleted and made anew. What is kept is a hash under a
 * key that only the vault has, so that nobody can try addresses against the store (ADR 0018).
 */

export interface KeptDeps {
  readonly vault: Pick<Vault, 'get' | 'put'>;
  /** False: suppressions end with their account. Absent: they do not. */
  readonly settings?: { readonly keepSuppressions?: boolean };
}

/** Its own beginning: the rights of the functions name it (`infra/terraform/identities.tf`). */
const KEY = 'suppression-key';
const KEY_BYTES = 32;
const PAGE = 100;

const isOn = ({ settings }: KeptDeps): boolean => settings?.keepSuppressions ?? true;

const hashOf = (key: string, userId: string, email: string): string =>
  createHmac('sha256', key)
    .update(`${userId}\n${personBehind(email)}`)
    .digest('hex');

/** Made when the first is to be kept. Of two processes that make it at once, both go by what the vault holds then. */
const keyForKeeping = async (vault: KeptDeps['vault']): Promise<string> => {
  const known = await vault.get(KEY);
  if (known !== null) return known;
  const made = randomBytes(KEY_BYTES).toString('base64url');
  await vault.put(KEY, made);
  return (await vault.get(KEY)) ?? made;
};

/** Keeps what an account's suppressions say, before they are erased. May be repeated. */
export const keepSuppressions = async (
  deps: KeptDeps & { readonly store: DocumentStore },
  userId: string,
): Promise<void> => {
  if (!isOn(deps)) return;
  let key: string | null = null;
  const suppressions = eachDocument(deps.store, { collection: paths.suppressions(userId) }, PAGE);
  // Not parsed: one that a later version wrote counts as well.
  for await (const { data } of suppressions) {
    if (typeof data.email !== 'string') continue;
    key ??= await keyForKeeping(deps.vault);
    const kept: KeptSuppression = { schemaVersion: 1, id: hashOf(key, userId, data.email) };
    await deps.store.set(paths.keptSuppression(kept.id), { ...kept });
  }
};

/**
 * Where it stands if this person asked, of an earlier account of this user, not to be written to; null: nothing was ever kept.
 * Outside of transactions: it asks the vault.
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

/** Whether something is kept there. */
export const isKept = async (reader: Pick<DocumentReader, 'get'>, path: string | null): Promise<boolean> =>
  path !== null && (await reader.get(path)) !== null;
