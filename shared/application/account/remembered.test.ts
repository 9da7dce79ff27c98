import { expect, test } from 'vitest';
import { Remembered } from './remembered.ts';

test('forgets the subject that was set longest ago when there are too many', () => {
  const remembered = new Remembered();
  for (let n = 0; n < 10_000; n++) remembered.set(`s${n}`, n);
  remembered.set('s0', 1);
  remembered.set('one more', 2);
  expect([remembered.get('s0'), remembered.get('s1'), remembered.get('s2')]).toEqual([1, null, 2]);
  expect(remembered.get('one more')).toBe(2);
});
