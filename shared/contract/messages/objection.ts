import type { NoticeKey } from '../../domain/notice.ts';
import type { Objection } from '../../domain/writing/checks/objection.ts';

/** What speaks against a text, for people. */
export const objectionTexts: Readonly<Record<NoticeKey<Objection>, string>> = {
  legacy: '{text}',
};
