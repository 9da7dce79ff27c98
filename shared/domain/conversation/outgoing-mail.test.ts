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
    ['One.\nTwo.\n\nThree.', '<p>One.<br>\nTwo.</p>\n<p>Three.</p>'],
    ['<script>alert("x")</script> & co', '<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co</p>'],
    [
      'See https://acme.com/a?b=1&c=2.',
      '<p>See <a href="https://acme.com/a?b=1&amp;c=2">https://acme.com/a?b=1&amp;c=2</a>.</p>',
    ],
    ['javascript:alert(1)', '<p>javascript:alert(1)</p>'],
    [
      'https://acme.com/"onmouseover="alert(1)',
      '<p><a href="https://acme.com/">https://acme.com/</a>&quot;onmouseover=&quot;alert(1)</p>',
    ],
    [
      '<b> https://acme.com <i>',
      '<p>&lt;b&gt; <a href="https://acme.com">https://acme.com</a> &lt;i&gt;</p>',
    ],
    ['&lt;b&gt;', '<p>&amp;lt;b&amp;gt;</p>'],
  ])('%s', (text, html) => {
    expect(simpleHtml(text)).toBe(html);
  });
});
