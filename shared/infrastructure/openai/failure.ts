import { z } from 'zod';

/** An HTTP error of the model server. Internal to this folder: `text` may contain mail content. */
export interface Failure {
  readonly status: number;
  /** The error's code and type, in lower case. */
  readonly codes: readonly string[];
  /** The error message. It may quote the request, so it is never logged or returned. */
  readonly text: string;
  /** Whether the body is an error object of the API, not that of a web server without such a route. */
  readonly isApi: boolean;
  readonly headers: Headers | null;
}

/** The client's exception (https://platform.openai.com/docs/guides/error-codes). Codes of vLLM and llama.cpp are numbers. */
const thrownSchema = z.object({
  status: z.number(),
  code: z.string().nullish().catch(undefined),
  type: z.string().nullish().catch(undefined),
  message: z.string().nullish().catch(undefined),
  error: z.unknown().optional(),
  headers: z.unknown().optional(),
});

const MAX_TEXT_CHARS = 2_000;

/** null: there was no HTTP response. */
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
