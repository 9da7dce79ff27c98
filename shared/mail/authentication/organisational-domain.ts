import { getDomain } from 'tldts';

/**
 * The organisational domain (RFC 7489 section 3.2) of a host name: what somebody registered below a public suffix, those
 * of the private part of the list included, below which strangers live side by side. Null where the name is a public
 * suffix itself, or no name. https://publicsuffix.org
 */
export const organisationalDomain = (domain: string): string | null =>
  getDomain(domain, { allowPrivateDomains: true, validateHostname: true });

/**
 * Whether both host names belong to one organisation (relaxed alignment, RFC 7489 section 3.1). Names below which
 * strangers register their own belong to one only when they are the same.
 */
export const sameOrganisation = (one: string, other: string): boolean => {
  if (one === '' || other === '') return false;
  const [a, b] = [one.toLowerCase().replace(/\.$/, ''), other.toLowerCase().replace(/\.$/, '')];
  const organisation = organisationalDomain(a);
  return a === b || (organisation !== null && organisation === organisationalDomain(b));
};
