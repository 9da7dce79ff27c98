import { expect, it } from 'vitest';
import { externaliseInlineScripts } from './externalise-inline-scripts.ts';

it('moves inline scripts into files, keeps their order and kind, and leaves the others', () => {
  const { html, files } = externaliseInlineScripts(
    '<head><script src="/boot.js"></script></head><script>one()</script><script type="module" async="">two()</script>',
  );
  const [first, second] = [...files.keys()];
  expect([...files.values()]).toEqual(['one()', 'two()']);
  expect(html).toBe(
    `<head><script src="/boot.js"></script></head><script src="/assets/${first}"></script>` +
      `<script type="module" src="/assets/${second}"></script>`,
  );
});

it('names a file by its content, so that it can be cached for good', () => {
  const name = (code: string) => [...externaliseInlineScripts(`<script>${code}</script>`).files.keys()][0];
  expect(name('a')).toBe(name('a'));
  expect(name('a')).not.toBe(name('b'));
});
