import { afterEach, beforeEach, expect } from 'vitest';
import { type DocumentStore, StoreError } from '../../shared/application/ports/document-store.ts';
import type { StoreUnderTest } from './document-store.ts';

/** Opens two clients of an empty store before each test and closes them after it. */
export const freshStores = (subject: StoreUnderTest) => {
  let opened: { readonly store: DocumentStore; readonly other: DocumentStore } | null = null;
  beforeEach(async () => {
    opened = await subject.open();
  });
  afterEach(async () => {
    await Promise.all([opened?.store.close(), opened?.other.close()]);
    opened = null;
  });
  const current = () => {
    if (!opened) throw new Error('no store is open outside a test');
    return opened;
  };
  return { store: () => current().store, other: () => current().other };
};

export const expectStoreError = async (call: () => unknown, code: StoreError['code']): Promise<void> => {
  const error = await (async () => call())().then(
    (value) => new Error(`succeeded with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ code });
};

/** Resolves for everybody once `count` have arrived: all of them are then in the middle of something. */
export const barrier = (count: number): (() => Promise<void>) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= count) resolve();
    return promise;
  };
};
