const BULLET = /^\s*(?:[-*•–]|\d+[.)])\s+/;

/** The sentences of a plain text with their closing mark. Bullets and lines are sentences of their own. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/\n+/)
    .flatMap((line) => line.replace(BULLET, '').split(/(?<=[.!?…])\s+(?=[\p{Lu}\p{N}"«„“])/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence) && !/:$/.test(sentence));

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The sentence with one closing mark. */
export const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
