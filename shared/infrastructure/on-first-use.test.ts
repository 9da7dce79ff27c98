import { expect, test } from 'vitest';
import { onFirstUse } from './on-first-use.ts';

interface Port {
  add(a: number, b: number): Promise<number>;
  fail(): Promise<never>;
}

const counting = () => {
  let loads = 0;
  const port = onFirstUse<Port>({ add: true, fail: true }, async () => {
    loads++;
    return { add: async (a, b) => a + b, fail: () => Promise.reject(new RangeError('no')) };
  });
  return { port, loads: () => loads };
};

test('loads nothing before the first call, and once for all calls at the same time', async () => {
  const { port, loads } = counting();
  expect(loads()).toBe(0);
  expect(await Promise.all([port.add(1, 2), port.add(3, 4)])).toEqual([3, 7]);
  expect(loads()).toBe(1);
});

test('hands errors on, the adapter’s and those of loading it', async () => {
  await expect(counting().port.fail()).rejects.toThrow(RangeError);
  const broken = onFirstUse<Port>({ add: true, fail: true }, () => Promise.reject(new TypeError('no file')));
  await expect(broken.add(1, 2)).rejects.toThrow(TypeError);
});

test('keeps its methods where a test puts others beside them', async () => {
  const { port } = counting();
  const changed: Port = { ...port, fail: () => Promise.reject(new SyntaxError('other')) };
  expect(await changed.add(1, 1)).toBe(2);
  await expect(changed.fail()).rejects.toThrow(SyntaxError);
});
