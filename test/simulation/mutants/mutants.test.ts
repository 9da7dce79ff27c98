import { describe, expect, test } from 'vitest';
import { mutated, readSource } from './patched-tree.ts';
import { mutants } from './table.ts';

describe('mutants', () => {
  test('are named once each', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(15);
  });

  // `npm run simulate:mutants` says whether the simulation finds them; this, that they can still be planted.
  test.each(mutants)('$name: can be planted', async (mutant) => {
    const source = await readSource(mutant);
    expect(mutated(source, mutant)).not.toBe(source);
  });
});
