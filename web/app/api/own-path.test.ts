import { expect, it } from 'vitest';
import { ownPath, signInUrl } from './own-path.ts';

it.each([
  ['/threads/t1?a=b', '/threads/t1?a=b'],
  [null, '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/threads?then=//x', '/threads?then=//x'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?returnTo=/sign-in', '/'],
])('leads from %s to %s', (candidate, expected) => {
  expect(ownPath(candidate)).toBe(expected);
});

it('asks for what is missing only', () => {
  expect(signInUrl('/', { consent: true, missing: 'https://a/b,https://a/c' })).toBe(
    '/api/auth/login?returnTo=%2F&consent=1&missing=https%3A%2F%2Fa%2Fb%2Chttps%3A%2F%2Fa%2Fc',
  );
});

it('escapes where to return to', () => {
  expect(signInUrl('/threads?status=active', { consent: true })).toBe(
    '/api/auth/login?returnTo=%2Fthreads%3Fstatus%3Dactive&consent=1',
  );
});
