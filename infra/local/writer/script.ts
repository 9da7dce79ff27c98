import { z } from 'zod';

/** A scripted answer to a coming request, instead of a mail. */
export const scriptedSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('refusal'),
      refusal: z.string().default("I'm sorry, I can't help with that."),
    }),
    z.object({
      kind: z.literal('incomplete'),
      reason: z.enum(['max_output_tokens', 'content_filter']).default('max_output_tokens'),
      text: z.string().default('{"action":"reply","subject":null,"body":"Hel'),
    }),
    /** HTTP 200 with `status: "failed"`. */
    z.object({ kind: z.literal('failed'), code: z.string().default('server_error') }),
    /** HTTP 200 with text that is not the requested JSON. */
    z.object({
      kind: z.literal('rubbish'),
      text: z.string().default('Sure! Here is the mail you wanted.'),
    }),
    z.object({ kind: z.literal('rate_limit'), retryAfterSeconds: z.int().min(0).default(1) }),
    z.object({ kind: z.literal('quota') }),
    z.object({ kind: z.literal('error'), status: z.int().min(400).max(599).default(500) }),
    /** Accepts the request and never answers. */
    z.object({ kind: z.literal('hang') }),
    /** Cuts the connection. */
    z.object({ kind: z.literal('disconnect') }),
    /** Answers normally, but only after `POST /control/release`. */
    z.object({ kind: z.literal('hold') }),
    /** Exactly this JSON as the answer's text. */
    z.object({ kind: z.literal('json'), json: z.json() }),
    z.object({ kind: z.literal('text'), text: z.string() }),
  ])
  .and(
    z.object({
      /** Applies only to requests whose prompt contains this text. */
      when: z.string().optional(),
      /** Number of requests; default 1. */
      times: z.int().min(1).max(1000).optional(),
    }),
  );
export type Scripted = z.infer<typeof scriptedSchema>;

export interface Script {
  add(responses: readonly Scripted[]): void;
  /** Takes the first entry that applies to this prompt. null: none. */
  take(prompt: string): Scripted | null;
  clear(): void;
  size(): number;
}

export const createScript = (): Script => {
  const entries: { response: Scripted; left: number }[] = [];
  return {
    add: (responses) => {
      for (const response of responses) entries.push({ response, left: response.times ?? 1 });
    },
    take: (prompt) => {
      const at = entries.findIndex(({ response: { when } }) => when === undefined || prompt.includes(when));
      const entry = entries[at];
      if (!entry) return null;
      entry.left--;
      if (entry.left === 0) entries.splice(at, 1);
      return entry.response;
    },
    clear: () => void entries.splice(0),
    size: () => entries.reduce((sum, { left }) => sum + left, 0),
  };
};
