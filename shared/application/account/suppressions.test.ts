import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOW, threadWith } from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { memoryVault } from '../../../test/support/memory-vault.ts';
import { paths } from '../../persistence/paths.ts';
import {
  addressHash,
  deleteSuppression,
  hasSuppression,
  isSuppressed,
  listSuppressions,
  writeSuppression,
} from './suppressions.ts';

/** Whether `email` is suppressed for a user where these suppressions are u1's. */
const ask = async (ids: readonly string[], userId: string, email: string): Promise<boolean> => {
  const store = new MemoryStore().connect();
  for (const id of ids) await store.set(paths.suppression('u1', id), { id });
  return store.transaction((tx) => isSuppressed(tx, userId, email));
};

const silent = { info: () => {}, warn: () => {}, error: () => {} };

describe('isSuppressed', () => {
  it.each([
    ['jo@example.com', 'Jo@EXAMPLE.com'],
    ['jo@example.com', 'jo+again@example.com'],
    ['jo+list@example.com', 'jo@example.com'],
    ['jo.doe@gmail.com', 'jodoe@googlemail.com'],
    ['jo@bücher.example', 'jo@xn--bcher-kva.example'],
  ])('%s asked, %s is not written to', async (asked, written) => {
    expect(await ask([addressHash(asked)], 'u1', written)).toBe(true);
  });

  it('leaves others alone', async () => {
    const ids = [addressHash('jo@example.com')];
    expect(await ask(ids, 'u1', 'joe@example.com')).toBe(false);
    expect(await ask(ids, 'u1', 'jo@example.org')).toBe(false);
    expect(await ask(ids, 'u2', 'jo@example.com')).toBe(false);
  });

  it('knows a record that was made under the address as written', async () => {
    const older = createHash('sha256').update('jo.doe+x@gmail.com').digest('hex');
    expect(await ask([older], 'u1', 'Jo.Doe+x@gmail.com')).toBe(true);
  });
});

describe('suppressions', () => {
  const suppress = async (emails: readonly string[]) => {
    const store = new MemoryStore().connect();
    for (const [n, recipientEmail] of emails.entries()) {
      await store.transaction(async (tx) => writeSuppression(tx, threadWith({ recipientEmail }), NOW + n));
    }
    return store;
  };

  it('are written with a reason code, and found by every spelling', async () => {
    const store = await suppress(['jo+x@example.com']);
    expect(await store.transaction((tx) => isSuppressed(tx, 'u1', 'Jo@example.com'))).toBe(true);
    expect(await listSuppressions({ store, logger: silent }, { userId: 'u1', limit: 5 })).toMatchObject({
      value: { items: [{ email: 'jo+x@example.com', reason: 'opted_out', threadId: 't1', createdAt: NOW }] },
    });
  });

  it('are listed in pages, newest first', async () => {
    const store = await suppress(['a@example.com', 'b@example.com', 'c@example.com']);
    const first = await listSuppressions({ store, logger: silent }, { userId: 'u1', limit: 2 });
    if (!first.ok) throw new Error(first.error.code);
    expect(first.value.items.map(({ email }) => email)).toEqual(['c@example.com', 'b@example.com']);
    const cursor = first.value.nextCursor ?? '';
    expect(
      await listSuppressions({ store, logger: silent }, { userId: 'u1', limit: 2, cursor }),
    ).toMatchObject({
      value: { items: [{ email: 'a@example.com' }], nextCursor: null },
    });
  });

  it('are deleted once; another user’s are not', async () => {
    const store = await suppress(['jo@example.com']);
    const suppressionId = addressHash('jo@example.com');
    const missing = { ok: false, error: { code: 'not_found' } };
    expect(
      await deleteSuppression({ store, vault: memoryVault(new Map()) }, { userId: 'u2', suppressionId }),
    ).toMatchObject(missing);
    expect(await hasSuppression({ store }, { userId: 'u1', suppressionId })).toBe(true);
    expect(
      await deleteSuppression({ store, vault: memoryVault(new Map()) }, { userId: 'u1', suppressionId }),
    ).toMatchObject({ ok: true });
    expect(await hasSuppression({ store }, { userId: 'u1', suppressionId })).toBe(false);
    expect(
      await deleteSuppression({ store, vault: memoryVault(new Map()) }, { userId: 'u1', suppressionId }),
    ).toMatchObject(missing);
    expect(await store.transaction((tx) => isSuppressed(tx, 'u1', 'jo@example.com'))).toBe(false);
  });
});
