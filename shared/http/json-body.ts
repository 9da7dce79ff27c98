import type { Context } from 'hono';
import { Refusal } from './edge.ts';

/** 1 MB, as the contract says. */
export const MAX_BODY_BYTES = 1_000_000;

export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Refusal };

const refused = (...args: ConstructorParameters<typeof Refusal>): JsonBody => ({
  ok: false,
  refusal: new Refusal(...args),
});

/** Reads a JSON body. The platform has read at most its own limit already; ours is smaller. */
export const readJsonBody = async (c: Context): Promise<JsonBody> => {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > MAX_BODY_BYTES) return refused('payload_too_large', 'At most 1 MB.');
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) return refused('payload_too_large', 'At most 1 MB.');
  if (bytes.byteLength === 0) return { ok: true, value: {} };
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refused('unsupported_media_type', 'Send application/json.');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refused('malformed_json', 'The body is not valid JSON.');
  }
};
