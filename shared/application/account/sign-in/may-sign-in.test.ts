import { expect, test } from 'vitest';
import { maySignIn } from './may-sign-in.ts';

const allowed = ['ada@example.com', 'example.org'];

test.each([
  ['ada@example.com', allowed, true],
  [' Ada@Example.COM ', allowed, true],
  ['bob@example.com', allowed, false],
  ['bob@example.org', allowed, true],
  ['bob@sub.example.org', allowed, false],
  ['bob@notexample.org', allowed, false],
  ['ada@example.com@evil.net', allowed, false],
  ['', allowed, false],
  ['anybody@example.net', [], true],
] as const)('%s', (email, list, expected) => {
  expect(maySignIn(email, list)).toBe(expected);
});
