import { expect, test } from 'vitest';
import { mailboxIdOf } from './mailbox-id.ts';

test('is the same for every spelling that a notification may use, and does not show the address', () => {
  const id = mailboxIdOf('owner@example.org');
  expect(id).toMatch(/^[a-f0-9]{40}$/);
  expect(mailboxIdOf(' Owner@EXAMPLE.org ')).toBe(id);
  expect(mailboxIdOf('owner@example.com')).not.toBe(id);
});

test.each(['', '\u0000', '../x', 'ü@ü'])('of %j is an id too', (email) => {
  expect(mailboxIdOf(email)).toMatch(/^[a-f0-9]{40}$/);
});
