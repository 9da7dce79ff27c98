import { domainOf, sameOrganisation } from '../address.ts';
import type { MailHeader } from '../mime/header-block.ts';

/**
 * - `authenticated`: the domain of the From address vouches for the mail.
 * - `failed`: it was checked, and nothing vouches for it.
 * - `unknown`: our own server did not check it, or the address has no domain.
 */
export type Authentication = 'authenticated' | 'failed' | 'unknown';

/** The one server whose results can be believed: the mailbox's own. Everything below its header may be forged. */
const TRUSTED_SERVER = 'mx.google.com';
const MAX_VALUE = 20_000;

interface MethodResult {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
}

/** Takes comments and quoted strings out in one pass, so that neither can pose as a result (RFC 8601 section 2.2). */
const withoutComments = (value: string): string => {
  let depth = 0;
  let quoted = false;
  let out = '';
  for (let i = 0; i < value.length; i++) {
    const c = value.charAt(i);
    if (c === '\\' && (quoted || depth > 0)) i++;
    else if (quoted) {
      if (c === '"') quoted = false;
      else if (depth === 0) out += c === ';' || c === '=' || /\s/.test(c) ? '_' : c;
    } else if (c === '"' && depth === 0) quoted = true;
    else if (c === '(') depth++;
    else if (c === ')' && depth > 0) depth--;
    else if (depth === 0) out += c;
  }
  return out;
};

/** The results that an Authentication-Results header states (RFC 8601 section 2.2), and the server that states them. */
const parseAuthenticationResults = (
  value: string,
): { readonly server: string; readonly results: readonly MethodResult[] } => {
  const [server = '', ...rest] = withoutComments(value.slice(0, MAX_VALUE)).split(';');
  const results = rest.flatMap((part): MethodResult[] => {
    const [head = '', ...properties] = part
      .replace(/\s*=\s*/g, '=')
      .trim()
      .split(/\s+/);
    const [, method, result] = /^([a-z0-9-]+)(?:\/\d+)?=([a-z]+)$/i.exec(head) ?? [];
    if (method === undefined || result === undefined) return [];
    const pairs = properties.flatMap((property): [string, string][] => {
      const at = property.indexOf('=');
      return at > 0 ? [[property.slice(0, at).toLowerCase(), property.slice(at + 1).toLowerCase()]] : [];
    });
    return [{ method: method.toLowerCase(), result: result.toLowerCase(), properties: new Map(pairs) }];
  });
  return { server: server.trim().split(/\s+/)[0]?.toLowerCase() ?? '', results };
};

/** `jo@example.com`, `@example.com`, `example.com` → `example.com` */
const domainIn = (value: string | undefined): string => {
  const plain = (value ?? '').replace(/[<>]/g, '');
  return plain.includes('@') ? domainOf(plain) : domainOf(`x@${plain}`);
};

/**
 * Whether the From address is proven: DMARC passed for its domain, or SPF or DKIM passed for a domain of the same
 * organisation (RFC 7489 section 3.1). Only the topmost Authentication-Results header counts, and only when the receiving
 * server wrote it: Gmail puts its own on top, a sender can put others below.
 */
export const authenticationOf = (headers: readonly MailHeader[], from: string): Authentication => {
  const top = headers.find(({ name }) => name.toLowerCase() === 'authentication-results');
  const { server, results } = parseAuthenticationResults(top?.value ?? '');
  const wanted = domainIn(from.includes('@') ? from : '@');
  if (server !== TRUSTED_SERVER || !wanted.includes('.')) return 'unknown';
  const aligned = (domain: string): boolean => domain.includes('.') && sameOrganisation(domain, wanted);
  const dmarc = results.filter(({ method }) => method === 'dmarc');
  // The domain's owner says to distrust a mail that fails DMARC; nothing else outweighs that.
  if (dmarc.some(({ result }) => result === 'fail')) return 'failed';
  const vouched = results.some(({ method, result, properties }) => {
    if (result !== 'pass') return false;
    switch (method) {
      case 'dmarc':
        return aligned(domainIn(properties.get('header.from') ?? from));
      case 'spf':
        return aligned(domainIn(properties.get('smtp.mailfrom') ?? properties.get('smtp.mail')));
      case 'dkim':
        return aligned(domainIn(properties.get('header.d') ?? properties.get('header.i')));
      default:
        return false;
    }
  });
  return vouched ? 'authenticated' : 'failed';
};
