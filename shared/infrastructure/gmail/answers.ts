import { z } from 'zod';
import type { DraftRef, HistoryEntry, HistoryPage } from '../../application/ports/mail-gateway.ts';
import { laterHistoryId } from '../../domain/mailbox/history-id.ts';
import type { DraftListing } from './find-draft.ts';

/** Gmail's answers, parsed leniently: unused fields are ignored, and optional fields may be absent. */

const id = z.string().min(1);
const labels = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
const decimal = z.union([z.string().regex(/^[0-9]{1,20}$/), z.int().nonnegative().transform(String)]);
const epochMs = z.union([z.string(), z.number()]).transform(Number).pipe(z.number());

export const profileAnswer = z.object({ emailAddress: z.string(), historyId: decimal });
export const watchAnswer = z.object({ historyId: decimal, expiration: epochMs });
const sendAsAnswer = z.object({
  sendAs: z.array(z.object({ sendAsEmail: z.string(), verificationStatus: z.string().nullish() })).nullish(),
});

/** An address that is not verified yet may belong to another person. */
export const aliasesOf = (answer: unknown): readonly string[] =>
  (sendAsAnswer.parse(answer).sendAs ?? [])
    .filter(({ verificationStatus }) => verificationStatus !== 'pending')
    .map(({ sendAsEmail }) => sendAsEmail.toLowerCase());

const signatureAnswer = z.object({
  sendAs: z.array(z.object({ isPrimary: z.boolean().nullish(), signature: z.string().nullish() })).nullish(),
});

/** The signature of the account's own address, as HTML. */
export const signatureIn = (answer: unknown): string =>
  (signatureAnswer.parse(answer).sendAs ?? []).find(({ isPrimary }) => isPrimary)?.signature ?? '';

const messageRef = z.object({ id, threadId: id, labelIds: labels });
const changes = z
  .array(z.object({ message: messageRef, labelIds: labels }))
  .nullish()
  .transform((value) => value ?? []);

const historyAnswer = z.object({
  history: z
    .array(z.object({ id: decimal, messagesAdded: changes, messagesDeleted: changes, labelsAdded: changes }))
    .nullish()
    .transform((value) => value ?? []),
  historyId: decimal,
  nextPageToken: z.string().nullish(),
});

const newer = (a: string | null, b: string): string => (a === null ? b : laterHistoryId(a, b));

export const historyPageOf = (answer: unknown): HistoryPage => {
  const { history, historyId, nextPageToken } = historyAnswer.parse(answer);
  // `labelIds` beside a message are the labels that were just added; the message's own list may not have them yet.
  const entry = (
    kind: HistoryEntry['kind'],
    historyId: string,
    { message, labelIds }: z.infer<typeof changes>[number],
  ): HistoryEntry => ({
    kind,
    messageId: message.id,
    threadId: message.threadId,
    labelIds: [...new Set([...message.labelIds, ...labelIds])],
    historyId,
  });
  return {
    historyId,
    nextPageToken: nextPageToken ?? null,
    newestRecordId: history.map(({ id }) => id).reduce(newer, null),
    entries: history.flatMap(({ id, messagesAdded, messagesDeleted, labelsAdded }) => [
      ...messagesAdded.map((change) => entry('added', id, change)),
      ...messagesDeleted.map((change) => entry('deleted', id, change)),
      ...labelsAdded.map((change) => entry('labelled', id, change)),
    ]),
  };
};

/** https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/list */
export const messageListAnswer = z.object({
  messages: z
    .array(z.object({ id, threadId: id }))
    .nullish()
    .transform((value) => value ?? []),
});

const bytes = z.string().transform((data): Uint8Array => Buffer.from(data, 'base64url'));
const message = z.object({ id, threadId: id, labelIds: labels, internalDate: epochMs });
const size = z.number().nonnegative();

export const rawMessageAnswer = message.extend({ raw: bytes });
/** A missing size counts as large. */
export const sizeAnswer = z.object({ sizeEstimate: size.catch(Number.POSITIVE_INFINITY) });
const payload = z.looseObject({});
export const fullMessageAnswer = message.extend({ payload });
export const attachmentAnswer = z.object({ data: bytes });

const headers = z.array(z.object({ name: z.string(), value: z.string() })).nullish();
export const metadataAnswer = z.object({
  id,
  labelIds: labels,
  internalDate: epochMs,
  payload: z.object({ headers }).nullish(),
  sizeEstimate: size.nullish().catch(null),
});
export const threadAnswer = z.object({ messages: z.array(metadataAnswer).nullish() });

export const headerValue = (message: z.infer<typeof metadataAnswer>, name: string): string | null =>
  message.payload?.headers
    ?.find((header) => header.name.toLowerCase() === name.toLowerCase())
    ?.value.trim() ?? null;

const draftAnswer = z.object({ id, message: z.object({ id, threadId: id }) });
export const draftRefOf = (answer: unknown): DraftRef => refOf(draftAnswer.parse(answer));
const refOf = ({ id: draftId, message }: z.infer<typeof draftAnswer>): DraftRef => ({
  draftId,
  messageId: message.id,
  threadId: message.threadId,
});

export const fullDraftAnswer = z.object({ id, message: messageRef.extend({ payload }) });
/** Whether a draft's id still points at a draft. */
export const isDraftOf = (answer: unknown): boolean =>
  z
    .object({ message: z.object({ labelIds: labels }) })
    .parse(answer)
    .message.labelIds.includes('DRAFT');

const draftListAnswer = z.object({
  drafts: z.array(draftAnswer).nullish(),
  nextPageToken: z.string().nullish(),
});
export const draftListingOf = (answer: unknown): DraftListing => {
  const { drafts, nextPageToken } = draftListAnswer.parse(answer);
  return { drafts: (drafts ?? []).map(refOf), nextPageToken: nextPageToken ?? null };
};

export const sentAnswer = z.object({ id, threadId: id });
