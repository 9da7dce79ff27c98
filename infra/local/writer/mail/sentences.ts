const BULLET = /^\s*(?:[-*•–]|\d+[.)])\s+/;

/** Sentences of plain text, one per bullet or line where there are such; with their closing mark. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/\n+/)
    .flatMap((line) => line.replace(BULLET, '').split(/(?<=[.!?…])\s+(?=[\p{Lu}\p{N}"«„“])/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence) && !/:$/.test(sentence));

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** With one closing mark. */
export const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
