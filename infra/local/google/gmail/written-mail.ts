import { z } from 'zod';
import { parseHeaderFields, rawHeader, splitHeaders } from '../mail/raw-mail.ts';
import type { WrittenMail } from '../world/gmail.ts';
import { GoogleError, invalidArgument } from '../world/google-error.ts';
import type { Insertion } from '../world/insertion.ts';

const messageBody = z.object({ raw: z.string().nullish(), threadId: z.string().nullish() });
const labelledBody = z.object({ labelIds: z.array(z.string()).max(100).nullish() });

/** A request body in one of the three formats that Google accepts. */
export interface RequestContent {
  /** Parsed JSON; an empty object when there is none. */
  readonly json: unknown;
  /** An uploaded RFC 5322 message. */
  readonly media: Buffer | null;
}

/**
 * JSON, an uploaded message (uploadType=media), or both (uploadType=multipart)
 * https://developers.google.com/workspace/gmail/api/guides/uploads
 */
export function readContent(contentType: string, bytes: Buffer): RequestContent {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'multipart/related') return readRelated(contentType, bytes);
  if (type.startsWith('message/')) return { json: {}, media: bytes };
  if (bytes.byteLength === 0) return { json: {}, media: null };
  return { json: parseJson(bytes.toString('utf8')), media: null };
}

function readRelated(contentType: string, bytes: Buffer): RequestContent {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]?.trim();
  if (boundary === undefined) throw invalidArgument('Missing end boundary in multipart body.');
  const sections = `\r\n${bytes.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
  let json: unknown = {};
  let media: Buffer | null = null;
  for (const section of sections) {
    const { headerText, body } = splitHeaders(section.replace(/^[ \t]*\r\n/, ''));
    const headers = parseHeaderFields(headerText);
    const content = Buffer.from(body, 'latin1');
    if ((rawHeader(headers, 'Content-Type') ?? '').toLowerCase().startsWith('application/json')) {
      json = parseJson(content.toString('utf8'));
    } else {
      media = content;
    }
  }
  return { json, media };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GoogleError({
      code: 400,
      reason: 'parseError',
      status: 'INVALID_ARGUMENT',
      message: 'Invalid JSON payload received. Parse error.',
    });
  }
}

/** Parses JSON with a schema. Throws Google's 400 if it does not match. */
export function parseBody<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidArgument(`Invalid value at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`);
}

/** The message of messages.send, from `raw` or from the upload. */
export function writtenMail(json: unknown, media: Buffer | null): WrittenMail {
  const message = parseBody(messageBody, json);
  const raw = media ?? (message.raw ? decodeRaw(message.raw) : null);
  if (raw === null) {
    throw invalidArgument(
      "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
    );
  }
  return { raw, threadId: message.threadId || null };
}

/** The message of messages.insert and messages.import, with its labels. */
export function insertedMail({ json, media }: RequestContent, dateSource: string): Insertion {
  if (dateSource !== 'receivedTime' && dateSource !== 'dateHeader') {
    throw invalidArgument(`Invalid value at 'internal_date_source': "${dateSource}"`);
  }
  const { labelIds } = parseBody(labelledBody, json);
  return { ...writtenMail(json, media), labelIds: labelIds ?? [], dateSource };
}

function decodeRaw(raw: string): Buffer {
  if (!/^[A-Za-z0-9_+/-]*={0,2}$/.test(raw)) {
    throw invalidArgument("Invalid value at 'raw' (TYPE_BYTES), Base64 decoding failed");
  }
  return Buffer.from(raw, 'base64url');
}
