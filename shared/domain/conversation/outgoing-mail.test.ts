import { describe, expect, test } from 'vitest';
import { simpleHtml } from '../../mail/compose.ts';
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

describe('the HTML of a text', () => {
  test.each([
    ['<script>alert("x")</script> & co', '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co'],
    [
      'See https://acme.com/a?b=1&c=2.',
      'See <a href="https://acme.com/a?b=1&amp;c=2">https://acme.com/a?b=1&amp;c=2</a>.',
    ],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ])('%s', (text, html) => {
    expect(simpleHtml(text)).toBe(`<div dir="ltr">${html}</div>`);
  });
});
