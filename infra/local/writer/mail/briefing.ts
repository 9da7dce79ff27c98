import {
  sectionTitles as TITLES,
  type SectionTitle as Title,
} from '../../../../shared/domain/writing/prompt.ts';
import { detectLanguage, type Language, namedLanguage } from './language.ts';
import { spokenDay } from './named-date.ts';
import { factsIn, type OwnersFact } from './owner.ts';
import { type Promised, promisesIn } from './promises.ts';

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** The prompt of shared/domain/writing/prompt.ts, parsed. */
export interface Briefing {
  readonly language: Language;
  readonly assistantInstructions: string;
  readonly knowledge: string;
  readonly conversationInstructions: string;
  readonly signature: string;
  readonly ownerName: string;
  readonly recipientName: string;
  readonly subject: string | null;
  readonly feedback: string;
  /** An earlier attempt was rejected: write plainly. */
  readonly objected: boolean;
  readonly task: 'first' | 'reply' | 'follow_up' | 'revisit';
  /** UTC midnight of the owner's day, epoch ms. */
  readonly today: number;
  /** What the owner said about this conversation, oldest first. */
  readonly facts: readonly OwnersFact[];
  /** Why it looks again: the owner has said something. */
  readonly isTold: boolean;
  readonly mayAsk: boolean;
  /** With a question to the owner, a line to the correspondent. */
  readonly mayHold: boolean;
  readonly promises: readonly Promised[];
  /** The conversation, oldest first, without the markers around untrusted mails. */
  readonly turns: readonly Turn[];
  /** Mails of the correspondent since our last one; empty if there are none. */
  readonly latest: string;
  /** There are such mails, though they may consist of files alone. */
  readonly hasMails: boolean;
  /** Something that came with those mails could not be read. */
  readonly hasUnreadFiles: boolean;
}

const HEADING = new RegExp(`^## (${TITLES.join('|')})(?: \\([^)\\n]*\\))?$`);

const isTitle = (text: string): text is Title => TITLES.some((title) => title === text);

/** The sections in the order of the prompt. A heading out of order is part of a text, not a section. */
const sectionsOf = (instructions: string): ReadonlyMap<Title, string> => {
  const sections = new Map<Title, string>();
  let current: Title | null = null;
  for (const line of instructions.split('\n')) {
    const title = HEADING.exec(line)?.[1];
    if (title && isTitle(title) && TITLES.indexOf(title) > (current ? TITLES.indexOf(current) : -1)) {
      current = title;
      sections.set(title, '');
    } else if (current) {
      sections.set(current, `${sections.get(current) ?? ''}${line}\n`);
    }
  }
  return sections;
};

const MARKED = /<untrusted-mail[^>\n]*>\n?([\s\S]*?)\n?<\/untrusted-mail>/g;

/** Attached files are not read: this writer answers the mail's own text only. */
const FILE = /<untrusted-file (?:[^<>\n]*\/>|[^<>\n]*>[\s\S]*?<\/untrusted-file>)/g;
const UNREAD_FILE = /<untrusted-file [^<>\n]*read="no[^<>\n]*\/>/;
/** When a mail of ours was sent. */
const NOTE = /^\[Sent by you on [^\n]*:\]$/;

const PROMISES = /^\[Promises that were open/;
/** What is known of the recipient: this writer answers the mails of this conversation only. */
const MEMORY = /^\[What the recipient said/;
const INVITATION = /<untrusted-invitation>[\s\S]*?<\/untrusted-invitation>/g;

const unmarked = (text: string): string =>
  text.replaceAll(FILE, '').replaceAll(INVITATION, '').replaceAll(MARKED, '$1').trim();

/** The correspondent's mails at the end. The placeholder item of an empty conversation has no marker and is no mail. */
const latestOf = (
  input: readonly { readonly role: string; readonly content: string }[],
  isAnnounced: boolean,
): readonly string[] => {
  const ours = input.flatMap(({ role }, index) => (role === 'assistant' ? [index] : []));
  const lastOurs = ours.at(isAnnounced ? -2 : -1) ?? -1;
  return input
    .slice(lastOurs + 1)
    .filter(({ role, content }) => role === 'user' && content.includes('<untrusted-mail'))
    .map(({ content }) => content);
};

const taskOf = (text: string): Briefing['task'] => {
  if (/Look at the conversation again/.test(text)) return 'revisit';
  if (/follow-up/i.test(text)) return 'follow_up';
  return /first mail/i.test(text) ? 'first' : 'reply';
};

const nameOf = (text: string): string => text.replace(/<[^>]*>\s*$/, '').trim();

export const readBriefing = (
  instructions: string,
  input: readonly { readonly role: string; readonly content: string }[],
): Briefing => {
  const sections = sectionsOf(instructions);
  const section = (title: Title): string => (sections.get(title) ?? '').trim();
  const turns = input.flatMap(({ role, content }): Turn[] =>
    (role === 'assistant' || role === 'user') &&
    !NOTE.test(content) &&
    !PROMISES.test(content) &&
    !MEMORY.test(content)
      ? [{ role, text: unmarked(content) }]
      : [],
  );
  const latestMails = latestOf(input, section('Task').startsWith('You said that you would find out'));
  const latest = latestMails.map(unmarked).join('\n\n').trim();
  const feedback = section('Change asked for by the owner');
  const conversation = section('This conversation');
  const ours = turns.findLast(({ role }) => role === 'assistant')?.text ?? '';
  return {
    language:
      namedLanguage(section('Language')) ??
      namedLanguage(feedback) ??
      detectLanguage([latest, ours, conversation, section('Instructions')]),
    assistantInstructions: section('Instructions'),
    knowledge: section('Knowledge'),
    conversationInstructions: conversation,
    signature: section('Signature') || section('Assistant').replace(/^Name:\s*/, ''),
    ownerName: nameOf(section('On behalf of')),
    recipientName: nameOf(section('Recipient')),
    subject: section('Subject') || null,
    feedback,
    objected: section('Objections to your previous attempt') !== '',
    task: taskOf(section('Task')),
    today: spokenDay(section('Today')) ?? Date.UTC(1970, 0, 1),
    facts: factsIn(section('Facts from the owner')),
    isTold: section('Task').includes('Facts from the owner'),
    mayAsk: section('Permissions').startsWith('You may choose ask_owner'),
    mayHold: section('Permissions').includes('you will find out'),
    promises: promisesIn(input.findLast(({ content }) => PROMISES.test(content))?.content ?? ''),
    turns,
    latest,
    hasMails: latestMails.length > 0,
    hasUnreadFiles: latestMails.some((mail) => UNREAD_FILE.test(mail)),
  };
};
