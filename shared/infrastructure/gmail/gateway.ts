import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';
import type { IdentityError } from '../../application/ports/identity.ts';
import type { MailError, MailGateway, MailResult } from '../../application/ports/mail-gateway.ts';
import { OUR_MESSAGE_HEADER } from '../../domain/conversation/outgoing-mail.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import {
  aliasesOf,
  draftListingOf,
  draftRefOf,
  headerValue,
  historyPageOf,
  metadataAnswer,
  profileAnswer,
  rawDraftAnswer,
  rawMessageAnswer,
  sentAnswer,
  threadAnswer,
  watchAnswer,
} from './answers.ts';
import { toMailError } from './errors.ts';
import { findDraft } from './find-draft.ts';

export interface GmailOptions {
  readonly accessToken: (mailboxId: string) => Promise<Result<string, IdentityError>>;
  readonly forgetAccessToken: (mailboxId: string) => void;
  /** `projects/P/topics/T`. */
  readonly watchTopic: string;
  /** An origin, instead of Google's. */
  readonly baseUrl?: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** For one call, its body included. Default 30 s. */
  readonly timeoutMs?: number;
}

interface CallOptions {
  readonly headers: { readonly Authorization: string };
  readonly timeout: number;
  readonly retry: false;
}

type Call = (gmail: gmail_v1.Gmail, options: CallOptions) => Promise<{ readonly data: unknown }>;

const me = { userId: 'me' } as const;

const fromBase64url = (data: string): Uint8Array => Buffer.from(data, 'base64url');

const draftBody = (raw: Uint8Array, threadId: string | null) => ({
  message: { raw: Buffer.from(raw).toString('base64url'), ...(threadId === null ? {} : { threadId }) },
});

/** A page that names itself as the next one would be read for ever: an answer that makes no sense. */
const movingOn = <P extends { readonly nextPageToken: string | null }>(
  page: P,
  pageToken: string | null | undefined,
): P => {
  if (page.nextPageToken !== null && page.nextPageToken === pageToken) throw new z.ZodError([]);
  return page;
};

/** The port over Gmail's REST API, real or local. It never retries: what a lost answer means is the caller's to say. */
export const createGmailGateway = (options: GmailOptions): MailGateway => {
  let loading: Promise<gmail_v1.Gmail> | undefined;
  const client = (): Promise<gmail_v1.Gmail> => {
    // Only Gmail's own module: the package's root costs half a second and 130 MB.
    loading ??= import('googleapis/build/src/apis/gmail/index.js').then(({ gmail }) =>
      gmail({ version: 'v1', ...(options.baseUrl ? { rootUrl: new URL('/', options.baseUrl).href } : {}) }),
    );
    return loading;
  };

  const once = async <T>(token: string, call: Call, read: (data: unknown) => T): MailResult<T> => {
    const gmail = await client();
    let data: unknown;
    try {
      ({ data } = await call(gmail, {
        headers: { Authorization: `Bearer ${token}` },
        timeout: options.timeoutMs ?? 30_000,
        retry: false,
      }));
    } catch (thrown) {
      return err(toMailError(thrown, options.now()));
    }
    try {
      return ok(read(data));
    } catch (thrown) {
      if (!(thrown instanceof z.ZodError)) throw thrown;
      // An answer that cannot be read is as good as none.
      return err({ code: 'unavailable', message: 'Gmail gave an answer that cannot be read' });
    }
  };

  /**
   * 401 did nothing, so asking once more with a fresh token is safe, for writes too. Refused again, the access is gone:
   * a token that Google issued a moment ago does not expire by itself.
   */
  const ask = async <T>(mailboxId: string, call: Call, read: (data: unknown) => T): MailResult<T> => {
    const token = await options.accessToken(mailboxId);
    if (!token.ok) return err(fromIdentity(token.error));
    const answer = await once(token.value, call, read);
    if (answer.ok || answer.error.code !== 'revoked') return answer;
    options.forgetAccessToken(mailboxId);
    const fresh = await options.accessToken(mailboxId);
    return fresh.ok ? once(fresh.value, call, read) : err(fromIdentity(fresh.error));
  };

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
      (data) => headerValue(metadataAnswer.parse(data), OUR_MESSAGE_HEADER) === value,
    );
    // Edited or removed between the two calls: it is not what we look for any more.
    return !found.ok && found.error.code === 'not_found' ? ok(false) : found;
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
            {
              ...me,
              startHistoryId,
              historyTypes: ['messageAdded', 'messageDeleted', 'labelAdded'],
              maxResults: 500,
              ...(pageToken ? { pageToken } : {}),
            },
            o,
          ),
        (data) => movingOn(historyPageOf(data), pageToken),
      ),

    getMessage: (mailboxId, messageId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.messages.get({ ...me, id: messageId, format: 'raw' }, o),
        (data) => {
          const message = rawMessageAnswer.parse(data);
          return { ...message, raw: fromBase64url(message.raw) };
        },
      ),

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
          })),
      ),

    createDraft: (mailboxId, raw, threadId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.drafts.create({ ...me, requestBody: draftBody(raw, threadId) }, o),
        draftRefOf,
      ),

    updateDraft: (mailboxId, draftId, raw, threadId) =>
      ask(
        mailboxId,
        (gmail, o) =>
          gmail.users.drafts.update({ ...me, id: draftId, requestBody: draftBody(raw, threadId) }, o),
        draftRefOf,
      ),

    getDraft: (mailboxId, draftId) =>
      ask(
        mailboxId,
        (gmail, o) => gmail.users.drafts.get({ ...me, id: draftId, format: 'raw' }, o),
        (data) => {
          const { id, message } = rawDraftAnswer.parse(data);
          return {
            draftId: id,
            messageId: message.id,
            threadId: message.threadId,
            raw: fromBase64url(message.raw),
          };
        },
      ),

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
      ask(
        mailboxId,
        (gmail, o) => gmail.users.drafts.delete({ ...me, id: draftId }, o),
        () => undefined,
      ),
  };
};

const fromIdentity = (error: IdentityError): MailError => {
  switch (error.code) {
    case 'revoked':
    case 'missing':
      return { code: 'revoked', message: error.message };
    // Google refuses our client (a wrong secret, say), not this mailbox: nothing that its owner could mend.
    case 'invalid':
    case 'unavailable':
      return { code: 'unavailable', message: error.message };
    default:
      return error.code satisfies never;
  }
};
