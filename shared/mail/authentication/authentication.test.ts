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
      'one DKIM of two',
      'mx.google.com; dkim=pass header.i=@sender.net; dkim=pass header.i=@example.com; dmarc=none',
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
    ['a method that only sounds right', 'mx.google.com; x-dmarc=pass header.from=example.com'],
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
