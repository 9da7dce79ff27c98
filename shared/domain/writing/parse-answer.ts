import { type WriterAction, type WriterAnswer, writerActions, writerAnswerSchema } from './answer.ts';

const MAX_ENTRIES = 50;
const MAX_NESTING = 3;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Spelling of names does not matter: "goal_progress" is "goalProgress", "opt-out" is "opt_out". */
const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

const actions: ReadonlyMap<string, WriterAction> = new Map(
  writerActions.map((action) => [bare(action), action]),
);
const names = new Map(Object.keys(writerAnswerSchema.shape).map((name) => [bare(name), name]));

const known = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      const field = names.get(bare(name));
      return field === undefined ? [] : [[field, value]];
    }),
  );

/** Unwraps `[{…}]` and `{"answer": {…}}`. */
const unwrapped = (value: unknown, depth = 0): Fields | null => {
  if (Array.isArray(value))
    return value.length === 1 && depth < MAX_NESTING ? unwrapped(value[0], depth + 1) : null;
  if (!isFields(value)) return null;
  const fields = known(value);
  if ('action' in fields) return fields;
  const inner = Object.values(value);
  return inner.length === 1 && depth < MAX_NESTING ? unwrapped(inner[0], depth + 1) : null;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const textOrNull = (value: unknown): string | null => {
  const given = text(value);
  return given === '' || given.trim().toLowerCase() === 'null' ? null : given;
};

/** undefined: not a text. */
const bodyOf = (value: unknown): string | null | undefined => {
  if (value === undefined || value === null || typeof value === 'string') return textOrNull(value);
  const paragraphs = Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : null;
  return paragraphs ? textOrNull(paragraphs.join('\n\n')) : undefined;
};

const { commitments, remember, extracted, sources } = writerAnswerSchema.shape;
const commitment = commitments.unwrap().element;
const memory = remember.unwrap().element;
const source = sources.unwrap().element;
const extract = extracted.unwrap().valueType;

const valid = <T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  values: readonly unknown[],
): T[] =>
  values.slice(0, MAX_ENTRIES).flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });

/** The optional fields. Malformed entries of a list are dropped. */
const extrasOf = (fields: Fields): Partial<WriterAnswer> => ({
  ...('until' in fields ? { until: textOrNull(fields.until) } : {}),
  ...('question' in fields ? { question: textOrNull(fields.question) } : {}),
  ...(Array.isArray(fields.commitments) ? { commitments: valid(commitment, fields.commitments) } : {}),
  ...(Array.isArray(fields.remember) ? { remember: valid(memory, fields.remember) } : {}),
  ...(Array.isArray(fields.sources) ? { sources: valid(source, fields.sources) } : {}),
  ...(isFields(fields.extracted)
    ? {
        extracted: Object.fromEntries(
          Object.entries(fields.extracted)
            .slice(0, MAX_ENTRIES)
            .flatMap(([name, value]) => valid(extract, [value]).map((given) => [name, given])),
        ),
      }
    : {}),
});

/**
 * Parses an answer. null: the action is missing or unknown, or the body is no text. Everything else is lenient (spelling,
 * missing fields, wrappers), because many servers do not enforce the schema.
 */
export const parseAnswer = (value: unknown): WriterAnswer | null => {
  const fields = unwrapped(value);
  const action = actions.get(bare(text(fields?.action)));
  const body = bodyOf(fields?.body);
  if (!fields || !action || body === undefined) return null;
  return {
    action,
    subject: textOrNull(fields.subject),
    body,
    reason: text(fields.reason),
    goalProgress: text(fields.goalProgress),
    ...extrasOf(fields),
  };
};
