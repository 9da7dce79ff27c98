import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { paths } from '../../persistence/paths.ts';
import { addressHash, isSuppressed } from './suppressions.ts';

/** Whether `email` is suppressed for a user where these suppressions are u1's. */
const ask = async (ids: readonly string[], userId: string, email: string): Promise<boolean> => {
  const store = new MemoryStore().connect();
  for (const id of ids) await store.set(paths.suppression('u1', id), { id });
  return store.transaction((tx) => isSuppressed(tx, userId, email));
};

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
