import { meaningOf } from '../../shared/application/conversation/receive/meaning.ts';
import { readMail } from '../../shared/application/conversation/receive/read-mail.ts';
import { classifyMail, type MailClass } from '../../shared/mail/classify.ts';
import { parseMail } from '../../shared/mail/parse.ts';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';
import { begun, mailboxWith } from '../../test/support/documents.ts';
import type { Corpus, JudgedMail, Label, LabelledMail, Reply } from './corpus.ts';

/** What went wrong with one mail. */
export interface Miss {
  readonly name: string;
  readonly what: string;
}

export interface Scores {
  /** Mails whose class is known, and those that were misclassified. */
  readonly classified: number;
  readonly misjudged: readonly Miss[];
  /** Machines taken for people: they would be answered. */
  readonly takenForHuman: readonly string[];
  /** Mails whose newly written text is known exactly. */
  readonly texts: number;
  readonly inexact: readonly Miss[];
  /** Words of a person that are not in the newly written text. */
  readonly lost: readonly Miss[];
  /** What the mail means for its conversation was judged wrongly. */
  readonly meant: number;
  readonly misunderstood: readonly Miss[];
}

const LABEL_OF: Readonly<Record<MailClass['kind'], Label>> = {
  human: 'human',
  bounce: 'bounce',
  out_of_office: 'auto_reply',
  list: 'list',
  machine: 'machine_other',
};

const silent = { info: () => {}, warn: () => {}, error: () => {} };

const tidy = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[^\S\n]+\n/g, '\n')
    .trim();

const some = (scores: Partial<Scores>): Scores => ({
  classified: 0,
  misjudged: [],
  takenForHuman: [],
  texts: 0,
  inexact: [],
  lost: [],
  meant: 0,
  misunderstood: [],
  ...scores,
});

const ofJudged = async (mail: JudgedMail): Promise<Scores> => {
  const { name, recipient, owner, labelIds, expected } = mail;
  const mailbox = mailboxWith({ email: owner, aliases: [] });
  const raw = { id: 'in1', threadId: 'g1', labelIds: [...labelIds], internalDate: 0, raw: mail.raw };
  const read = await readMail(raw, mailbox, silent);
  const thread = begun({ recipient: { email: recipient, name: null }, participants: [] });
  const meaning = meaningOf(read, { thread, messages: [] }, mailbox, 0).kind;
  const missing = [
    ...expected.textContains,
    ...(meaning === 'held' ? [] : expected.textContainsUnlessHeld),
  ].filter((words) => !read.text.includes(words));
  const kept = expected.textNotContains.filter((words) => read.text.includes(words));
  const exact = expected.text === undefined ? kept.length === 0 : tidy(read.text) === tidy(expected.text);
  const rightClass = expected.class?.includes(read.class.kind) ?? true;
  const machine = expected.class !== undefined && !expected.class.includes('human');
  return some({
    classified: expected.class ? 1 : 0,
    misjudged: rightClass ? [] : [{ name, what: `${read.class.kind} (${read.class.reason})` }],
    takenForHuman: machine && read.class.kind === 'human' ? [name] : [],
    texts: expected.text !== undefined || expected.textNotContains.length > 0 ? 1 : 0,
    inexact: exact ? [] : [{ name, what: JSON.stringify(read.text) }],
    lost: missing.map((what) => ({ name, what: `${what} <> ${JSON.stringify(read.text)}` })),
    meant: expected.meaning ? 1 : 0,
    misunderstood: expected.meaning?.includes(meaning) === false ? [{ name, what: meaning }] : [],
  });
};

const ofLabelled = async ({ name, raw, label }: LabelledMail): Promise<Scores> => {
  const { kind, reason } = classifyMail(await parseMail(raw));
  return some({
    classified: 1,
    misjudged: LABEL_OF[kind] === label ? [] : [{ name, what: `${kind} (${reason})` }],
    takenForHuman: kind === 'human' && label !== 'human' ? [name] : [],
  });
};

/** In the form of such test suites: trimmed; HTML without white space. */
const comparable = (text: string, form: Reply['form']): string =>
  form === 'html' ? text.replace(/\s+/g, '') : text.replaceAll('\r\n', '\n').trim();

const ofReply = async ({ name, raw, form, expected }: Reply): Promise<Scores> => {
  const body = new TextDecoder().decode(raw);
  const { text } = newlyWrittenText(
    form === 'eml'
      ? { text: (await parseMail(raw)).text, html: null }
      : { text: form === 'text' ? body : null, html: form === 'html' ? body : null },
  );
  const whole = comparable(text, form);
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  const missing = expected
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) => line !== '' && (form === 'html' ? !whole.includes(comparable(line, form)) : !lines.has(line)),
    );
  return some({
    texts: 1,
    inexact: whole === comparable(expected, form) ? [] : [{ name, what: JSON.stringify(text) }],
    lost: missing.map((what) => ({ name, what })),
  });
};

const sum = (all: readonly Scores[]): Scores => ({
  classified: all.reduce((count, scores) => count + scores.classified, 0),
  misjudged: all.flatMap((scores) => scores.misjudged),
  takenForHuman: all.flatMap((scores) => scores.takenForHuman),
  texts: all.reduce((count, scores) => count + scores.texts, 0),
  inexact: all.flatMap((scores) => scores.inexact),
  lost: all.flatMap((scores) => scores.lost),
  meant: all.reduce((count, scores) => count + scores.meant, 0),
  misunderstood: all.flatMap((scores) => scores.misunderstood),
});

/** How well a corpus is judged. */
export const scoresOf = async (corpus: Corpus): Promise<Scores> =>
  sum(
    await Promise.all([
      ...corpus.judged.map(ofJudged),
      ...corpus.labelled.map(ofLabelled),
      ...corpus.replies.map(ofReply),
    ]),
  );
