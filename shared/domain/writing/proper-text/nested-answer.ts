const BODY_NAMES: ReadonlySet<string> = new Set([
  'body',
  'text',
  'message',
  'content',
  'email',
  'mail',
  'reply',
  'answer',
  'response',
]);
const MAX_NESTING = 3;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The one text in it that can be the mail. */
const mailIn = (value: unknown, depth: number): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > MAX_NESTING) return null;
  const entries = Object.entries(value);
  const named = entries.find(([name]) => BODY_NAMES.has(name.toLowerCase()));
  if (named) return mailIn(named[1], depth + 1);
  const [only] = entries;
  return entries.length === 1 && only ? mailIn(only[1], depth + 1) : null;
};

/**
 * A mail that was put into the answer's form, or into quotation marks, once more: the mail alone. A form without a mail in
 * it is given back as it is, for the checks to object to.
 */
export const withoutNesting = (text: string): string => {
  let now = text.trim();
  for (let depth = 0; depth < MAX_NESTING && /^(?:\{[\s\S]*\}|\[[\s\S]*\]|"[\s\S]*")$/.test(now); depth++) {
    const mail = mailIn(parsed(now), 0);
    if (mail === null || mail.trim() === '') break;
    now = mail.trim();
  }
  return now;
};
