import { INVISIBLE } from '../untrusted.ts';
import type { Evidence } from './evidence.ts';

/** Top-level domains under which a bare `name.tld` is taken for a link. Others could be file names or abbreviations. */
const TLDS =
  'com|net|org|io|ai|app|dev|co|me|info|biz|shop|store|site|online|top|xyz|club|link|click|live|tech|cloud|page|wiki|' +
  'example|test|ly|gg|tv|to|cc|ru|de|fr|uk|eu|us|ca|es|it|nl|pl|ch|at|be|se|no|fi|dk|cz|pt|ie|br|jp|cn|in|kz|ua|by|рф';

const NAME = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?`;
const REST = String.raw`(?::\d{2,5})?(?:[/?#][^\s<>"'()\[\]{}|\\^\x60]*)?`;
/** Any scheme, `www.`, mail addresses and bare domains. */
export const LINK = new RegExp(
  String.raw`\b(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.)[^\s<>"'()\[\]{}|\\^\x60]+` +
    String.raw`|\b(?:mailto|javascript|data|tel|sms|file|vbscript):[^\s<>"'()]+` +
    String.raw`|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:${NAME}\.)+\p{L}{2,24}` +
    String.raw`|(?<![\p{L}\p{N}@./_-])(?:${NAME}\.)+(?:${TLDS})(?![\p{L}\p{N}-]|\.\p{L})${REST}`,
  'giu',
);

/** As a mail program would show it: compatibility forms folded, invisible characters removed. */
const folded = (text: string): string => text.normalize('NFKC').replaceAll(INVISIBLE, '');

/** "tomorrow.It suits" is a missing space: a domain does not mix case. */
const isDomain = (link: string): boolean => {
  const host = /^[^/?#:]+/.exec(link)?.[0] ?? '';
  return /[:/@]/.test(link) || host === host.toLowerCase() || host === host.toUpperCase();
};

/**
 * Without parts that do not distinguish two links: `https://`, `www.`, `mailto:`, a trailing slash, punctuation after
 * it.
 */
const bare = (link: string): string =>
  link
    .toLowerCase()
    .replace(/[.,;:!?…*_~]+$/u, '')
    .replace(/^(?:https?:\/\/|mailto:)/, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');

const linksIn = (text: string): readonly string[] =>
  [...folded(text).matchAll(LINK)].map((match) => match[0]).filter(isDomain);

/** A given link itself, its site alone, or the site of a given address. Never a given link with something added. */
const isKnown = (link: string, known: ReadonlySet<string>): boolean => {
  const own = bare(link);
  if (known.has(own)) return true;
  const host = /^[^/?#:@]+$/.test(own) ? own : null;
  return (
    host !== null &&
    [...known].some((given) => (given.split('@').at(-1) ?? '').replace(/[/?#:].*$/, '') === host)
  );
};

/** The links and addresses that occur nowhere in the assistant's input. */
export const strangeLinks = (text: string, { owner, conversation }: Evidence): readonly string[] => {
  const links = linksIn(text);
  if (links.length === 0) return [];
  const known = new Set(linksIn(`${owner}\n${conversation}`).map(bare));
  return links.filter((link) => !isKnown(link, known));
};

/** The first of them; null: none. */
export const strangeLink = (text: string, evidence: Evidence): string | null =>
  strangeLinks(text, evidence)[0] ?? null;

/** A link that is broken up by invisible characters. */
export const hasHiddenCharacters = (text: string): boolean => {
  // Emoji and some scripts need joiners and variation selectors; direction marks and soft hyphens are harmless.
  const harmless = /[\u200c\u200e\u200f\u00ad\u061c]|\u200d|[\ufe0e\ufe0f]/gu;
  return text.replaceAll(harmless, '').search(INVISIBLE) !== -1;
};
