import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { EmailThread } from '../domain/conversation/thread.ts';
import type { Answer } from './edge.ts';
import { Refusal } from './refusal.ts';

/**
 * Answers 304 when the caller has the current version (RFC 9110, section 13.1.2). Polling an unchanged thread costs one read,
 * because the thread's document changes whenever one of its messages does.
 */
export const ifChanged = async (
  c: Context,
  thread: EmailThread,
  body: () => Promise<object | Refusal>,
): Promise<Answer> => {
  const state = [
    c.req.url,
    thread.updatedAt,
    thread.revision,
    thread.lease?.token ?? '',
    thread.nextActionAt,
  ];
  const etag = `"${createHash('sha256').update(state.join('\n')).digest('base64url').slice(0, 22)}"`;
  c.header('etag', etag);
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(etag)) return { status: 304 };
  const answer = await body();
  return answer instanceof Refusal ? answer : { status: 200, body: answer };
};
