import { expect, test } from 'vitest';
import type { DraftRef } from '../../application/ports/mail-gateway.ts';
import { err, ok } from '../../domain/result.ts';
import { findDraft } from './find-draft.ts';

const ref = (name: string, threadId = `t-${name}`): DraftRef => ({
  draftId: `d-${name}`,
  messageId: `m-${name}`,
  threadId,
});

/** A mailbox whose drafts lie in pages, newest first; the search index knows only `indexed`. */
const mailbox = (options: {
  readonly drafts: readonly DraftRef[];
  readonly indexed?: readonly DraftRef[];
  readonly ours?: readonly string[];
  readonly pageSize?: number;
}) => {
  const { drafts, indexed = drafts, ours = [], pageSize = 10 } = options;
  const looked: string[] = [];
  const queries: (string | null)[] = [];
  return {
    looked,
    queries,
    calls: {
      list: async (query: string | null, pageToken: string | null) => {
        queries.push(query);
        const all = query === null ? drafts : indexed;
        const start = Number(pageToken ?? 0);
        const end = start + pageSize;
        return ok({ drafts: all.slice(start, end), nextPageToken: end < all.length ? String(end) : null });
      },
      carriesOurHeader: async (messageId: string) => {
        looked.push(messageId);
        return ok(ours.includes(messageId));
      },
    },
  };
};

const anywhere = { threadId: null, to: 'ann@example.com' };

test('in a known thread only its drafts are looked into, over all pages', async () => {
  const drafts = [...Array(25).keys()].map((n) => ref(String(n), n % 12 === 0 ? 'wanted' : 'other'));
  const { calls, looked } = mailbox({ drafts, ours: ['m-24'] });
  const found = await findDraft(calls, 'x', { threadId: 'wanted', to: 'ann@example.com' });
  expect(found).toEqual(ok(ref('24', 'wanted')));
  expect(looked).toEqual(['m-0', 'm-12', 'm-24']);
});

test('without a thread the recipient narrows the search', async () => {
  const drafts = [...Array(30).keys()].map((n) => ref(String(n)));
  const { calls, looked, queries } = mailbox({ drafts, indexed: [ref('17')], ours: ['m-17'] });
  expect(await findDraft(calls, 'x', anywhere)).toEqual(ok(ref('17')));
  expect(looked).toEqual(['m-17']);
  expect(queries).toEqual(['to:ann@example.com']);
});

test('a draft that the index does not know yet is found among the newest, each looked at once', async () => {
  const drafts = [ref('new'), ref('old')];
  const { calls, looked } = mailbox({ drafts, indexed: [ref('old')], ours: ['m-new'] });
  expect(await findDraft(calls, 'x', anywhere)).toEqual(ok(ref('new')));
  expect(looked).toEqual(['m-old', 'm-new']);
});

test('a mailbox full of drafts does not use up the quota', async () => {
  const drafts = [...Array(400).keys()].map((n) => ref(String(n)));
  const { calls, looked } = mailbox({ drafts, indexed: [] });
  expect(await findDraft(calls, 'x', anywhere)).toEqual(ok(null));
  expect(looked).toHaveLength(50);
});

test.each([
  '"ann lee"@example.com',
  'ann@example.com OR in:anywhere',
  'ann@example.com)',
])('%s never becomes part of a query', async (to) => {
  const { calls, queries } = mailbox({ drafts: [] });
  expect(await findDraft(calls, 'x', { threadId: null, to })).toEqual(ok(null));
  expect(queries).toEqual([null]);
});

test('a failure on the way is not taken for "none"', async () => {
  const failed = err({ code: 'unavailable', message: 'Gmail did not answer' } as const);
  const { calls } = mailbox({ drafts: [ref('a')] });
  expect(await findDraft({ ...calls, list: async () => failed }, 'x', anywhere)).toEqual(failed);
  expect(await findDraft({ ...calls, carriesOurHeader: async () => failed }, 'x', anywhere)).toEqual(failed);
});
