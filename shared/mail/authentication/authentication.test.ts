import { describe, expect, it } from 'vitest';
import { authenticationOf } from './authentication.ts';

const header = (value: string, name = 'Authentication-Results') => ({ name, value });
const of = (value: string, from = 'jane@example.com') => authenticationOf([header(value)], from);

describe('authenticationOf', () => {
  it.each([
    ['DMARC', 'mx.google.com; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.com'],
    [
      'DMARC and all that Gmail writes',
      'mx.google.com; dkim=pass header.i=@example.com header.s=s header.b=abc; spf=pass (google.com: domain of jane@example.com designates 192.0.2.1 as permitted sender) smtp.mailfrom=jane@example.com; dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=example.com',
    ],
    ['DKIM of the domain', 'mx.google.com; dkim=pass header.i=@example.com'],
    ['DKIM of its organisation', 'mx.google.com; dkim=pass header.d=mail.example.com'],
    [
      'DMARC beside two signatures',
      'mx.google.com; dkim=pass header.i=@sender.net; dkim=pass header.i=@example.com; dmarc=pass header.from=example.com',
    ],
    ['SPF of the domain', 'mx.google.com; spf=pass smtp.mailfrom=bounce@example.com'],
    ['SPF as Gmail wrote it once', 'mx.google.com; spf=pass smtp.mail=jane@example.com'],
    ['a version number', 'mx.google.com 1; dmarc=pass header.from=example.com'],
    ['capitals and spaces', 'MX.Google.com ;  DMARC = Pass  header.from = Example.COM'],
  ])('authenticated: %s', (_name, value) => {
    expect(of(value)).toBe('authenticated');
  });

  it.each([
    ['DMARC failed', 'mx.google.com; dmarc=fail header.from=example.com'],
    [
      'DMARC failed, whatever else passed',
      'mx.google.com; dkim=pass header.i=@example.com; dmarc=fail header.from=example.com',
    ],
    ['DMARC of another domain', 'mx.google.com; dmarc=pass header.from=evil.net'],
    ['SPF of another domain', 'mx.google.com; spf=pass smtp.mailfrom=x@evil.net'],
    ['DKIM of another domain', 'mx.google.com; dkim=pass header.i=@evil.net'],
    [
      'DKIM of a neighbour under a public suffix',
      'mx.google.com; dkim=pass header.d=evil.co.uk',
      'jane@example.co.uk',
    ],
    [
      'DKIM of a neighbour on a shared host',
      'mx.google.com; dkim=pass header.d=evil.github.io',
      'jane@jane.github.io',
    ],
    ['a signature of two domains', 'mx.google.com; dkim=pass header.i=@evil.net header.d=example.com'],
    [
      'an envelope of two domains',
      'mx.google.com; spf=pass smtp.mail=a@evil.net smtp.mailfrom=a@example.com',
    ],
    ...[
      'eu.org',
      'kiev.ua',
      'k12.ma.us',
      'duckdns.org',
      'blogspot.com',
      'com.au',
      'herokuapp.com',
      'pages.dev',
      'web.app',
      'msk.ru',
      'in.net',
      'co.com',
    ].map((suffix): [string, string, string] => [
      `a neighbour below ${suffix}`,
      `mx.google.com; dkim=pass header.d=evil.${suffix}; spf=pass smtp.mailfrom=x@evil.${suffix}`,
      `jane@example.${suffix}`,
    ]),
    [
      'nothing passed',
      'mx.google.com; spf=softfail smtp.mailfrom=jane@example.com; dkim=neutral header.i=@example.com',
    ],
    ['none', 'mx.google.com; none'],
    [
      'a result in a comment',
      'mx.google.com; spf=fail (dmarc=pass header.from=example.com) smtp.mailfrom=x@evil.net',
    ],
    [
      'a result in nested comments',
      'mx.google.com; spf=fail (a (b) ; dmarc=pass header.from=example.com) smtp.mailfrom=x@evil.net',
    ],
    [
      'a result in a quoted string',
      'mx.google.com; spf=fail smtp.mailfrom="x; dmarc=pass header.from=example.com"@evil.net',
    ],
  ])('failed: %s', (_name, value, from?: string) => {
    expect(of(value, from)).toBe('failed');
  });

  it.each([
    ['no header', []],
    ['another server', [header('mx.evil.net; dmarc=pass header.from=example.com')]],
    [
      'another server that starts alike',
      [header('mx.google.com.evil.net; dmarc=pass header.from=example.com')],
    ],
    [
      "a forged one below another server's",
      [header('mx.evil.net; dmarc=pass'), header('mx.google.com; dmarc=pass header.from=example.com')],
    ],
    [
      'a header with another name',
      [header('mx.google.com; dmarc=pass header.from=example.com', 'X-Authentication-Results')],
    ],
    [
      'ARC alone',
      [header('mx.google.com; dmarc=pass header.from=example.com', 'ARC-Authentication-Results')],
    ],
  ])('unknown: %s', (_name, headers) => {
    expect(authenticationOf(headers, 'jane@example.com')).toBe('unknown');
  });

  it.each([
    [
      'two signatures and nothing else, one of which a mail may have put there',
      'mx.google.com; dkim=pass header.i=@sender.net; dkim=pass header.i=@example.com; dmarc=none',
    ],
    [
      'a parenthesis that closes a comment early',
      'mx.google.com; spf=pass (google.com: domain of x) smtp.mailfrom=a@example.com; dmarc=pass header.from=example.com (y@evil.net designates 192.0.2.1) smtp.mailfrom=y@evil.net; dmarc=none header.from=example.com',
    ],
    [
      'the same, with a parenthesis left over',
      'mx.google.com; spf=pass (google.com: domain of x); dmarc=pass header.from=example.com ) smtp.mailfrom=y@evil.net',
    ],
    [
      'the same, in a quoted local part, so that all is balanced',
      'mx.google.com; spf=pass (google.com: domain of "x) ; dmarc=pass header.from=example.com (y"@evil.net designates 192.0.2.1) smtp.mailfrom=evil.net',
    ],
    [
      'a comment that swallows what follows',
      'mx.google.com; dkim=pass header.i=@example.com; spf=pass (domain of ( ; dmarc=none',
    ],
    [
      'a parenthesis that closes a comment early, after a domain of its own',
      'mx.google.com; spf=pass (google.com: domain of x) smtp.mailfrom=a@example.com; x=pass (y@evil.net designates 192.0.2.1) smtp.mailfrom=y@evil.net',
    ],
    [
      'a comment that is closed and opened again, with a pass between',
      'mx.google.com; spf=none (google.com: x) smtp.mailfrom=q@evil.net; dmarc=pass header.from=example.com; spf=none (@evil.net does not designate permitted sender hosts) smtp.mailfrom=evil.net',
    ],
    [
      'the same with a signature between',
      'mx.google.com; spf=none (x); dkim=pass header.i=@example.com; spf=none (y) smtp.mailfrom=evil.net',
    ],
    [
      'SPF twice beside DMARC',
      'mx.google.com; spf=pass smtp.mailfrom=a@example.com; spf=none smtp.mailfrom=b@evil.net; dmarc=pass header.from=example.com',
    ],
    ['DMARC twice', 'mx.google.com; dmarc=pass header.from=example.com; dmarc=pass header.from=example.com'],
    [
      'two results of a method of Gmail’s own',
      'mx.google.com; arc=pass (i=1); arc=none; dmarc=pass header.from=example.com',
    ],
    ['a method that only sounds right', 'mx.google.com; x-dmarc=pass header.from=example.com'],
    ['a domain stated twice', 'mx.google.com; spf=pass smtp.mailfrom=a@example.com smtp.mailfrom=y@evil.net'],
    ['a quotation that never ends', 'mx.google.com; spf=pass smtp.mailfrom="a@example.com; dmarc=none'],
    ['words where a result should be', 'mx.google.com; dmarc pass header.from=example.com'],
    ['a second server', 'mx.google.com mx.evil.net; dmarc=pass header.from=example.com'],
    [
      'a header that is longer than any',
      `mx.google.com; dmarc=pass header.from=example.com${' '.repeat(20_000)}`,
    ],
  ])('unknown: %s', (_name, value) => {
    expect(of(value)).toBe('unknown');
  });

  it.each([
    [
      'behind a comment that is never closed',
      'mx.google.com; spf=pass (domain of ( smtp.mailfrom=a@example.com; dmarc=fail header.from=example.com',
    ],
    [
      'beside a pass',
      'mx.google.com; dmarc=pass header.from=example.com; dmarc=fail header.from=example.com',
    ],
  ])('failed: a failure of DMARC %s', (_name, value) => {
    expect(of(value)).toBe('failed');
  });

  it('reads what only looks like a second result', () => {
    expect(
      of(
        'mx.google.com; arc=pass (i=1 spf=pass dkim=pass dmarc=pass fromdomain=example.com); dmarc=pass (p=NONE) header.from=example.com; dkim=pass header.i=@example.com header.b="a/b=="',
      ),
    ).toBe('authenticated');
  });

  it.each([0x0b, 0x0c, 0xa0, 0x1680, 0x2003, 0x2028, 0x202f, 0x3000, 0xfeff])(
    'comes to an end, and believes nothing, with white space that is none in mails: %i',
    (code) => {
      const space = String.fromCodePoint(code);
      expect(of(`mx.google.com;${space}dmarc=pass header.from=example.com`)).not.toBe('authenticated');
      expect(of(`mx.google.com; dmarc=pass${space}${space}`)).not.toBe('authenticated');
    },
  );

  it('takes time in proportion to the length', () => {
    for (const piece of ['(', ')', '"', '\\', ';', '=', 'a', ' ', '(a', 'a=b ', ';a=b']) {
      expect(of(`mx.google.com; ${piece.repeat(15_000 / piece.length)}`)).not.toBe('authenticated');
    }
  });

  it('believes the topmost alone', () => {
    const forged = header('mx.google.com; dmarc=pass header.from=example.com');
    expect(
      authenticationOf(
        [header('mx.google.com; dmarc=fail header.from=example.com'), forged],
        'jane@example.com',
      ),
    ).toBe('failed');
  });

  it('knows nothing of an address without a domain', () => {
    expect(of('mx.google.com; dmarc=pass', 'jane')).toBe('unknown');
    expect(of('mx.google.com; spf=pass', '')).toBe('unknown');
  });
});
