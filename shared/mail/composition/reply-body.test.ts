import { describe, expect, it } from 'vitest';
import { composeReply } from '../compose.ts';
import { newlyWrittenText } from '../reply-text.ts';

const AT = Date.parse('2026-05-04T08:15:00Z');
const CONTENT = {
  text: 'Yes, gladly.\n\nAda',
  answered: { from: { email: 'jo@example.com', name: 'Jo Doe' }, at: AT, text: 'Hello,\n\nwhen?' },
  timeZone: 'Europe/Berlin',
  language: 'en',
  signature: null,
};

describe('composeReply', () => {
  it('puts the answered mail below, as Gmail does', () => {
    const { text, html } = composeReply(CONTENT);
    expect(text.replaceAll('\u202F', ' ')).toBe(
      'Yes, gladly.\n\nAda\n\nOn Mon, May 4, 2026 at 10:15 AM Jo Doe <jo@example.com> wrote:\n\n> Hello,\n>\n> when?',
    );
    expect(html.replaceAll('\u202F', ' ')).toBe(
      '<div dir="ltr">Yes, gladly.<div><br></div><div>Ada</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, May 4, 2026 at 10:15 AM Jo Doe <span dir="ltr">&lt;<a href="mailto:jo@example.com">jo@example.com</a>&gt;</span> wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">Hello,<div><br></div><div>when?</div></div></blockquote></div>',
    );
  });

  it.each([
    'en',
    'en-GB',
    'de',
    'fr',
    'es',
    'pt',
    'it',
    'nl',
    'sv',
    'da',
    'nb',
    'fi',
    'pl',
    'cs',
    'ru',
    'uk',
    'tr',
    'he',
    'ar',
    'ja',
    'zh',
    'xx',
  ])('says so in the language of the mail, and is read as it was meant: %s', (language) => {
    const body = composeReply({ ...CONTENT, language });
    expect(newlyWrittenText(body).text).toBe(CONTENT.text);
    expect(newlyWrittenText({ text: null, html: body.html }).text).toBe(CONTENT.text);
  });

  it('quotes what was quoted already, one inside the other', () => {
    const answered = { ...CONTENT.answered, text: 'Yes?\n\nOn Sun you wrote:\n> May I?\n>> Who?' };
    const { text, html } = composeReply({ ...CONTENT, answered });
    expect(text).toContain('\n> Yes?\n>\n> On Sun you wrote:\n>> May I?\n>>> Who?');
    expect(html.match(/<blockquote/g)).toHaveLength(3);
  });

  it('has nothing below a mail that answers none', () => {
    expect(composeReply({ ...CONTENT, answered: null })).toEqual({
      text: CONTENT.text,
      html: '<div dir="ltr">Yes, gladly.<div><br></div><div>Ada</div></div>',
    });
  });

  it('signs as the owner does in Gmail', () => {
    const signature = { html: '<b>Ada Miller</b><br>Harbour Ltd', text: 'Ada Miller\nHarbour Ltd' };
    const body = composeReply({ ...CONTENT, signature });
    expect(body.text).toContain('\n\n-- \nAda Miller\nHarbour Ltd\n\nOn ');
    expect(body.html).toContain('class="gmail_signature" data-smartmail="gmail_signature"><b>Ada Miller</b>');
    expect(newlyWrittenText(body).text).toBe(CONTENT.text);
    expect(newlyWrittenText({ text: null, html: body.html }).text).toBe(CONTENT.text);
  });

  it.each([
    ['a name with a line of its own', { email: 'jo@example.com', name: 'Jo\r\nBcc: eve@example.net\u2028x' }],
    ['a name with an element', { email: 'jo@example.com', name: '<img src=x onerror=alert(1)>' }],
    ['an address with an element', { email: '"><script>x</script>"@example.com', name: null }],
    ['no name', { email: 'jo@example.com', name: null }],
  ])('%s can begin nothing new', (_name, from) => {
    const { text, html } = composeReply({ ...CONTENT, answered: { ...CONTENT.answered, from } });
    const attribution = text.split('\n').find((line) => line.endsWith('wrote:')) ?? '';
    expect(attribution).toMatch(/^On Mon, May 4, 2026 at /);
    expect(text).not.toMatch(/^Bcc:/m);
    expect(html).not.toMatch(/<(?:img|script)/);
  });

  it('neither can the answered mail', () => {
    const answered = { ...CONTENT.answered, text: '</blockquote></div><script>alert(1)</script>' };
    expect(composeReply({ ...CONTENT, answered }).html).not.toContain('<script>');
  });

  it('quotes no more than a mail should carry', () => {
    const answered = { ...CONTENT.answered, text: 'word '.repeat(100_000) };
    expect(composeReply({ ...CONTENT, answered }).text.length).toBeLessThan(65_000);
    const lines = { ...CONTENT.answered, text: 'a\n'.repeat(30_000) };
    expect(composeReply({ ...CONTENT, answered: lines }).text.split('\n').length).toBeLessThan(1600);
  });
});
