import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authenticationOf } from '../../shared/mail/authentication/authentication.ts';

/*
 * Gmail writes the envelope's sender, which is whatever a stranger wants, into the comment and the properties of its own
 * Authentication-Results. Whatever stands there, a mail that Gmail does not vouch for is not authenticated.
 */

const VICTIM = 'jane@example.com';

/** What an envelope's sender may be made of, chosen to be read as something else. */
const pieces = [
  '(',
  ')',
  '"',
  '\\',
  ';',
  '=',
  ' ',
  '\t',
  'dmarc=pass',
  'header.from=example.com',
  'spf=pass',
  'spf=none',
  'smtp.mailfrom=a@example.com',
  'smtp.mailfrom=evil.net',
  'smtp.mail=a@example.com',
  'dkim=pass',
  'dkim=none',
  'header.i=@example.com',
  'header.d=example.com',
  'arc=pass',
  'policy.x=y',
  'header.b=q',
  'smtp.helo=q',
  'a@example.com; x=none z.w=q',
  'a@example.com; dkim=none header.i=q',
  'a@example.com; dmarc=none header.from=q',
  'x',
  '1',
  '@example.com',
  '@evil.net',
  'mx.google.com',
  'none',
  ') ; dmarc=pass header.from=example.com ; spf=none (',
  ') smtp.mailfrom=evil.net; dmarc=pass header.from=example.com; spf=none (',
  '" ; dmarc=pass header.from=example.com ; "',
];
const injected = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((chosen) => chosen.join(''));

/** As it may stand in a header: as it is, or as a quoted string. */
const spellings = (local: string): readonly string[] => [
  local,
  `"${local}"`,
  `"${local.replaceAll(/["\\]/g, '\\$&')}"`,
];
const results = (comment: string, property: string): readonly string[] => [
  `spf=none (google.com: ${comment}@evil.net does not designate permitted sender hosts) smtp.mailfrom=${property}@evil.net`,
  `spf=pass (google.com: domain of ${comment}@evil.net designates 192.0.2.1 as permitted sender) smtp.mailfrom=${property}@evil.net`,
  `dkim=pass header.i=@evil.net header.s=s header.b=abc; spf=softfail (google.com: domain of transitioning ${comment}@evil.net does not designate 192.0.2.1 as permitted sender) smtp.mailfrom=${property}@evil.net`,
  `spf=none (google.com: ${comment}@evil.net does not designate permitted sender hosts) smtp.mailfrom=${property}@evil.net; dmarc=none header.from=example.com`,
  `spf=none (google.com: ${comment}@evil.net does not designate permitted sender hosts) smtp.mailfrom=${property}@evil.net; dmarc=fail (p=NONE) header.from=example.com`,
];

test('no envelope’s sender authenticates a mail', () => {
  fc.assert(
    fc.property(injected, (local) => {
      for (const comment of spellings(local)) {
        for (const property of spellings(local)) {
          for (const stated of results(comment, property)) {
            const value = `mx.google.com; ${stated}`;
            const found = authenticationOf([{ name: 'Authentication-Results', value }], VICTIM);
            expect(found, value).not.toBe('authenticated');
          }
        }
      }
    }),
    { numRuns: 3000 },
  );
});

test('no property of a signature authenticates a mail', () => {
  fc.assert(
    fc.property(injected, (text) => {
      for (const spelt of spellings(text)) {
        const value = `mx.google.com; dkim=pass header.i="${spelt}@evil.net" header.s=${spelt} header.b=abc; spf=none smtp.mailfrom=a@evil.net; dmarc=fail header.from=example.com`;
        const found = authenticationOf([{ name: 'Authentication-Results', value }], VICTIM);
        expect(found, value).not.toBe('authenticated');
      }
    }),
    { numRuns: 1000 },
  );
});
