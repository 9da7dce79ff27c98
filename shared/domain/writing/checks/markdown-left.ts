import type { Evidence } from './evidence.ts';

/** Markdown that `clean-text` cannot convert without ambiguity. */
const MARKS: readonly RegExp[] = [
  /\*\*[^*\n]*\S\*\*/,
  /~~[^~\n]+~~/,
  /\]\((?:https?:|mailto:|www\.|\/|#)/i,
  /^[ \t]{0,3}#{2,6}[ \t]+\S/m,
  /^\s*\|?\s*:?-{3,}:?\s*\|\s*:?-{3,}/m,
  /^\s*```/m,
];
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** Whether a text contains Markdown outside of code. Not if owner or correspondent use the same notation. */
export const hasMarkdown = (body: string, { owner, conversation }: Evidence): boolean => {
  const text = body.replaceAll(CODE, ' ');
  return MARKS.some((mark) => mark.test(text) && !mark.test(owner) && !mark.test(conversation));
};
