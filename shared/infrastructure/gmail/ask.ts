import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';
import type { IdentityError } from '../../application/ports/identity.ts';
import type { MailError, MailResult } from '../../application/ports/mail-gateway.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { toMailError } from './errors.ts';

export interface AskOptions {
  readonly accessToken: (mailboxId: string) => Promise<Result<string, IdentityError>>;
  readonly forgetAccessToken: (mailboxId: string) => void;
  /** Another origin instead of Google's. */
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

/** One call of Gmail's REST API. `read` may throw ZodError for an invalid answer. */
export type Ask = <T>(mailboxId: string, call: Call, read: (data: unknown) => T) => MailResult<T>;

/** Calls Gmail with the mailbox's token. Never retries: the caller decides what a lost answer means. */
export const createAsk = (options: AskOptions): Ask => {
  let loading: Promise<gmail_v1.Gmail> | undefined;
  const client = (): Promise<gmail_v1.Gmail> => {
    // Only the Gmail module: the package's root costs half a second and 130 MB.
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
      // An unreadable answer counts as a lost one.
      return err({ code: 'unavailable', message: 'Gmail returned an answer that cannot be read' });
    }
  };

  /**
   * A call that answered 401 had no effect, so repeating it with a fresh token is safe, also for writes. A second 401
   * is a temporary fault of Gmail: if the owner had removed the access, the token endpoint would not have issued a
   * fresh token.
   */
  return async (mailboxId, call, read) => {
    const token = await options.accessToken(mailboxId);
    if (!token.ok) return err(fromIdentity(token.error));
    const answer = await once(token.value, call, read);
    if (answer.ok || answer.error.code !== 'passing' || answer.error.reason !== 'unauthorized') return answer;
    options.forgetAccessToken(mailboxId);
    const fresh = await options.accessToken(mailboxId);
    return fresh.ok ? once(fresh.value, call, read) : err(fromIdentity(fresh.error));
  };
};

const fromIdentity = (error: IdentityError): MailError => {
  const { message } = error;
  switch (error.code) {
    case 'owner':
      return { code: 'owner', reason: error.reason === 'missing' ? 'revoked' : error.reason, message };
    case 'operator':
      return { code: 'operator', reason: error.reason, message };
    case 'invalid':
      return { code: 'operator', reason: 'unexplained', message };
    case 'unavailable':
      return { code: 'passing', reason: 'no_token', message };
    default:
      return error satisfies never;
  }
};
