import { z } from 'zod';

/** A request that was answered with 400 or more, reduced to what tells failures apart. The text never leaves this folder. */
export interface Failure {
  readonly status: number;
  /** Codes and types as servers name them, lower case. */
  readonly codes: readonly string[];
  /** The server's own words. They may repeat the request: read, never passed on. */
  readonly text: string;
  /** Whether the server answered in the API's form, rather than as a web server that knows no such page. */
  readonly isApi: boolean;
  readonly headers: Headers | null;
}

/** What the client throws (https://platform.openai.com/docs/guides/error-codes). vLLM and llama.cpp give numbers as codes. */
const thrownSchema = z.object({
  status: z.number(),
  code: z.string().nullish().catch(undefined),
  type: z.string().nullish().catch(undefined),
  message: z.string().nullish().catch(undefined),
  error: z.unknown().optional(),
  headers: z.unknown().optional(),
});

const MAX_TEXT_CHARS = 2_000;

/** null: no answer came at all. */
export const failureIn = (thrown: unknown): Failure | null => {
  const parsed = thrownSchema.safeParse(thrown);
  if (!parsed.success) return null;
  const { status, code, type, message, error, headers } = parsed.data;
  return {
    status,
    codes: [code, type].flatMap((name) => (name ? [name.toLowerCase()] : [])),
    text: `${message ?? ''} ${typeof error === 'string' ? error : ''}`.slice(0, MAX_TEXT_CHARS),
    isApi: error !== undefined && error !== null,
    headers: headers instanceof Headers ? headers : null,
  };
};
