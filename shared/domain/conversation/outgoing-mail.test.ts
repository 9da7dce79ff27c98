import { expect, test } from 'vitest';
import { replySubject } from './outgoing-mail.ts';

test.each([
  ['Tool', 'Re: Tool'],
  [' Tool ', 'Re: Tool'],
  ['Re: Tool', 'Re: Tool'],
  ['RE : Tool', 'RE : Tool'],
  ['Regards', 'Re: Regards'],
])('the answer to %s', (subject, expected) => {
  expect(replySubject(subject)).toBe(expected);
});
