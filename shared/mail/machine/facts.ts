import type { ParsedMail } from '../parse.ts';
import { newlyWrittenText } from '../reply-text.ts';

/** The properties of a mail that classification uses, computed once. */
export interface MailFacts {
  readonly mail: ParsedMail;
  /** First value of a header; empty if absent. */
  readonly header: (name: string) => string;
  readonly headers: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  /** Subject in lower case. */
  readonly subject: string;
  /** The beginning of the visible text, in lower case, without quoted lines and returned mails. */
  readonly text: string;
  /** The same, not in lower case. */
  readonly writtenText: string;
  /** The end of the visible text, in lower case: the place of footers. */
  readonly ending: string;
  /** The newly written text, without history and signature, not in lower case. Computed on first use. */
  readonly newText: string;
  /** Local part of the From address. */
  readonly fromLocal: string;
  /** `<>` or the name of a mail system: must not be answered (RFC 5321 section 4.5.5). null: no Return-Path. */
  readonly nullReturnPath: boolean;
  /** Address in the Return-Path; empty if absent. */
  readonly returnPath: string;
  /** Answers another mail: `Re:`, In-Reply-To or References. */
  readonly isReply: boolean;
  /** References the mail that it answers by its id, which only a program that has received it knows. */
  readonly isInThread: boolean;
  /** Answers or forwards by its subject alone. */
  readonly isReplySubject: boolean;
}

const SAMPLE = 20_000;
const ENDING = 4000;

/** The start of the returned mail in a report. */
const RETURNED =
  /^[ \t>*]*(?:--[ -]*(?:below this line is a copy|this is a copy of the|original message|unsent message|returned message|message headers|included is a copy|the header of the original|forwarded message|undelivered message)|original message follows|below is a copy of the original|----- ?message header|\|-+ original|received: (?:from|by) )/im;

const REPLY =
  /^\s*(?:re|aw|antw|sv|vs|ref|res|rif|r|odp|відп|ответ|отв|ha|回复|答复|ynt)(?:\[\d+\])?\s*[:：]/i;
const FORWARD = /^\s*(?:fwd?|wg|tr|rv|enc|i|vb|vl|пересл|переслано|转发)\s*[:：]/i;

const unquoted = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s{0,3}>/.test(line.slice(0, 8)))
    .join('\n');

export const factsOf = (mail: ParsedMail): MailFacts => {
  const byName = new Map<string, string[]>();
  for (const { name, value } of mail.headers) {
    const key = name.toLowerCase();
    const values = byName.get(key);
    if (values) values.push(value);
    else byName.set(key, [value]);
  }
  const headers = (name: string): readonly string[] => byName.get(name) ?? [];
  const header = (name: string): string => headers(name)[0] ?? '';
  const plain = mail.visible;
  const whole = plain.replace(/\r\n?/g, '\n').slice(0, SAMPLE);
  const returned = RETURNED.exec(whole)?.index ?? whole.length;
  const writtenText = unquoted(whole.slice(0, returned));
  const returnPath = (/<([^<>]*)>/.exec(header('return-path'))?.[1] ?? header('return-path'))
    .trim()
    .toLowerCase();
  const isReplySubject = REPLY.test(mail.subject);
  let newText: string | null = null;
  return {
    mail,
    header,
    headers,
    has: (name) => byName.has(name),
    subject: mail.subject.toLowerCase(),
    text: writtenText.toLowerCase(),
    writtenText,
    ending: plain.slice(-ENDING).toLowerCase(),
    get newText() {
      newText ??= newlyWrittenText(mail).text.slice(0, SAMPLE);
      return newText;
    },
    fromLocal: (mail.from[0]?.email ?? '').split('@')[0] ?? '',
    nullReturnPath:
      byName.has('return-path') &&
      (returnPath === '' || /^(?:mailer-daemon|postmaster)(?:@|$)/.test(returnPath)),
    returnPath,
    isReply: isReplySubject || mail.inReplyTo !== null || mail.references.length > 0,
    isInThread: mail.inReplyTo !== null || mail.references.length > 0,
    isReplySubject: isReplySubject || FORWARD.test(mail.subject),
  };
};
