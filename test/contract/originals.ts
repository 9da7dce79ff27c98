import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Originals } from '../../shared/application/ports/originals.ts';

export interface OriginalsUnderTest {
  readonly originals: Originals;
  /** The paths of everything that is held. */
  paths(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What every adapter of the port holds to. */
export const originalsContract = (name: string, open: () => Promise<OriginalsUnderTest>): void => {
  describe(`originals: ${name}`, () => {
    let held: OriginalsUnderTest;
    beforeAll(async () => {
      held = await open();
    });
    afterAll(() => held.close());
    let count = 0;
    const named = (version = 1, userId = 'u1') => ({ userId, documentId: `d${count}`, version });
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const textOf = async (name: ReturnType<typeof named>) => {
      const content = await held.originals.get(name);
      return content && Buffer.from(content).toString();
    };

    test('gives back what was put, byte for byte', async () => {
      count++;
      const content = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 31) % 256);
      await held.originals.put(named(), content);
      expect(Buffer.from((await held.originals.get(named())) ?? []).equals(Buffer.from(content))).toBe(true);
      await held.originals.put(named(2), new Uint8Array());
      expect(await held.originals.get(named(2))).toHaveLength(0);
    });

    test('has nothing where nothing was put', async () => {
      count++;
      expect(await held.originals.get(named())).toBeNull();
      await held.originals.deleteDocument(named());
      await held.originals.deleteUser('nobody');
    });

    test('replaces', async () => {
      count++;
      await held.originals.put(named(), bytes('one'));
      await held.originals.put(named(), bytes('two'));
      expect(await textOf(named())).toBe('two');
    });

    test('deletes old versions, or all, of one document only', async () => {
      count++;
      for (const version of [1, 2, 10]) await held.originals.put(named(version), bytes(`v${version}`));
      const other = { ...named(), documentId: `d${count}x` };
      await held.originals.put(other, bytes('other'));
      await held.originals.deleteDocument(named(), 10);
      expect([await textOf(named(1)), await textOf(named(2)), await textOf(named(10))]).toEqual([
        null,
        null,
        'v10',
      ]);
      await held.originals.deleteDocument(named());
      expect(await textOf(named(10))).toBeNull();
      expect(Buffer.from((await held.originals.get(other)) ?? []).toString()).toBe('other');
    });

    test('deletes all of one user, more than a page, and nobody else’s', async () => {
      count++;
      await Promise.all(
        Array.from({ length: 230 }, (_, n) =>
          held.originals.put({ userId: 'u2', documentId: `d${n}`, version: 1 }, bytes('x')),
        ),
      );
      await held.originals.put({ userId: 'u22', documentId: 'd', version: 1 }, bytes('other'));
      await held.originals.deleteUser('u2');
      const left = await held.paths();
      expect(left.filter((path) => path.startsWith('u2/'))).toEqual([]);
      expect(left.filter((path) => path.startsWith('u22/'))).toHaveLength(1);
    });

    test.each(['../u1', 'a/b', '', '.', 'ü', '__x__'])('refuses a name that is no id: %s', async (wrong) => {
      await expect(
        held.originals.put({ userId: wrong, documentId: 'd', version: 1 }, bytes('x')),
      ).rejects.toThrow(TypeError);
      await expect(held.originals.get({ userId: 'u1', documentId: wrong, version: 1 })).rejects.toThrow(
        TypeError,
      );
    });
  });
};
