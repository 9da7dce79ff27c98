import { type Notice, type NoticeKey, noticeKey } from '../../domain/notice.ts';
import type { Objection } from '../../domain/writing/checks/objection.ts';
import { objectionTexts, SUBJECT_PREFIX } from './objection.ts';

/** One English text for every notice of a kind. `{name}` stands for a parameter. */
export type Texts<N extends Notice> = Readonly<Record<NoticeKey<N>, string>>;

const isNotice = (value: unknown): value is Notice =>
  typeof value === 'object' && value !== null && 'code' in value && 'params' in value;

const shown = (value: unknown): string => {
  if (Array.isArray(value)) {
    const notices = value.filter(isNotice).map(objectionText);
    return notices.length > 0 ? notices.join('; ') : value.map(shown).join(', ');
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** Fills `{placeholders}` in; one that has no parameter stays as it is. */
export const fill = (text: string, params: Readonly<Record<string, unknown>>): string =>
  text
    .replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(params, name) ? shown(params[name]) : whole,
    )
    .trim();

const fillNotice = (texts: Readonly<Record<string, string>>, notice: Notice): string =>
  fill(texts[noticeKey(notice)] ?? notice.code, notice.params);

const objectionText = (objection: Notice & { readonly part?: unknown }): string =>
  `${objection.part === 'subject' ? SUBJECT_PREFIX : ''}${fillNotice(objectionTexts, objection)}`;

/** The English clause for an objection to a text. */
export const objectionMessage = (objection: Objection): string => objectionText(objection);

/** The English sentence of a notice. */
export const messageOf = <N extends Notice>(texts: Texts<N>, notice: N): string => fillNotice(texts, notice);
