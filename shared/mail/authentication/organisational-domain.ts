import { getDomain } from 'tldts';

/**
 * The organisational domain (RFC 7489 section 3.2) of a host name: the name that was registered below a public suffix.
 * Suffixes of the private section count too, because unrelated people have names below them. null: the name is a public
 * suffix itself, or not a host name. https://publicsuffix.org
 */
export const organisationalDomain = (domain: string): string | null =>
  getDomain(domain, { allowPrivateDomains: true, validateHostname: true });

/**
 * Whether both host names belong to one organisation (relaxed alignment, RFC 7489 section 3.1). Names below which
 * unrelated people register their own belong together only if they are identical.
 */
export const sameOrganisation = (one: string, other: string): boolean => {
  if (one === '' || other === '') return false;
  const [a, b] = [one.toLowerCase().replace(/\.$/, ''), other.toLowerCase().replace(/\.$/, '')];
  const organisation = organisationalDomain(a);
  return a === b || (organisation !== null && organisation === organisationalDomain(b));
};
