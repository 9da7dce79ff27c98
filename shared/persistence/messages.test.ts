import { beforeEach, expect, test } from 'vitest';
import { begun, inboundWith, outboundWith } from '../../test/support/documents.ts';
import { storeWithQueries } from '../../test/support/memory-store/recorded-queries.ts';
import type { DocumentStore, Query } from '../application/ports/document-store.ts';
import type { ThreadView } from '../domain/conversation/events.ts';
import { messageIdSchema } from '../domain/ids.ts';
import { paths } from './paths.ts';
import { asData, readThreadView, writeThreadView } from './thread-view.ts';

let store: DocumentStore;
let asked: readonly Query[];
beforeEach(() => {
  ({ store, asked } = storeWithQueries());
});

const path = (id: string): string => paths.message('u1', 't1', id);
const OUTBOUND = outboundWith(1);

/** A conversation with so many mails; every fourth shares its moment with the one before it. */
const fill = async (
  count: number,
  text = 'Yes.',
  thread: Parameters<typeof begun>[0] = {},
): Promise<void> => {
  await store.set(paths.thread('u1', 't1'), asData(begun(thread)));
  await store.set(path(OUTBOUND.id), asData({ ...OUTBOUND, createdAt: 0 }));
  for (let n = 1; n <= count; n++) {
    const id = `m${String(n).padStart(4, '0')}`;
    const message = inboundWith(id, { text, html: `<p>${n}</p>`, createdAt: n - (n % 4 === 0 ? 1 : 0) });
    await store.set(path(id), asData(message));
  }
};

const read = async (also: readonly string[] = []): Promise<ThreadView> => {
  const view = await readThreadView(store, 'u1', 't1', also);
  if (!view) throw new Error('there is no thread');
  return view;
};
const idsOf = ({ messages }: ThreadView): readonly string[] => messages.map(({ id }) => id);
const ids = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => `m${String(from + n).padStart(4, '0')}`);

test.each([
  0, 1, 49, 50, 51, 149, 299,
])('all of a conversation of %i mails is read, oldest first', async (count) => {
  await fill(count);
  expect(idsOf(await read())).toEqual([OUTBOUND.id, ...ids(1, count)]);
});

test('a usual conversation takes one query', async () => {
  await fill(48);
  await read();
  expect(asked).toHaveLength(1);
});

test('of a flooded conversation the newest are read, and those that something waits for', async () => {
  const named = (id: string) => messageIdSchema.parse(id);
  await fill(400, 'Yes.', {
    unanswered: [named('m0007'), named('m0399')],
    held: [named('m0008')],
    summary: { text: 'They talked.', upTo: named('m0009') },
  });
  const newest = ids(101, 400);
  expect(idsOf(await read())).toEqual([OUTBOUND.id, 'm0007', 'm0008', 'm0009', ...newest]);
  expect(idsOf(await read(['m0005', 'm0400', 'nobody']))).toEqual([
    OUTBOUND.id,
    'm0005',
    'm0007',
    'm0008',
    'm0009',
    ...newest,
  ]);
});

test('large mails are read up to a number of bytes', async () => {
  await fill(200, 'x'.repeat(400_000));
  const { messages } = await read();
  expect(messages.length).toBeLessThanOrEqual(52);
  expect(messages.at(-1)?.id).toBe('m0200');
});

test('the HTML is not read, and survives what is written', async () => {
  await fill(400);
  const before = await read(['m0001']);
  for (const message of before.messages) expect(message.html ?? null).toBeNull();
  const after = {
    ...before,
    messages: before.messages.map((message) => ({ ...message, ruling: 'accepted' as const })),
  };
  await store.transaction(async (tx) => writeThreadView(tx, before, after, 5));
  for (const [id, html] of [
    ['m0001', '<p>1</p>'],
    ['m0400', '<p>400</p>'],
  ] as const) {
    expect((await store.get(path(id)))?.data).toMatchObject({ html, ruling: 'accepted', text: 'Yes.' });
  }
});

test('HTML that is taken away is gone', async () => {
  await fill(2);
  const before = await read();
  const after = { ...before, messages: before.messages.map((message) => ({ ...message, html: null })) };
  await store.transaction(async (tx) => writeThreadView(tx, before, after, 5));
  expect((await store.get(path('m0001')))?.data).toMatchObject({ html: null, text: 'Yes.' });
});
