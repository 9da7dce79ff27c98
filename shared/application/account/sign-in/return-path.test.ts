import { expect, test } from 'vitest';
import { safeReturnPath } from './return-path.ts';

test.each([
  ['/', '/'],
  ['/threads/t1?a=b#c', '/threads/t1?a=b#c'],
  ['/search?q=a%2F%2Fb', '/search?q=a%2F%2Fb'],
  ['/ünïcode', '/%C3%BCn%C3%AFcode'],
])('returns to %s', (given, expected) => {
  expect(safeReturnPath(given)).toBe(expected);
});

test.each([
  undefined,
  '',
  'threads',
  'https://evil.example/',
  'javascript:alert(1)',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/threads\\..\\evil',
  '/..//evil.example',
  '/.//evil.example',
  '/a/../..//evil.example',
  '/%2e%2e//evil.example',
  '/%2f%2fevil.example',
  '/%2F/evil.example',
  '/%5cevil.example',
  '/%252f%252fevil.example',
  '/%25252f/evil.example',
  '/a%0d%0aSet-Cookie:x=y',
  '/\u0000',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n//evil.example',
  '/%',
  ' //evil.example',
  'http:/threads',
  '@evil.example',
])('%j leads to the start page', (given) => {
  expect(safeReturnPath(given)).toBe('/');
});
