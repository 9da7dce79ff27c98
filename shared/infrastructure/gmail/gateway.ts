import { z } from 'zod';
import type { MailError, MailGateway, MailResult } from '../../application/ports/mail-gateway.ts';
import { OUR_MESSAGE_HEADER } from '../../domain/conversation/outgoing-mail.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import {
  aliasesOf,
  draftListingOf,
  draftRefOf,
  fullDraftAnswer,
  headerValue,
  historyPageOf,
  isDraftOf,
  messageListAnswer,
  metadataAnswer,
  profileAnswer,
  sentAnswer,
  signatureIn,
  threadAnswer,
  watchAnswer,
} from './answers.ts';
import { type AskOptions, createAsk } from './ask.ts';
import { findDraft } from './find-draft.ts';
import { readAttachments, readInParts, readMail } from './read-mail.ts';

export interface GmailOptions extends AskOptions {
  /** `projects/P/topics/T`. */
  readonly watchTopic: string;
}

const me = { userId: 'me' } as const;

/** An address in quotation marks, so that nothing in it is query syntax. */
const quoted = (address: string): string => `"${address.replaceAll(/["\\\s]/g, '')}"`;

const either = (terms: readonly string[]): string => `{${terms.join(' ')}}`;

/**
 * Gmail's search language (https://support.google.com/mail/answer/7190). Spam is included, because history includes it
 * too.
 */
const searchOf = (addresses: readonly string[], after: number): string => {
  const named = addresses.map(quoted);
  const reports = `(from:${either(['mailer-daemon', 'postmaster'])} ${either(named)})`;
  const senders = [...named.map((address) => `from:${address}`), 'from:nobody@gmail.com', reports];
  return `${either(senders)} -in:sent -in:drafts -in:trash in:anywhere after:${Math.floor(after / 1000)}`;
};

