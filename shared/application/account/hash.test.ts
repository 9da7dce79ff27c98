import { expect, test } from 'vitest';
import { codeChallengeOf, derive, sha256 } from './hash.ts';

test('sha256 is the one of FIPS 180-4, in hex', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('the code challenge is the one of RFC 7636, appendix B', () => {
  expect(codeChallengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('what is derived depends on purpose and secret, and can be used as a PKCE verifier', () => {
  const derived = [derive('a', 's'), derive('b', 's'), derive('a', 't')];
  expect(new Set(derived).size).toBe(3);
  expect(derive('a', 's')).toBe(derived[0]);
  for (const one of derived) expect(one).toMatch(/^[\w-]{43}$/);
});
