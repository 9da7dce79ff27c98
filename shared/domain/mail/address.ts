/** RFC 5321 section 4.5.3.1: 64 octets before the `@`; a path of 256 with its angle brackets leaves 254. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/** RFC 5322 dot-atom. Quoted local parts are legal but nobody has one; SMTPUTF8 is left out on purpose. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const TOP_LEVEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

const asciiDomain = (domain: string): string | null => {
  if (/^[a-z0-9.-]+$/.test(domain)) return domain;
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null;
  try {
    // The WHATWG host parser is the one IDNA (UTS 46) implementation that every runtime has.
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
};

/**
 * One plain address, lower-cased, its domain in ASCII (IDNA); null for everything else: display names, several
 * addresses, comments, quoted local parts, address literals, names without a top-level domain.
 */
export const normaliseAddress = (text: string): string | null => {
  if (text.length > 1000) return null;
  const plain = text.replace(/^[ \t]+|[ \t]+$/g, '').toLowerCase();
  const at = plain.lastIndexOf('@');
  if (at < 1) return null;
  const local = plain.slice(0, at);
  if (local.length > MAX_LOCAL || !LOCAL.test(local)) return null;
  const domain = asciiDomain(plain.slice(at + 1));
  if (domain === null) return null;
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || !TOP_LEVEL.test(top) || !labels.every((label) => LABEL.test(label))) return null;
  const address = `${local}@${domain}`;
  return address.length <= MAX_ADDRESS ? address : null;
};

/** Gmail delivers to one mailbox whatever the dots, the `+tag` and the older domain name say. */
const mailboxOf = (text: string): string => {
  const address = normaliseAddress(text) ?? text.trim().toLowerCase();
  const [, local, domain] = /^(.+)@(gmail\.com|googlemail\.com)$/.exec(address) ?? [];
  if (local === undefined || domain === undefined) return address;
  return `${(local.split('+')[0] ?? '').replaceAll('.', '')}@gmail.com`;
};

/** Whether both reach the same mailbox, as far as that can be known from outside. */
export const sameAddress = (a: string, b: string): boolean => mailboxOf(a) === mailboxOf(b);

/** Second-level names under a country's top-level domain below which the public registers names. */
const REGISTRY_LABELS = new Set(
  'ac asn asso co com csiro edu ed firm gen go gob gouv gov gr govt gub gv id idf info int iwi k12 ltd lg maori me mil mod msk ne net nhs nic nom nome nsw or org pe plc police presse pro pvt res sch school spb vic web'.split(
    ' ',
  ),
);

/** Domains that hand out names below themselves to strangers: the ones that send mail or host sites. */
const SHARED_DOMAINS = new Set(
  'appspot.com azurewebsites.net blogspot.com cloudfront.net firebaseapp.com github.io gitlab.io herokuapp.com netlify.app onmicrosoft.com pages.dev vercel.app web.app workers.dev eu.com uk.com us.com de.com ru.com za.com eu.org'.split(
    ' ',
  ),
);

/**
 * The domain that somebody registered (RFC 7489 section 3.2), for relaxed alignment. Instead of the whole Public Suffix
 * List a short rule; where it errs, it takes a longer domain than needed, which only makes alignment stricter.
 */
export const organisationalDomain = (domain: string): string => {
  const labels = domain.toLowerCase().replace(/\.$/, '').split('.');
  const [top = '', second = ''] = labels.toReversed();
  const isRegistry = top.length === 2 && labels.length > 2 && REGISTRY_LABELS.has(second);
  const isShared = labels.length > 2 && SHARED_DOMAINS.has(`${second}.${top}`);
  return labels.slice(isRegistry || isShared ? -3 : -2).join('.');
};
