import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  aliasesOf,
  draftListingOf,
  draftRefOf,
  historyPageOf,
  profileAnswer,
  rawMessageAnswer,
  threadAnswer,
  watchAnswer,
} from './answers.ts';

test('an id beyond 2^53 keeps every digit', () => {
  expect(profileAnswer.parse({ emailAddress: 'a@example.com', historyId: '18446744073709551615' })).toEqual({
    emailAddress: 'a@example.com',
    historyId: '18446744073709551615',
  });
});

test.each([
  '',
  '-1',
  '1.5',
  '1e3',
  '0x10',
  '184467440737095516150',
  1.5,
  -1,
  null,
  {},
])('%j is no history id', (historyId) => {
  expect(watchAnswer.safeParse({ historyId, expiration: '1' }).success).toBe(false);
});

test('a history page without changes is a page', () => {
  expect(historyPageOf({ historyId: '7' })).toEqual({
    entries: [],
    newestRecordId: null,
    historyId: '7',
    nextPageToken: null,
  });
});

test('labels that were just added count with those the message has', () => {
  const message = { id: 'm', threadId: 't', labelIds: ['INBOX'] };
  const { entries } = historyPageOf({
    historyId: '7',
    history: [{ id: '5', labelsAdded: [{ message, labelIds: ['SENT'] }] }],
  });
  const labelIds = ['INBOX', 'SENT'];
  expect(entries).toEqual([{ kind: 'labelled', messageId: 'm', threadId: 't', labelIds, historyId: '5' }]);
});

test('an alias that nobody confirmed is not the owner’s', () => {
  const sendAs = [
    { sendAsEmail: 'Owner@example.com' },
    { sendAsEmail: 'sales@example.com', verificationStatus: 'accepted' },
    { sendAsEmail: 'ceo@other.example', verificationStatus: 'pending' },
  ];
  expect(aliasesOf({ sendAs })).toEqual(['owner@example.com', 'sales@example.com']);
});

test('lists that are absent are empty', () => {
  expect(draftListingOf({ resultSizeEstimate: 0 })).toEqual({ drafts: [], nextPageToken: null });
  expect(threadAnswer.parse({ id: 't' }).messages ?? []).toEqual([]);
  expect(aliasesOf({})).toEqual([]);
});

test('whatever comes is either read or refused as a ZodError', () => {
  const readers: readonly ((answer: unknown) => unknown)[] = [
    historyPageOf,
    aliasesOf,
    draftRefOf,
    draftListingOf,
    (answer) => rawMessageAnswer.parse(answer),
    (answer) => threadAnswer.parse(answer),
  ];
  const id = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
  const message = fc.record({ id, threadId: id, labelIds: fc.array(fc.anything()) }, { requiredKeys: [] });
  const change = fc.oneof(fc.anything(), fc.record({ message, labelIds: fc.anything() }));
  const page = fc.record(
    {
      historyId: id,
      nextPageToken: fc.anything(),
      history: fc.array(fc.record({ messagesAdded: fc.array(change), labelsAdded: fc.anything() })),
      drafts: fc.array(fc.record({ id, message })),
      sendAs: fc.array(fc.anything()),
      __proto__: fc.constant(null),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), page, message), fc.constantFrom(...readers), (answer, reader) => {
      try {
        reader(answer);
      } catch (error) {
        expect(error).toBeInstanceOf(z.ZodError);
      }
    }),
    { numRuns: 500 },
  );
});
