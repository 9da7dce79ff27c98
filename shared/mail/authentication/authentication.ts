import { domainOf } from '../address.ts';
import type { MailHeader } from '../mime/header-block.ts';
import { sameOrganisation } from './organisational-domain.ts';
import { type MethodResult, parseAuthenticationResults } from './results.ts';

/**
 * - `authenticated`: the domain of the From address authenticates the mail.
 * - `failed`: the mail was checked, and nothing authenticates it.
 * - `unknown`: our own server did not check it, its results are ambiguous, or the address has no domain.
 */
export type Authentication = 'authenticated' | 'failed' | 'unknown';

/** The one server whose results are trusted: the mailbox's own. Everything below its header may be forged. */
const TRUSTED_SERVER = 'mx.google.com';

/** `jo@example.com`, `@example.com`, `example.com` → `example.com` */
const domainIn = (value: string | undefined): string => {
  const plain = (value ?? '').replace(/[<>]/g, '');
  return plain.includes('@') ? domainOf(plain) : domainOf(`x@${plain}`);
};

/** The domain that all of these properties name; empty if they name two, or none. */
const oneDomain = (properties: MethodResult['properties'], ...names: readonly string[]): string => {
  const domains = names.flatMap((name) => (properties.has(name) ? [domainIn(properties.get(name))] : []));
  const [first = '', ...others] = domains;
  return others.every((other) => sameOrganisation(first, other)) ? first : '';
};

/** The domain that a result is about. */
const vouchedDomain = ({ method, properties }: MethodResult): string => {
  switch (method) {
    case 'dmarc':
      return oneDomain(properties, 'header.from');
    case 'spf':
      return oneDomain(properties, 'smtp.mailfrom', 'smtp.mail');
    case 'dkim':
      return oneDomain(properties, 'header.d', 'header.i');
    default:
      return '';
  }
};

/**
 * Whether the From address is authenticated: DMARC passed for its domain, or SPF or DKIM passed for a domain of the
 * same organisation (RFC 7489 section 3.1). Only the topmost Authentication-Results header counts, and only if the
 * receiving server wrote it: Gmail puts its own on top, a sender can add others below. A DMARC failure counts at any
 * position.
 *
 * Two results of one method are ignored, because one of them may come from the mail itself. Only DKIM signatures may
 * occur several times: a second result of another method shows that a mail has closed a comment of Gmail's and opened
 * it again, so that everything in between comes from the mail.
 */
export const authenticationOf = (headers: readonly MailHeader[], from: string): Authentication => {
  const top = headers.find(({ name }) => name.toLowerCase() === 'authentication-results')?.value ?? '';
  const wanted = domainIn(from.includes('@') ? from : '@');
  const stated = parseAuthenticationResults(top);
  if (!wanted.includes('.')) return 'unknown';
  if (!stated) {
    // The domain's owner says to distrust a mail that fails DMARC, so nothing else counts.
    return top.trimStart().toLowerCase().startsWith(TRUSTED_SERVER) && /dmarc\s*=\s*fail/i.test(top)
      ? 'failed'
      : 'unknown';
  }
  if (stated.server !== TRUSTED_SERVER) return 'unknown';
  const { results } = stated;
  if (results.some(({ method, result }) => method === 'dmarc' && result === 'fail')) return 'failed';
  const count = (method: string): number => results.filter((result) => result.method === method).length;
  const doubled = [...new Set(results.map(({ method }) => method))].filter((method) => count(method) > 1);
  if (doubled.some((method) => method !== 'dkim')) return 'unknown';
  const lastSignature = results.findLastIndex(({ method }) => method === 'dkim');
  const vouched = results.some((result, index) => {
    if (result.result !== 'pass' || doubled.includes(result.method)) return false;
    // Gmail lists signatures first: a signature after the envelope's sender may be part of that sender's text.
    if (result.method === 'spf' && index < lastSignature) return false;
    const domain = vouchedDomain(result);
    return domain.includes('.') && sameOrganisation(domain, wanted);
  });
  if (vouched) return 'authenticated';
  return doubled.length > 0 ? 'unknown' : 'failed';
};

/**
 * Whether the domain's own policy is against the mail: DMARC failed, and it asks for such mails to be rejected or set aside. Gmail
 * states the policy in a comment: `dmarc=fail (p=REJECT sp=REJECT dis=NONE)`.
 */
export const isRefuted = (headers: readonly MailHeader[]): boolean => {
  const top = headers.find(({ name }) => name.toLowerCase() === 'authentication-results')?.value ?? '';
  return /dmarc\s*=\s*fail\s*\([^)]*\bp\s*=\s*(?:reject|quarantine)/i.test(top);
};
