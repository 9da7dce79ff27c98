import { describe, expect, test } from 'vitest';
import { cleanSubject, cleanText } from './clean-text.ts';

const cleaned = (text: string, known = '') => cleanText(text, known);

describe('line breaks spelt out', () => {
  test.each([
    [
      'a whole mail on one line',
      'Hi Kim,\\n\\nthe price is 900 EUR.\\nShall we talk?\\n\\nAda',
      'Hi Kim,\n\nthe price is 900 EUR.\nShall we talk?\n\nAda',
    ],
    [
      'German goes on in lower case',
      'Hallo Kim,\\n\\nvielen Dank!\\r\\n\\r\\nViele Grüße',
      'Hallo Kim,\n\nvielen Dank!\n\nViele Grüße',
    ],
    ['beside real ones', 'Hi Kim,\n\nyes.\\n\\nAda', 'Hi Kim,\n\nyes.\n\nAda'],
    ['beside real ones, after a comma', 'Chère Kim,\\nmerci.\n\nAda', 'Chère Kim,\nmerci.\n\nAda'],
    ['escaped three times', 'Hi,\\\\n\\\\nyes.', 'Hi,\n\nyes.'],
    ['quotation marks', 'He said \\"yes\\".\\nGood.', 'He said "yes".\nGood.'],
    ['letters', 'Gr\\u00fc\\u00dfe \\ud83d\\ude00', 'Grüße 😀'],
    ['Chinese', '您好，\\n\\n谢谢。\\n此致', '您好，\n\n谢谢。\n此致'],
  ])('%s', (_what, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  test.each([
    ['a path', 'Put it into C:\\new\\notes and \\\\server\\notes.\nAda'],
    ['a formula', 'We take \\nabla and \\rho here.\nAda'],
    ['code', 'Write `a\\nb` then.'],
    ['a regular expression', 'Use ```\n/\\n+/\n``` then.'],
  ])('%s is none', (_what, text) => {
    expect(cleaned(text)).toBe(text);
  });

  test('a talk about them is left alone', () => {
    expect(cleaned('Then \\n is a line break.\\nYes.', 'What does \\n mean?')).toBe(
      'Then \\n is a line break.\\nYes.',
    );
  });

  test('half a character is none', () => {
    expect(cleaned('Hm \\ud83d.').isWellFormed()).toBe(true);
  });
});

describe('character references', () => {
  test.each([
    [
      'numbers and names',
      'That&#39;s great &amp; Friday&nbsp;suits us &#x2014; &quot;yes&quot;.',
      'That\'s great & Friday suits us — "yes".',
    ],
    ['encoded twice', 'That&amp;#39;s it &amp;amp; more.', "That's it & more."],
    ['letters', 'Gr&uuml;&szlig;e, &eacute;t&eacute;, 5 &euro;', 'Grüße, été, 5 €'],
    ['a link', 'https://acme.com/?a=1&amp;b=2', 'https://acme.com/?a=1&b=2'],
    ['nothing that nobody may send', 'a&#0;b&#8;c&#xd800;d', 'abcd'],
  ])('%s', (_what, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  test.each([
    'R&D and AT&T',
    'https://acme.com/?x=1&copy=2',
    'Q&A; more',
    '&unknown;',
    'write `&amp;` there',
  ])('%s stays', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  test('a talk about them is left alone', () => {
    expect(cleaned('Write &nbsp; there.', 'Is it &nbsp; or a space?')).toBe('Write &nbsp; there.');
  });
});

describe('Markdown', () => {
  test.each([
    ['bold', 'It is **very good**, and __cheap__.', 'It is very good, and cheap.'],
    ['bold in Chinese', '这是**重要**的。', '这是重要的。'],
    ['bold in Russian', 'Это **важно**, да.', 'Это важно, да.'],
    ['italics', 'It is *very* good, _really_.', 'It is very good, really.'],
    ['both', 'It is ***so*** good.', 'It is so good.'],
    ['headings', '# Our offer\n\nIt is good.\n\n### Price ###\n10', 'Our offer\n\nIt is good.\n\nPrice\n10'],
    ['lists', '* one\n  * two\n- three\n1. four', '- one\n  - two\n- three\n1. four'],
    ['escapes', '1\\. Dr\\. No \\*ok\\*', '1. Dr\\. No *ok*'],
    ['rules', 'One.\n\n***\n\nTwo.\n\n* * *\nThree.', 'One.\n\nTwo.\n\nThree.'],
    [
      'a link',
      'See [our prices](https://acme.com/prices "Prices").',
      'See our prices (https://acme.com/prices).',
    ],
    ['a link to itself', 'See [acme.com/prices](https://acme.com/prices/).', 'See https://acme.com/prices/.'],
    ['a mail address', 'Write to [Ada](mailto:ada@acme.com).', 'Write to Ada (ada@acme.com).'],
    ['a mail address to itself', '[ada@acme.com](mailto:ada@acme.com)', 'ada@acme.com'],
    ['links in angles', '<https://acme.com> and <ada@acme.com>', 'https://acme.com and ada@acme.com'],
    ['a picture', 'Look: ![our logo](https://acme.com/l.png)', 'Look: our logo'],
    ['a fence around it all', '```text\nHi Kim,\n\nyes.\n```', 'Hi Kim,\n\nyes.'],
    [
      'a table of two columns',
      'Prices:\n\n| Plan | Price |\n|---|---:|\n| Basic | 10 EUR |\n| **Pro** | 20 EUR |\n\nAda',
      'Prices:\n\n- Basic: 10 EUR\n- Pro: 20 EUR\n\nAda',
    ],
    [
      'a table of three columns',
      'Plan | Price | Seats\n--- | --- | ---\nBasic | 10 | 3\nPro | | 9',
      '- Basic – Price: 10, Seats: 3\n- Pro – Seats: 9',
    ],
  ])('%s', (_what, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  test.each([
    ['products', '5 * 3 * 2 and 5*3*2 and 2**8'],
    ['footnotes', 'From 10 EUR*\n\n*excl. VAT'],
    ['names', 'The field first_name and file_name_2, #1 of all, C# and F#.'],
    ['numbers', '#42 is done.'],
    ['a pipe', 'yes | no'],
    ['dashes', `Hi,\n\n${'-'.repeat(20)}\nAda`],
    ['a delimiter of signatures', 'Yes.\n\n-- \nAda'.replace('-- ', '--')],
    ['code', 'Write `**x**` or `[a](https://b.example)`.'],
    ['a block of code', 'Try:\n```\n# comment\n*a = 1;\n```\nAda'],
    ['a bracket', 'It is [sic] (so they say).'],
    ['a face', 'Well ^_^ and *_*'],
  ])('%s are none', (_what, text) => {
    expect(cleaned(text)).toBe(text);
  });

  test('names that they wrote with underscores stay', () => {
    expect(cleaned('Use __init__ there.', 'What is __init__?')).toBe('Use __init__ there.');
  });
});

describe('the form of the answer once more', () => {
  test.each([
    ['an object', '{"body":"Hi Kim, thank you."}', 'Hi Kim, thank you.'],
    ['with other fields', '{"action":"reply","subject":null,"body":"Hi,\\n\\nyes."}', 'Hi,\n\nyes.'],
    ['by another name', '{"email": {"text": "Hi **Kim**"}}', 'Hi Kim'],
    ['twice', '{"body":"{\\"body\\":\\"Hi Kim\\"}"}', 'Hi Kim'],
    ['in quotation marks', '"Hi Kim,\\n\\nyes."', 'Hi Kim,\n\nyes.'],
    ['with thoughts', '<think>What to say?</think>Hi Kim', 'Hi Kim'],
  ])('%s', (_what, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  test.each([
    ['a form without a mail', '{"greeting":"Hi","number":1}'],
    ['an empty mail', '{"body":""}'],
    ['half a form', '{"body":"Hi'],
    ['two quotations', '"yes" or "no"'],
  ])('%s stays, for the checks to object to', (_what, text) => {
    expect(cleaned(text)).toBe(text);
  });
});

describe('a subject', () => {
  test.each([
    ['**Our offer** &amp; more', 'Our offer & more'],
    ['# Hello\\nthere', 'Hello there'],
    ['"Our offer"', 'Our offer'],
    ['Two\nlines', 'Two lines'],
  ])('%j', (text, expected) => {
    expect(cleanSubject(text, '')).toBe(expected);
  });
});

test('a proper mail stays as it is, in any language', () => {
  for (const text of [
    'Hi Mia,\n\nthe list price is 1,200 euros (10% off). Shall we talk on Tuesday at 10:30?\n\nBest,\nAlex',
    'Здравствуйте, Мия!\n\nЦена — 1 200 евро.\n\nС уважением,\nАлекс',
    '您好，\n\n价格是1200欧元。\n\n此致\n敬礼',
    'مرحبًا،\n\nالسعر ١٢٠٠ يورو.\n\nمع التحية',
    '- one\n- two\n\n1. first\n2. second',
  ]) {
    expect(cleaned(text)).toBe(text);
  }
});

test('once is enough', () => {
  for (const text of ['Hi,\\n\\n**yes** &amp; no', '{"body":"# A\\n* b"}', 'a | b\n--|--\nc | d']) {
    expect(cleaned(cleaned(text))).toBe(cleaned(text));
  }
});

test('whatever it is given, it ends, in time that grows with the length', { timeout: 60_000 }, () => {
  for (const odd of [
    '*',
    '_',
    '`',
    '[',
    '](',
    '|',
    '\\',
    '&',
    '#',
    '<think>',
    '{"body":"',
    '\n',
    '**a',
    '"',
  ]) {
    expect(typeof cleaned(odd.repeat(Math.ceil(40_000 / odd.length)))).toBe('string');
  }
});
