import { createHash } from 'node:crypto';
import { limitSchema } from '../../domain/account/limit.ts';
import { paths } from '../../persistence/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

/** The token budget of all users of an installation together. Costs nothing if no budget is configured. */
export interface InstallationTokens {
  /** When the model may be called again (epoch ms); null: now. `key` selects the shard, for example a thread's id. */
  exhaustedUntil(key: string): Promise<number | null>;
  spend(key: string, tokens: number): Promise<void>;
}

const DAY = 24 * 60 * 60_000;
/**
 * The budget is divided among this many documents, because every turn of the installation would write to a single one.
 * Each key always uses the same document, so that heavy use of one conversation affects few others.
 */
const SHARDS = 8;
/** The generic cell rate algorithm (`rate.ts`) with a third of the budget as burst: no 24 hours exceed the budget. */
const AT_ONCE = 1 / 3;

export const unlimitedTokens: InstallationTokens = {
  exhaustedUntil: async () => null,
  spend: async () => {},
};

/** Called outside of any turn's transaction. Errors: StoreError. */
export const createInstallationTokens = (
  { store, clock }: { readonly store: DocumentStore; readonly clock: Clock },
  tokensPerDay: number,
): InstallationTokens => {
  const msPerToken = DAY / ((tokensPerDay * (1 - AT_ONCE)) / SHARDS);
  const burstMs = ((tokensPerDay * AT_ONCE) / SHARDS) * msPerToken;
  const pathOf = (key: string): string => {
    const shard = (createHash('sha256').update(key).digest()[0] ?? 0) % SHARDS;
    return paths.addressLimit(createHash('sha256').update(`installation tokens ${shard}`).digest('hex'));
  };
  return {
    exhaustedUntil: async (key) => {
      const limit = limitSchema.safeParse((await store.get(pathOf(key)))?.data).data;
      const freeAt = (limit?.usedUntil ?? 0) - burstMs;
      return freeAt > clock.now() ? Math.ceil(freeAt) : null;
    },
    spend: (key, tokens) =>
      store.transaction(async (tx) => {
        const path = pathOf(key);
        const limit = limitSchema.safeParse((await tx.get(path))?.data).data;
        const usedUntil = Math.max(limit?.usedUntil ?? 0, clock.now()) + tokens * msPerToken;
        tx.set(path, { ...limit, usedUntil, ttl: Math.ceil(usedUntil) });
      }),
  };
};
