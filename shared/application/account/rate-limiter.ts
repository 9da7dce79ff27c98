import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Admission, admit, type Rate } from '../../domain/account/rate.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { Remembered } from './remembered.ts';

export const limitNames = ['sign_in', 'thread', 'preview', 'write'] as const;
export type LimitName = (typeof limitNames)[number];

export type Rates = { readonly [N in LimitName]: Rate };

/** Who is counted: a signed-in user, or a network address before sign-in. */
export type Subject = { readonly userId: string } | { readonly address: string };

/** `users/{userId}/limits/{name}` or `addressLimits/{hash}`. From `ttl` on it no longer counts. */
export const limitSchema = z.object({ usedUntil: z.number(), ttl: z.number() });

/** Counted in the store, over all instances: what costs mails, tokens or anonymous writes. The rest is counted in memory. */
const STORED: ReadonlySet<LimitName> = new Set(['sign_in', 'thread', 'preview']);

/** Addresses are stored as hashes. */
const pathOf = (name: LimitName, subject: Subject): string =>
  'userId' in subject
    ? paths.limit(subject.userId, name)
    : paths.addressLimit(createHash('sha256').update(`${name} ${subject.address}`).digest('hex'));

export type RateLimiter = (name: LimitName, subject: Subject) => Promise<Admission>;

/**
 * Counts a request and says whether it is admitted. Memory is checked first: what one instance alone refuses, all instances
 * together would refuse, so a flood does not reach the store. An admission that is counted in the store costs a transaction
 * of one read and one write. Errors: StoreError.
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
      const known = (await readDocument(tx, limitSchema, path))?.usedUntil ?? null;
      const admission = admit(known, rate, deps.clock.now());
      if (!admission.admitted) return { ...admission, usedUntil: known };
      tx.set(path, { usedUntil: admission.usedUntil, ttl: Math.ceil(admission.usedUntil) });
      return admission;
    });
    if (everywhere.usedUntil !== null) seenHere.set(path, everywhere.usedUntil);
    return everywhere;
  };
};