const MAX_SEARCHED_IDS = 10;
/** RFC 5322, section 3.6.4, without characters that have a meaning in a search. */
const SEARCHABLE_ID = /^<([\w.!#$%&'*+/=?^`|~-]{1,200}@[\w.[\]:-]{1,200})>$/;

/** The search for these Message-IDs; null: there is nothing to search for. */
const idSearchOf = (messageIds: readonly string[]): string | null => {
  const ids = messageIds.flatMap((id) => SEARCHABLE_ID.exec(id)?.[1] ?? []).slice(0, MAX_SEARCHED_IDS);
  return ids.length === 0 ? null : `${either(ids.map((id) => `rfc822msgid:${id}`))} in:anywhere`;
};

const draftBody = (raw: Uint8Array, threadId: string | null) => ({
  message: { raw: Buffer.from(raw).toString('base64url'), ...(threadId === null ? {} : { threadId }) },
});

/** A page that names itself as the next one would cause an endless loop: an invalid answer. */
const movingOn = <P extends { readonly nextPageToken: string | null }>(
  page: P,
  pageToken: string | null | undefined,
): P => {
  if (page.nextPageToken !== null && page.nextPageToken === pageToken) throw new z.ZodError([]);
  return page;
};

const noDraft: Result<never, MailError> = err({ code: 'not_found', message: 'It is no draft any more' });

/** The port over Gmail's REST API, real or local. */
export const createGmailGateway = (options: GmailOptions): MailGateway => {
  const ask = createAsk(options);

  const listDrafts = (mailboxId: string, q: string | null, pageToken: string | null) =>
    ask(
      mailboxId,
      (gmail, o) =>
        gmail.users.drafts.list(
          { ...me, maxResults: 500, ...(q ? { q } : {}), ...(pageToken ? { pageToken } : {}) },
          o,
        ),
      (data) => movingOn(draftListingOf(data), pageToken),
    );

  const carriesHeader = async (mailboxId: string, messageId: string, value: string): MailResult<boolean> => {
    const found = await ask(
      mailboxId,
      (gmail, o) =>
        gmail.users.messages.get(
          { ...me, id: messageId, format: 'metadata', metadataHeaders: [OUR_MESSAGE_HEADER] },
          o,
        ),
      (data) => {
        const message = metadataAnswer.parse(data);
        // It was just sent, so it is no longer a draft.
        return message.labelIds.includes('DRAFT') && headerValue(message, OUR_MESSAGE_HEADER) === value;
      },
    );
    // It was edited or removed between the two calls, so it is no longer the draft that we look for.
    return !found.ok && found.error.code === 'not_found' ? ok(false) : found;
  };

  /**
   * Checks that the id is still a draft's (20 units) before changing or deleting it. The owner may press Send between
   * the two calls, within milliseconds; Gmail offers no way to prevent that.
   */
  const ifDraft = async <T>(mailboxId: string, draftId: string, act: () => MailResult<T>): MailResult<T> => {
    const look = await ask(
      mailboxId,
      (gmail, o) => gmail.users.drafts.get({ ...me, id: draftId, format: 'minimal' }, o),
      isDraftOf,
    );
    if (!look.ok) return look;
    return look.value ? act() : noDraft;
  };

  return {
    getProfile: (mailboxId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.getProfile(me, o),
        (data) => profileAnswer.parse(data),
      ),

    listSendAs: (mailboxId) =>
      ask(mailboxId, (gmail, o) => gmail.users.settings.sendAs.list(me, o), aliasesOf),

    getSignature: (mailboxId) =>
      ask(mailboxId, (gmail, o) => gmail.users.settings.sendAs.list(me, o), signatureIn),

    watch: (mailboxId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.watch({ ...me, requestBody: { topicName: options.watchTopic } }, o),
        (data) => {
          const { historyId, expiration } = watchAnswer.parse(data);
          return { historyId, expiresAt: expiration };
        },
      ),

    stopWatch: (mailboxId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.stop(me, o),
        () => undefined,
      ),

    listHistory: (mailboxId, startHistoryId, pageToken) =>
      ask(
        mailboxId,
        (gmail, o) =>
          gmail.users.history.list(
            // Of every type, because any record that explains a notification shows that history is complete up to it.
            { ...me, startHistoryId, maxResults: 500, ...(pageToken ? { pageToken } : {}) },
            o,
          ),
        (data) => movingOn(historyPageOf(data), pageToken),
      ),

    getMessage: (mailboxId, messageId, size) => readMail(ask, mailboxId, messageId, size),

    getAttachments: (mailboxId, messageId, partIds) => readAttachments(ask, mailboxId, messageId, partIds),

    getThread: (mailboxId, threadId) =>
      ask(
        mailboxId,
        (gmail, o) =>
          gmail.users.threads.get(
            { ...me, id: threadId, format: 'metadata', metadataHeaders: [OUR_MESSAGE_HEADER] },
            o,
          ),
        (data) =>
          (threadAnswer.parse(data).messages ?? []).map((message) => ({
            id: message.id,
            labelIds: message.labelIds,
            internalDate: message.internalDate,
            ourMessageId: headerValue(message, OUR_MESSAGE_HEADER),
            ...(message.sizeEstimate == null ? {} : { size: message.sizeEstimate }),
          })),
      ),

    searchFrom: (mailboxId, { addresses, after }) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.messages.list({ ...me, q: searchOf(addresses, after), maxResults: 100 }, o),
        (data) => messageListAnswer.parse(data).messages,
      ),

    findByMessageId: async (mailboxId, messageIds) => {
      const q = idSearchOf(messageIds);
      if (q === null) return ok([]);
      return ask(
        mailboxId,
        (gmail, o) => gmail.users.messages.list({ ...me, q, maxResults: 100 }, o),
        (data) => messageListAnswer.parse(data).messages,
      );
    },

    createDraft: (mailboxId, raw, threadId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.drafts.create({ ...me, requestBody: draftBody(raw, threadId) }, o),
        draftRefOf,
      ),

    updateDraft: (mailboxId, draftId, raw, threadId) =>
      ifDraft(mailboxId, draftId, () =>
        ask(
          mailboxId,
          (gmail, o) =>
            gmail.users.drafts.update({ ...me, id: draftId, requestBody: draftBody(raw, threadId) }, o),
          draftRefOf,
        ),
      ),

    getDraft: async (mailboxId, draftId) => {
      const draft = await ask(
        mailboxId,
        (gmail, o) => gmail.users.drafts.get({ ...me, id: draftId, format: 'full' }, o),
        (data) => fullDraftAnswer.parse(data),
      );
      if (!draft.ok) return draft;
      const { id, message } = draft.value;
      if (!message.labelIds.includes('DRAFT')) return noDraft;
      const read = await readInParts(ask, mailboxId, message);
      if (!read.ok) return read;
      return ok({ draftId: id, messageId: message.id, threadId: message.threadId, raw: read.value.raw });
    },

    findDraft: (mailboxId, ourMessageId, hint) =>
      findDraft(
        {
          list: (query, pageToken) => listDrafts(mailboxId, query, pageToken),
          carriesOurHeader: (messageId, value) => carriesHeader(mailboxId, messageId, value),
        },
        ourMessageId,
        hint,
      ),

    sendDraft: (mailboxId, draftId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.drafts.send({ ...me, requestBody: { id: draftId } }, o),
        (data) => {
          const { id, threadId } = sentAnswer.parse(data);
          return { messageId: id, threadId };
        },
      ),

    deleteDraft: (mailboxId, draftId) =>
      ifDraft(mailboxId, draftId, () =>
        ask(
          mailboxId,
          (gmail, o) => gmail.users.drafts.delete({ ...me, id: draftId }, o),
          () => undefined,
        ),
      ),
  };
};
