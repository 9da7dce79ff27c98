import type { Written } from '../../shared/application/writing/write-checked.ts';
import { outlookOf } from '../../shared/domain/conversation/outlook.ts';
import type { WriterAnswer } from '../../shared/domain/writing/answer.ts';
import { evidenceOf } from '../../shared/domain/writing/checks/evidence.ts';
import { strangeLink } from '../../shared/domain/writing/checks/links.ts';
import { objectionSentence } from '../../shared/domain/writing/checks/objection-sentences.ts';
import { EVAL_NOW, type EvalCase } from './cases.ts';
import { languageOf } from './language.ts';

export interface Score {
  /** One that the labels allow. */
  readonly decision: boolean;
  readonly language: boolean;
  readonly length: boolean;
  /** Figures, links and names that stand nowhere; empty: nothing invented. */
  readonly invented: readonly string[];
  /** What should stand in the mail and does not, and what should not and does. */
  readonly content: readonly string[];
  /** What the shipping check held against the text, after one rewrite. */
  readonly objections: readonly string[];
  readonly action: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** "1.500,00" and "1 500" are one figure. */
const FIGURE = /\d(?:[\d.,:\u00a0\u202f ]*\d)?/g;
const digits = (text: string): string => text.replaceAll(/\D/g, '').replace(/(?<=\d)00$/, '');
const figuresIn = (text: string): readonly string[] =>
  [...text.matchAll(FIGURE)].flatMap(([figure]) => [figure, ...figure.split(/[ :]/)]).map(digits);

/** Two capitalised words in a row that are not at a sentence's start; German writes every noun so. */
const NAME = /(?<=[\p{Ll},] )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/gu;
/** The figure of a list, or one that counts what was just said. */
const isHarmless = (figure: string): boolean => figure.length === 1;
/** Days that can be counted from the one on which the cases are set. */
const SOON =
  /(?<!\p{L})(?:[1-9]|1\d|2[0-6])(?:st|nd|rd|th|\.|er)? (?:of )?(?:January|Januar|января|janvier|enero|gennaio)(?:,? 2026)?|January (?:[1-9]|1\d|2[0-6])(?:st|nd|rd|th)?(?:,? 2026)?/giu;

export const inventedIn = (text: string, one: EvalCase): readonly string[] => {
  const evidence = evidenceOf(one.request);
  const told = [
    evidence.owner,
    evidence.conversation,
    one.request.assistant.name,
    one.request.persona.ownerName,
    one.request.thread.recipient.name ?? '',
  ].join('\n');
  const known = new Set(figuresIn(told));
  const figures = [...text.replaceAll(SOON, '').matchAll(FIGURE)]
    .map(([figure]) => figure)
    .filter((figure) => !isHarmless(digits(figure)) && !figuresIn(figure).some((part) => known.has(part)));
  const link = strangeLink(text, evidence);
  const names =
    one.language === 'de'
      ? []
      : [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !told.includes(name));
  return [...figures, ...(link === null ? [] : [link]), ...names];
};

const contentOf = (text: string, one: EvalCase): readonly string[] => {
  const lower = text.toLowerCase();
  const has = (words: string): boolean => lower.includes(words.toLowerCase());
  return [
    ...one.mentions.filter((group) => !group.some(has)).map((group) => `lacks ${group[0]}`),
    ...one.never.filter(has).map((words) => `says ${words}`),
  ];
};

const ZONE = 'Europe/Berlin';
/** The day of a moment, on the owner's clock: 2026-01-09. */
const dayOf = (at: number | null): string | null =>
  at === null ? null : new Date(at).toLocaleDateString('sv-SE', { timeZone: ZONE });

/** What is wrong with what an answer says about the time to come. */
const aheadOf = (answer: WriterAnswer, one: EvalCase): readonly string[] => {
  const { until, commitments } = outlookOf(answer, EVAL_NOW, null, ZONE);
  const open = (commitments ?? []).map(({ who, due }) => ({ who, due: dayOf(due) }));
  const { promises = [] } = one;
  const lacking = promises.filter(
    ({ who, due }) => !open.some((found) => found.who === who && due.includes(found.due ?? '')),
  );
  const isSurplus = one.promises !== undefined && open.length > promises.length;
  const isLate = one.until !== undefined && answer.action === 'wait' && !one.until.includes(dayOf(until));
  return [
    ...lacking.map(({ who, due }) => `lacks a promise of the ${who} for ${due[0]}`),
    ...(isSurplus ? [`lists ${open.length} promises`] : []),
    ...(isLate ? [`looks again on ${dayOf(until)}`] : []),
    ...(one.asks && answer.action === 'ask_owner' && !answer.question?.trim() ? ['asks nothing'] : []),
  ];
};

/** How well one case was answered. A decision without a mail has nothing that could be wrong in it. */
export const score = (one: EvalCase, written: Written): Score => {
  const { inputTokens, outputTokens } = written.usage;
  const none = { language: true, length: true, invented: [], content: [], objections: [] };
  if (written.kind === 'error') {
    const action = `error: ${written.error.code}`;
    return { ...none, decision: false, action, inputTokens, outputTokens };
  }
  const { action } = written.answer;
  const decision = one.actions.includes(action);
  const ahead = aheadOf(written.answer, one);
  if (written.kind === 'no_mail') {
    return { ...none, content: ahead, decision, action, inputTokens, outputTokens };
  }
  const { text } = written;
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const language = languageOf(text);
  return {
    decision,
    language: language === null || one.language === undefined || language === one.language,
    length: words <= one.maxWords,
    invented: inventedIn(text, one),
    content: [...contentOf(text, one), ...ahead],
    objections: written.kind === 'rejected' ? written.objections.map(objectionSentence) : [],
    action,
    inputTokens,
    outputTokens,
  };
};
