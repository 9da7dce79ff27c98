import { organisationalDomain } from './organisational-domain.ts';

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

const parseResults = (value: string): { readonly server: string; readonly results: MethodResult[] } => {
  const [server = '', ...rest] = withoutComments(value.slice(0, MAX_VALUE)).split(';');
  const results = rest.flatMap((part) => {
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

const domainOf = (address: string | undefined): string =>
  (address ?? '').slice((address ?? '').lastIndexOf('@') + 1).replace(/[<>]/g, '');

/**
 * Whether the From address is proven: DMARC passed for its domain, or SPF or DKIM passed for a domain of the same
 * organisation (RFC 8601, RFC 7489 section 3.1). Only the topmost Authentication-Results header counts, and only when
 * the receiving server wrote it: Gmail puts its own on top, a sender can put others below.
 */
export const isAuthenticated = (
  headers: readonly { readonly name: string; readonly value: string }[],
  from: string,
): boolean => {
  const top = headers.find(({ name }) => name.toLowerCase() === 'authentication-results');
  if (!top) return false;
  const { server, results } = parseResults(top.value);
  if (server !== TRUSTED_SERVER) return false;
  const wanted = domainOf(from.toLowerCase());
  if (!wanted.includes('.')) return false;
  const aligned = (domain: string) =>
    domain.includes('.') && organisationalDomain(domain) === organisationalDomain(wanted);
  const dmarc = results.filter(({ method }) => method === 'dmarc');
  if (dmarc.length > 0 && dmarc.every(({ result }) => result === 'pass')) {
    const claimed = dmarc[0]?.properties.get('header.from');
    if (claimed === undefined || aligned(domainOf(claimed))) return true;
  }
  // The domain's owner says to distrust a mail that fails DMARC; nothing else outweighs that.
  if (dmarc.some(({ result }) => result === 'fail')) return false;
  return results.some(({ method, result, properties }) => {
    if (result !== 'pass') return false;
    if (method === 'spf') return aligned(domainOf(properties.get('smtp.mailfrom')));
    if (method === 'dkim') return aligned(domainOf(properties.get('header.d') ?? properties.get('header.i')));
    return false;
  });
};
