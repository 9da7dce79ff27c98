import type { Context } from 'hono';
import type { z } from 'zod';
import { MAX_DOCUMENT_BYTES } from '../domain/knowledge/document.ts';
import { MAX_BODY_BYTES, readBytes } from './json-body.ts';
import { Refusal } from './refusal.ts';

export interface UploadedFile {
  /** Without a path; may be empty. */
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** What the form adds to its file. */
const FORM_BYTES = 64 * 1024;
/** Uploads in memory at a time; the others wait before their bodies are read. */
const AT_ONCE = 8;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs uploads a few at a time: each may hold its file twice. */
export const inUploadTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on.
    if (next) next();
    else running--;
  }
};

export const isForm = (c: Context): boolean =>
  c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() === 'multipart/form-data';

/** Takes a small body in before it is refused: an answer that comes before the body may be lost with the connection. */
export const discardBody = async (c: Context): Promise<void> => {
  const declared = Number(c.req.header('content-length') ?? Number.POSITIVE_INFINITY);
  if (declared <= MAX_BODY_BYTES) await readBytes(c.req.raw.body, MAX_BODY_BYTES);
};

/** Some browsers and clients send a path. */
const baseName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed();

const parsedForm = async (bytes: Uint8Array, type: string): Promise<FormData | null> => {
  try {
    return await new Response(Buffer.from(bytes), { headers: { 'content-type': type } }).formData();
  } catch {
    return null;
  }
};

/** Reads a form with one file in the field `file`, of at most 10 MB, and the given fields beside it. */
export const readUpload = async <S extends z.ZodObject>(
  c: Context,
  fields: S,
): Promise<(z.infer<S> & { readonly file: UploadedFile }) | Refusal> => {
  const limit = MAX_DOCUMENT_BYTES + FORM_BYTES;
  const declared = Number(c.req.header('content-length') ?? 0);
  const bytes = declared > limit ? null : await readBytes(c.req.raw.body, limit);
  if (bytes === null) return new Refusal('document_too_large');
  if (c.req.header('content-encoding')) return new Refusal('unsupported_media_type');
  const form = await parsedForm(bytes, c.req.header('content-type') ?? '');
  if (!form) return new Refusal('malformed_request');
  const [file, ...more] = form.getAll('file');
  if (!(file instanceof File) || more.length > 0) {
    return new Refusal('invalid_request', { errors: [{ path: 'file', message: 'must be one file' }] });
  }
  if (file.size > MAX_DOCUMENT_BYTES) return new Refusal('document_too_large');
  const texts = Object.fromEntries([...form].filter(([name]) => name !== 'file'));
  const parsed = fields.safeParse(texts);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return new Refusal('invalid_request', { errors: errors.slice(0, 20) });
  }
  const content = new Uint8Array(await file.arrayBuffer());
  return { ...parsed.data, file: { name: baseName(file.name), type: file.type, content } };
};
