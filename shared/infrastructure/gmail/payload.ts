import { z } from 'zod';

/** One node of a message's MIME tree, as format=full gives it. */
export interface PayloadPart {
  readonly partId: string;
  /** Lower-case; a part without a Content-Type has its default type. */
  readonly mimeType: string;
  /** Decoded; empty if the part is not a file. */
  readonly filename: string;
  /** Decoded and unfolded, top first. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Bytes, decoded. */
  readonly size: number;
  /** The content with its transfer encoding decoded; null: stored separately, or none. */
  readonly data: Uint8Array | null;
  /** Valid for one answer only: the next answer has another id. */
  readonly attachmentId: string | null;
  readonly parts: readonly PayloadPart[];
}

/** https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages#Message.MessagePart */
const partSchema = z.object({
  partId: z.string().catch(''),
  mimeType: z.string().catch(''),
  filename: z.string().catch(''),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).catch([]),
  body: z
    .object({
      size: z.number().catch(0),
      data: z.string().nullable().catch(null),
      attachmentId: z.string().min(1).nullable().catch(null),
    })
    .catch({ size: 0, data: null, attachmentId: null }),
  parts: z.array(z.unknown()).catch([]),
});

const MIME_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

/** More levels than any mail program creates; deeper ones are ignored. */
const MAX_DEPTH = 40;

/** Reads the payload leniently: missing or invalid values are empty. */
export const payloadOf = (value: unknown, depth = 0): PayloadPart => {
  const read = partSchema.safeParse(value);
  const { partId, mimeType, filename, headers, body, parts } = read.success
    ? read.data
    : partSchema.parse({});
  return {
    partId,
    mimeType: MIME_TYPE.test(mimeType) ? mimeType.toLowerCase() : 'text/plain',
    filename,
    headers,
    size: body.size,
    data: body.data === null ? null : Buffer.from(body.data, 'base64url'),
    attachmentId: body.attachmentId,
    parts: depth < MAX_DEPTH ? parts.map((part) => payloadOf(part, depth + 1)) : [],
  };
};
