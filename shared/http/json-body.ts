import type { Context } from 'hono';
import { Refusal } from './refusal.ts';

/** 1 MB. */
export const MAX_BODY_BYTES = 1_000_000;

export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Refusal };

const refused = (...args: ConstructorParameters<typeof Refusal>): JsonBody => ({
  ok: false,
  refusal: new Refusal(...args),
});

/** The bytes of a stream. null: more than `limit`; reading stops there. */
export const readBytes = async (
  stream: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream ?? []) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Reads a JSON body of at most 1 MB. No body counts as `{}`. */
export const readJsonBody = async (c: Context): Promise<JsonBody> => {
  const declared = Number(c.req.header('content-length') ?? 0);
  const bytes = declared > MAX_BODY_BYTES ? null : await readBytes(c.req.raw.body, MAX_BODY_BYTES);
  if (bytes === null) return refused('payload_too_large');
  if (bytes.byteLength === 0) return { ok: true, value: {} };
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refused('unsupported_media_type');
  if (c.req.header('content-encoding')) {
    return refused('unsupported_media_type');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refused('malformed_json');
  }
};
