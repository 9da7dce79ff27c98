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

/** The string in this JSON value that can be the mail. null: none, or several. */
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
 * Unwraps a mail that the model nested in JSON (`{"body": "…"}`) or in quotation marks. JSON without a mail is returned as it
 * is; the checks reject it.
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
