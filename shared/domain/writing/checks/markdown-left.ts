import type { Evidence } from './evidence.ts';

/** What is left where Markdown could not be turned into plain text for certain (see `proper-text`). */
const MARKS: readonly RegExp[] = [
  /\*\*[^*\n]*\S\*\*/,
  /~~[^~\n]+~~/,
  /\]\((?:https?:|mailto:|www\.|\/|#)/i,
  /^[ \t]{0,3}#{2,6}[ \t]+\S/m,
  /^\s*\|?\s*:?-{3,}:?\s*\|\s*:?-{3,}/m,
  /^\s*```/m,
];
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** Markdown in a text; not in code, nor where the talk is in Markdown. */
export const hasMarkdown = (body: string, { owner, conversation }: Evidence): boolean => {
  const text = body.replaceAll(CODE, ' ');
  return MARKS.some((mark) => mark.test(text) && !mark.test(owner) && !mark.test(conversation));
};
