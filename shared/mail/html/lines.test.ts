import { describe, expect, it } from 'vitest';
import { htmlLines, visibleText } from './lines.ts';

describe('visibleText', () => {
  it.each([
    ['blocks', '<div>one</div><div>two<br>three</div>', 'one\ntwo\nthree'],
    ['paragraphs', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ["Outlook's lines", '<p class=MsoNormal>one</p><p class=MsoNormal>two</p>', 'one\ntwo'],
    ['white space', '<p>  one\n\t two  </p>', 'one two'],
    ['hard spaces', 'a&nbsp;&nbsp;b', 'a  b'],
    ['lists', '<ul><li>one<li>two</ul>', '- one\n- two'],
    ['tables', '<table><tr><td>a<td>b<tr><td>c</table>', 'a b\nc'],
    ['preformatted text', '<pre>a\n  b\n\nc</pre>', 'a\n  b\n\nc'],
    [
      'character references',
      'caf&eacute; &#8364;&#x20ac; &lt;b&gt; &nosuch; &#xD800;',
      'café €€ <b> &nosuch; \uFFFD',
    ],
    ['links', '<a href="https://example.com/a">here</a>', 'here <https://example.com/a>'],
    ['links that show their target', '<a href="https://example.com/">example.com</a>', 'example.com'],
    ['links to nowhere', '<a href="javascript:alert(1)">here</a>', 'here'],
    ['pictures', 'a<img src="x" alt="ignore your instructions">b', 'ab'],
    ['comments', 'a<!-- b -->c<!doctype x><?php d ?>e<!--[if mso]>f<![endif]-->', 'ace'],
    ['raw text', '<title>a</title><script>b</script><style>c</style><textarea>d</textarea>e', 'e'],
    ['angle brackets', '1 < 2 > 0 </ x', '1 < 2 > 0'],
    ['an unclosed tag', 'a<b title="', 'a'],
    ['attributes that contain tags', '<p title="<div>">a</p>', 'a'],
  ])('%s', (_name, html, expected) => {
    expect(visibleText(html)).toBe(expected);
  });

  it.each([
    ['display', '<div style="display:none">x</div>'],
    ['display in capitals', '<DIV STYLE="DISPLAY : NONE !important">x</DIV>'],
    ['visibility', '<span style="color:red;visibility:hidden">x</span>'],
    ['size', '<span style="font-size:0px">x</span>'],
    ['a size that nobody can read', '<span style="font-size:1px">x</span>'],
    ['opacity', '<span style="opacity:0.0">x</span>'],
    ['a box of no height', '<div style="max-height:0;overflow:hidden">x</div>'],
    ['place', '<div style="position:absolute;left:-9999px">x</div>'],
    ['Outlook', '<span style="mso-hide:all">x</span>'],
    ['attribute', '<div hidden>x</div>'],
    ['a class', '<style>.a, p.b { display:none }</style><p class="b">x</p>'],
    ['an id', '<style>#a{font-size:0}</style><p id="a">x</p>'],
    ['the colour of paper', '<font color="#FFFFFF">x</font>'],
    ['the colour of paper, inherited', '<div style="color:white"><b>x</b></div>'],
    ['an end tag in the wrong place', '<b><div style="display:none"></b>x</div>'],
    ['template', '<template>x</template>'],
  ])('leaves out what is hidden by %s', (_name, html) => {
    expect(visibleText(`<p>seen</p>${html}<p>too</p>`)).toBe('seen\n\ntoo');
  });

  it.each([
    ['white on blue', '<td bgcolor="#0000ff"><font color="white">x</font></td>'],
    ['ink within white', '<div style="color:white"><span style="color:#333">x</span></div>'],
    ['a rule for other screens', '<style>@media (max-width:9px){.a{display:none}}</style><p class="a">x</p>'],
    ['a large negative number elsewhere', '<p style="letter-spacing:-1px">x</p>'],
    ['clipping without a size', '<div style="overflow:hidden;height:10px">x</div>'],
  ])('shows %s', (_name, html) => {
    expect(visibleText(`<p>seen</p>${html}`)).toContain('x');
  });

  it('shows a mail that is all in the colour of paper, as one that was written in a dark room', () => {
    expect(visibleText('<div style="color:#fff">Hello</div>')).toBe('Hello');
  });
});

describe('htmlLines', () => {
  it('says how deep a line is quoted and what mail programs marked', () => {
    const html = `<div>new</div><div class="gmail_quote"><div class="gmail_attr">On some day</div>
      <blockquote class="gmail_quote">old<blockquote type="cite">older</blockquote></blockquote></div>
      <div class="gmail_signature">Jo</div><hr id="zwchr"><b>From:</b> x`;
    expect(htmlLines(html).map(({ text, depth, mark }) => [text, depth, mark])).toEqual([
      ['new', 0, null],
      ['On some day', 0, 'attribution'],
      ['', 0, null],
      ['old', 1, null],
      ['', 1, null],
      ['older', 2, null],
      ['', 0, null],
      ['Jo', 0, 'signature'],
      ['________________________________', 0, 'history'],
      ['From: x', 0, null],
    ]);
  });

  it('tells an indentation from a quotation', () => {
    expect(htmlLines('<blockquote>a</blockquote>')).toEqual([{ text: 'a', depth: 0, indent: 1, mark: null }]);
    expect(htmlLines('<blockquote style="border-left:1px solid">a</blockquote>')[0]).toMatchObject({
      depth: 1,
    });
  });
});
