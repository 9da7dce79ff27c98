import { fileNames, parseMime, searchableText } from '../mail/mime-part.ts';
import { header } from '../mail/raw-mail.ts';
import { mailOf, type StoredMessage } from './messages.ts';

type Test = (message: StoredMessage) => boolean;

/** The searching user and the time, for `me`, `newer_than:` and `older_than:`. */
export interface Searcher {
  readonly email: string;
  /** Epoch ms. */
  readonly now: number;
}

/** A search may nest, so its length is limited. */
const MAX_QUERY = 2000;

/**
 * Gmail's search language (https://support.google.com/mail/answer/7190): the operators of `compileTerm`, plain words and
 * "phrases", each with an optional minus; (groups), {either of these} and OR, which binds tighter than standing side by side.
 */
export function compileQuery(query: string, searcher: Searcher): Test {
  const tokens =
    query.slice(0, MAX_QUERY).match(/-(?=[^\s-])|[(){}]|[a-z_0-9]+:(?=["({\S])|"[^"]*"?|[^\s(){}"]+/gi) ?? [];
  let at = 0;

  const term = (operator: string): Test => {
    const token = tokens[at++] ?? '';
    if (token === '-') {
      const test = term(operator);
      return (message) => !test(message);
    }
    if (token === '(') return every(group(')', operator));
    if (token === '{') return some(group('}', operator));
    const name = token.slice(0, -1).toLowerCase();
    if (token.endsWith(':') && operators.has(name)) return term(name);
    const value = token.startsWith('"') ? token.replaceAll('"', '') : token;
    return value === '' ? () => true : compileTerm(operator, value, searcher);
  };

  /** The terms up to the closing bracket, or to the end. */
  const group = (close: string | null, operator: string): Test[] => {
    const tests: Test[] = [];
    while (at < tokens.length && tokens[at] !== close) {
      const alternatives = [term(operator)];
      while (tokens[at] === 'OR' && at + 1 < tokens.length) {
        at += 1;
        alternatives.push(term(operator));
      }
      tests.push(some(alternatives));
      if (tokens[at] === 'AND') at += 1;
    }
    at += 1;
    return tests;
  };

  return every(group(null, ''));
}

/** Removes brackets around a single term, at any depth. */
const every = (tests: readonly Test[]): Test =>
  tests.length === 1 && tests[0] ? tests[0] : (message) => tests.every((test) => test(message));
const some = (tests: readonly Test[]): Test =>
  tests.length === 1 && tests[0]
    ? tests[0]
    : (message) => tests.length === 0 || tests.some((test) => test(message));

const operators: ReadonlySet<string> = new Set(
  'rfc822msgid in label is category has filename from to cc bcc deliveredto subject after newer before older newer_than older_than larger size smaller'.split(
    ' ',
  ),
);

function compileTerm(operator: string, original: string, { email, now }: Searcher): Test {
  const value = original.toLowerCase();
  const inHeader = (...names: string[]): Test => {
    const sought = value === 'me' && operator !== 'subject' ? email : value;
    return (message) =>
      names.some((name) => header(mailOf(message).headers, name).toLowerCase().includes(sought));
  };
  switch (operator) {
    case 'rfc822msgid': {
      const bare = original.replace(/^<|>$/g, '');
      return (message) => message.rfcId === `<${bare}>`;
    }
    case 'in':
    case 'label':
    case 'is':
      return labelTest(value);
    case 'category':
      return labelTest(`category_${value === 'primary' ? 'personal' : value}`);
    case 'has':
      return (message) => value === 'attachment' && fileNames(parseMime(mailOf(message))).length > 0;
    case 'filename':
      return (message) =>
        fileNames(parseMime(mailOf(message))).some((name) => name.toLowerCase().includes(value));
    case 'from':
      return inHeader('From');
    case 'to':
      return inHeader('To', 'Cc', 'Bcc');
    case 'deliveredto':
      return inHeader('Delivered-To');
    case 'cc':
    case 'bcc':
    case 'subject':
      return inHeader(operator);
    case 'after':
    case 'newer':
      return (message) => message.internalDate >= timeOf(value);
    case 'before':
    case 'older':
      return (message) => message.internalDate < timeOf(value);
    case 'newer_than':
      return (message) => message.internalDate >= now - spanOf(value);
    case 'older_than':
      return (message) => message.internalDate < now - spanOf(value);
    case 'larger':
    case 'size':
      return (message) => message.raw.byteLength >= bytesOf(value);
    case 'smaller':
      return (message) => message.raw.byteLength < bytesOf(value);
    default:
      return (message) => {
        const mail = mailOf(message);
        const headers = ['Subject', 'From', 'To', 'Cc'].map((name) => header(mail.headers, name)).join('\n');
        return `${headers}\n${searchableText(parseMime(mail))}`.toLowerCase().includes(value);
      };
  }
}

function labelTest(value: string): Test {
  switch (value) {
    case 'anywhere':
      return () => true;
    case 'drafts':
      return (message) => message.labelIds.includes('DRAFT');
    case 'read':
      return (message) => !message.labelIds.includes('UNREAD');
    default:
      return (message) => message.labelIds.includes(value.toUpperCase());
  }
}

function timeOf(value: string): number {
  if (/^\d{9,}$/.test(value)) return Number(value) * 1000;
  const time = Date.parse(`${value.replaceAll('/', '-')}T00:00:00Z`);
  return Number.isNaN(time) ? 0 : time;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `3d`, `2m` or `1y` in ms. */
function spanOf(value: string): number {
  const [, count = '0', unit = 'd'] = /^(\d+)([dmy])$/.exec(value) ?? [];
  return Number(count) * { d: 1, m: 30, y: 365 }[unit as 'd' | 'm' | 'y'] * DAY_MS;
}

function bytesOf(value: string): number {
  const [, count = '0', unit = ''] = /^(\d+)([km]?)b?$/.exec(value) ?? [];
  return Number(count) * { '': 1, k: 1024, m: 1024 * 1024 }[unit as '' | 'k' | 'm'];
}

/** Spam and trash are left out unless the query asks for them. */
export function asksForHidden(query: string): boolean {
  return /(^|[\s({])(in|label|is):"?(anywhere|trash|spam)/i.test(query);
}
