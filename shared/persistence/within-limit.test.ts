import { describe, expect, test } from 'vitest';
import { begun, inboundWith } from '../../test/support/documents.ts';
import { documentBytes, MAX_DOCUMENT_BYTES } from '../application/ports/document-size.ts';
import { messageIdSchema } from '../domain/ids.ts';
import { paths } from './paths.ts';
import { asData } from './thread-view.ts';
import { MAX_BYTES, messageWithinLimit, threadWithinLimit } from './within-limit.ts';

const bytesOf = (document: object): number =>
  documentBytes(paths.message('u1', 't1', 'm1'), asData(document));
/** Three bytes a character in UTF-8. */
const cjk = (length: number): string => '漢'.repeat(length);
const person = (n: number) => ({ email: `${cjk(300)}${n}@example.com`, name: cjk(900) });

describe('a message', () => {
  test('stays as it is where it fits', () => {
    const message = inboundWith('m1', {
      text: cjk(100_000),
      quoted: cjk(100_000),
      html: 'x'.repeat(100_000),
    });
    expect(messageWithinLimit(message)).toBe(message);
  });

  test('loses its HTML first, and no other word where that is enough', () => {
    const message = inboundWith('m1', { text: cjk(100_000), quoted: cjk(100_000), html: cjk(200_000) });
    expect(messageWithinLimit(message)).toEqual({ ...message, html: null });
  });

  test('is cut at its longest texts until it fits, whatever is long', () => {
    const file = {
      name: cjk(500),
      type: 'a/b',
      size: 1,
      status: 'read' as const,
      text: cjk(90_000),
      cut: false,
    };
    const message = inboundWith('m1', {
      subject: 'A call',
      text: 'Yes, that suits me.',
      quoted: `${'😀'.repeat(2_000_000)}`,
      attachments: Array.from({ length: 50 }, () => file),
      to: Array.from({ length: 2_000 }, (_, n) => person(n)),
      references: Array.from({ length: 2_000 }, () => cjk(500)),
      answers: Array.from({ length: 50_000 }, (_, n) => messageIdSchema.parse(`id${n}`)),
    });
    const fits = messageWithinLimit(message);
    expect(bytesOf(fits)).toBeLessThanOrEqual(MAX_BYTES);
    expect(fits).toMatchObject({ id: 'm1', subject: 'A call', text: 'Yes, that suits me.' });
    expect(JSON.stringify(fits).isWellFormed()).toBe(true);
    expect(fits.quoted.isWellFormed()).toBe(true);
    // The newest of a list are kept.
    expect(fits.answers.at(-1)).toBe('id49999');
  });
});

describe('a thread', () => {
  test('of many senders with long names, many held mails and a long timeline', () => {
    const thread = begun({
      participants: Array.from({ length: 300 }, (_, n) => ({ ...person(n), joinedAt: null })),
      held: Array.from({ length: 60_000 }, (_, n) => messageIdSchema.parse(`held${n}`)),
      unanswered: Array.from({ length: 60_000 }, (_, n) => messageIdSchema.parse(`open${n}`)),
      events: Array.from({ length: 60 }, () => ({
        at: 1,
        until: null,
        kind: 'decided' as const,
        code: 'decided' as const,
        params: { action: 'wait' as const, reason: cjk(100_000) },
      })),
      instructions: cjk(10_000),
    });
    const fits = threadWithinLimit(thread);
    expect(bytesOf(fits)).toBeLessThan(MAX_BYTES);
    expect(fits.participants).toHaveLength(50);
    expect(fits.participants[0]?.email).toMatch(/…$/);
    expect([fits.held.length, fits.held.at(-1)]).toEqual([500, 'held59999']);
    expect(fits.unanswered.at(-1)).toBe('open59999');
    expect(fits.recipient).toEqual(thread.recipient);
    expect(fits.events).toHaveLength(60);
  });
});

test('the limit leaves room below that of the stores', () => {
  expect(MAX_BYTES).toBeLessThan(MAX_DOCUMENT_BYTES - 100_000);
});
