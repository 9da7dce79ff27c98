import { describe, expect, test } from 'vitest';
import { hostingAddress } from './client-address.ts';
import { isGoogleNetwork } from './google-networks.ts';

describe('the client of a function on Google Cloud', () => {
  const HOSTING = '66.249.83.40';

  test.each([
    ['through Hosting, by what its edge says', `203.0.113.9, ${HOSTING}`, '203.0.113.9', '203.0.113.9'],
    [
      'through Hosting, whatever the client wrote',
      `1.1.1.1, 203.0.113.9, ${HOSTING}`,
      '203.0.113.9',
      '203.0.113.9',
    ],
    [
      'through Hosting, where its edge says nothing',
      `1.1.1.1, 203.0.113.9, ${HOSTING}`,
      undefined,
      '203.0.113.9',
    ],
    [
      'through Hosting, where its edge says rubbish',
      `203.0.113.9, ${HOSTING}`,
      '1.1.1.1, 2.2.2.2',
      '203.0.113.9',
    ],
    ['through Hosting, over IPv6', '2001:db8:1:2::9, 2a00:1450:4001::1', undefined, '2001:db8:1:2::/64'],
    ['directly', '203.0.113.9', undefined, '203.0.113.9'],
    ['directly, with a header of their own', '1.1.1.1, 203.0.113.9', undefined, '203.0.113.9'],
    ['directly, playing Hosting', `1.1.1.1, ${HOSTING}, 203.0.113.9`, '1.1.1.1', '203.0.113.9'],
    ['directly, from a machine rented at Google', '1.1.1.1, 34.89.7.7', '1.1.1.1', '34.89.7.7'],
    ['from Google itself, without more', HOSTING, undefined, HOSTING],
    ['without a header at all', undefined, '1.1.1.1', '169.254.8.1'],
    ['with a header of rubbish', 'unknown, <script>', undefined, 'unknown'],
  ])('%s', (_how, forwardedFor, edge, expected) => {
    expect(hostingAddress('169.254.8.1', forwardedFor, edge)).toBe(expected);
  });

  test('a direct caller is one client, however many they claim to be', () => {
    const claimed = Array.from({ length: 50 }, (_, n) => `198.51.100.${n}, ${HOSTING}, 203.0.113.9`);
    const counted = claimed.map((header, n) => hostingAddress(undefined, header, `198.51.100.${n}`));
    expect(new Set(counted)).toEqual(new Set(['203.0.113.9']));
  });
});

test.each([
  ['74.125.0.1', true],
  ['142.251.9.9', true],
  ['2607:f8b0:4004::1', true],
  ['::ffff:74.125.0.1', true],
  ['35.190.1.1', false],
  ['203.0.113.9', false],
  ['2001:db8::1', false],
  ['', false],
  ['66.249.83', false],
])('%s is one of Google’s own: %s', (address, expected) => {
  expect(isGoogleNetwork(address)).toBe(expected);
});
