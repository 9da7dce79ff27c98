import { describe, expect, test } from 'vitest';
import { simpleHtml } from '../compose.ts';
import { visibleText } from '../html/lines.ts';

describe('the HTML of a text', () => {
  test.each([
    ['One.\nTwo.\n\nThree.', '<div dir="ltr">One.<div>Two.</div><div><br></div><div>Three.</div></div>'],
    [
      '<script>alert("x")</script> & co',
      '<div dir="ltr">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co</div>',
    ],
    [
      'See https://acme.com/a?b=1&c=2.',
      '<div dir="ltr">See <a href="https://acme.com/a?b=1&amp;c=2">https://acme.com/a?b=1&amp;c=2</a>.</div>',
    ],
    [
      'See www.acme.com or jo@acme.com.',
      '<div dir="ltr">See <a href="http://www.acme.com">www.acme.com</a> or <a href="mailto:jo@acme.com">jo@acme.com</a>.</div>',
    ],
    ['javascript:alert(1)', '<div dir="ltr">javascript:alert(1)</div>'],
    [
      'https://acme.com/"onmouseover="alert(1)',
      '<div dir="ltr"><a href="https://acme.com/">https://acme.com/</a>&quot;onmouseover=&quot;alert(1)</div>',
    ],
    [
      '<b> https://acme.com <i>',
      '<div dir="ltr">&lt;b&gt; <a href="https://acme.com">https://acme.com</a> &lt;i&gt;</div>',
    ],
    ['&lt;b&gt;', '<div dir="ltr">&amp;lt;b&amp;gt;</div>'],
    ['a   b\n  c', '<div dir="ltr">a&nbsp;&nbsp; b<div>&nbsp; c</div></div>'],
    [
      'Points:\n- one\n- two',
      '<div dir="ltr">Points:<div><ul><li style="margin-left:15px">one</li><li style="margin-left:15px">two</li></ul></div></div>',
    ],
    [
      '1. one\n2. two\n4. four',
      '<div dir="ltr"><div><ol><li style="margin-left:15px">one</li><li style="margin-left:15px">two</li></ol></div><div>4. four</div></div>',
    ],
    ['- one', '<div dir="ltr">- one</div>'],
    ['שלום', '<div dir="rtl">שלום</div>'],
    ['مرحبا\nhello', '<div dir="rtl">مرحبا<div dir="ltr">hello</div></div>'],
    ['Hello\nשלום', '<div dir="ltr">Hello<div dir="rtl">שלום</div></div>'],
    ['', '<div dir="ltr"><div><br></div></div>'],
  ])('%s', (text, html) => {
    expect(simpleHtml(text)).toBe(html);
  });

  test.each([
    'One.\n\n- a\n- b\n\nTwo  spaces.',
    'שלום\n\nhttps://acme.com',
  ])('shows what was written: %j', (text) => {
    const plain = (value: string) => value.replace(/\s+/g, ' ').trim();
    expect(plain(visibleText(simpleHtml(text)))).toBe(plain(text));
  });
});
