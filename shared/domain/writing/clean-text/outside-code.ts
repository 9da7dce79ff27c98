const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** Applies a change to a text, but not to code between backticks. */
export const outsideCode = (text: string, change: (part: string) => string): string => {
  let done = '';
  let from = 0;
  for (const { 0: code, index } of text.matchAll(CODE)) {
    done += change(text.slice(from, index)) + code;
    from = index + code.length;
  }
  return done + change(text.slice(from));
};
