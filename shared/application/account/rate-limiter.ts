import { createHash } from 'node:crypto';
import { limitSchema } from '../../domain/account/limit.ts';
import { type Admission, admit, type Rate } from '../../domain/account/rate.ts';
import { paths } from '../../persistence/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { Remembered } from './remembered.ts';

export const limitNames = ['sign_in', 'thread', 'preview', 'export', 'document', 'write'] as const;
export type LimitName = (typeof limitNames)[number];

export type Rates = { readonly [N in LimitName]: Rate };

/** Who is counted: a signed-in user, or a network address before sign-in. */
export type Subject = { readonly userId: string } | { readonly address: string };

/**
 * Counted in the store, across all instances: requests that cost mails, tokens, anonymous writes or reading a whole
 * account. Others are counted in memory.
 */
const STORED: ReadonlySet<LimitName> = new Set(['sign_in', 'thread', 'preview', 'export']);

/** Addresses are stored as hashes. */
const pathOf = (name: LimitName, subject: Subject): string =>
  'userId' in subject
    ? paths.limit(subject.userId, name)
    : paths.addressLimit(createHash('sha256').update(`${name} ${subject.address}`).digest('hex'));

export type RateLimiter = (name: LimitName, subject: Subject) => Promise<Admission>;

/**
 * Counts a request and returns whether it is admitted. Memory is checked first: what one instance refuses, all
 * instances together would refuse, so a flood does not reach the store. An admission that is counted in the store costs
 * a transaction of one read and one write. Errors: StoreError.
 */
export const createRateLimiter = (deps: {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly rates: Rates;
}): RateLimiter => {
  const seenHere = new Remembered();
  return async (name, subject) => {
    const path = pathOf(name, subject);
    const rate = deps.rates[name];
    const here = admit(seenHere.get(path), rate, deps.clock.now());
    if (!here.admitted) return here;
    if (!STORED.has(name)) {
      seenHere.set(path, here.usedUntil);
      return here;
    }
    const everywhere = await deps.store.transaction(async (tx) => {
      // An unreadable count starts again instead of blocking its subject.
      const limit = limitSchema.safeParse((await tx.get(path))?.data).data;
      const known = limit?.usedUntil ?? null;
      const admission = admit(known, rate, deps.clock.now());
      if (!admission.admitted) return { ...admission, usedUntil: known };
      const { usedUntil } = admission;
      tx.set(path, { ...limit, usedUntil, ttl: Math.ceil(usedUntil) });
      return admission;
    });
    if (everywhere.usedUntil !== null) seenHere.set(path, everywhere.usedUntil);
    return everywhere;
  };
};
