import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';

/** The result of a call: an answer, an error with its status, or no response (status 0). Nothing is retried. */
export type Tried<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly message: string };

const refusal = z.object({
  response: z.object({
    status: z.number(),
    data: z
      .object({ error: z.object({ message: z.string() }) })
      .optional()
      .catch(undefined),
  }),
});

export const tried = async <T>(call: Promise<{ readonly data: T }>): Promise<Tried<T>> => {
  try {
    return { ok: true, value: (await call).data };
  } catch (thrown) {
    const found = refusal.safeParse(thrown);
    if (!found.success) return { ok: false, status: 0, message: 'Gmail did not answer.' };
    const { status, data } = found.data.response;
    return { ok: false, status, message: data?.error.message ?? '' };
  }
};

/** In words, for a finding. */
export const said = (answer: Tried<unknown>): string =>
  answer.ok
    ? 'an answer'
    : `${answer.status || 'nothing'}${answer.message === '' ? '' : ` (${answer.message})`}`;

export const headerOf = (message: gmail_v1.Schema$Message | undefined, name: string): string | null =>
  message?.payload?.headers
    ?.find((header) => header.name?.toLowerCase() === name.toLowerCase())
    ?.value?.trim() ?? null;
