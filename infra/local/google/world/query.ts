import { parseMime, readableText } from '../mail/mime-part.ts';
import { header } from '../mail/raw-mail.ts';
import { mailOf, type StoredMessage } from './messages.ts';

type Test = (message: StoredMessage) => boolean;

/**
 * The part of Gmail's search language that clients of the API use: `rfc822msgid:`, `in:`, `label:`, `is:`,
 * `from:`, `to:`, `cc:`, `bcc:`, `subject:`, `after:`, `before:` (epoch seconds or yyyy/mm/dd), plain words and
 * "phrases", each with an optional minus.
 */
export function compileQuery(query: string): Test {
  const tests: Test[] = [];
  for (const match of query.matchAll(/(-?)(?:([a-z0-9]+):)?(?:"([^"]*)"|\(([^)]*)\)|(\S+))/gi)) {
    const value = match[3] ?? match[4] ?? match[5] ?? '';
    if (value === '') continue;
    const test = compileTerm((match[2] ?? '').toLowerCase(), value.toLowerCase(), match[5] ?? value);
    tests.push(match[1] === '-' ? (message) => !test(message) : test);
  }
  return (message) => tests.every((test) => test(message));
}

function compileTerm(operator: string, value: string, original: string): Test {
  const inHeader =
    (...names: string[]): Test =>
    (message) =>
      names.some((name) => header(mailOf(message).headers, name).toLowerCase().includes(value));
  switch (operator) {
    case 'rfc822msgid': {
      const bare = original.replace(/^<|>$/g, '');
      return (message) => message.rfcId === `<${bare}>`;
    }
    case 'in':
    case 'label':
    case 'is':
      return labelTest(value);
    case 'from':
      return inHeader('From');
    case 'to':
      return inHeader('To', 'Cc', 'Bcc');
    case 'cc':
    case 'bcc':
    case 'subject':
      return inHeader(operator);
    case 'after':
      return (message) => message.internalDate >= timeOf(value);
    case 'before':
      return (message) => message.internalDate < timeOf(value);
    default:
      return (message) => {
        const mail = mailOf(message);
        const headers = ['Subject', 'From', 'To', 'Cc'].map((name) => header(mail.headers, name)).join('\n');
        return `${headers}\n${readableText(parseMime(mail))}`.toLowerCase().includes(value);
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

/** Spam and trash are left out unless the query asks for them. */
export function asksForHidden(query: string): boolean {
  return /(^|\s)(in|label|is):"?(anywhere|trash|spam)/i.test(query);
}
