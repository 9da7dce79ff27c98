import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { type ThreadId, threadIdSchema, type UserId, userIdSchema } from '../../domain/ids.ts';
import type { Vault } from '../ports/vault.ts';

/**
 * The links of `List-Unsubscribe` (RFC 8058). A token says whom it is about and is signed, so that it costs no document, can be made
 * again after a crash with the same result, and is recognised without reading the store. It is encrypted too, because it names
 * the owner's Google account, which a recipient does not know (ADR 0025).
 */

/** What a link is about. The address is in it because it has to count when the conversation is deleted. */
const optOutSchema = z.tuple([userIdSchema, threadIdSchema, z.string()]);
export interface OptOut {
  readonly userId: UserId;
  readonly threadId: ThreadId;
  /** The recipient's address. */
  readonly email: string;
}

export interface UnsubscribeLinks {
  /** The link for this conversation, always the same. null: its mails carry none. Errors: VaultError. */
  linkTo(thread: Pick<EmailThread, 'userId' | 'id' | 'recipientEmail'>): Promise<string | null>;
  /** null: not made here. Errors: VaultError. */
  read(token: string): Promise<OptOut | null>;
  /** Makes the key where several processes sign and only this one may make it. Errors: VaultError. */
  makeKey(): Promise<void>;
}

/** The prefix is part of the functions' permissions (`infra/terraform/identities.tf`). */
const KEY = 'suppression-key-unsubscribe';
const KEY_BYTES = 32;
const VERSION = 1;
const TAG_BYTES = 16;
/** Longer than any that is made: an address has at most 254 characters. */
const MAX_TOKEN = 800;

interface Keys {
  readonly signing: Buffer;
  readonly encrypting: Buffer;
}

const derived = (key: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `unsubscribe ${purpose} v${VERSION}`, KEY_BYTES));

const signatureOf = ({ signing }: Keys, text: Buffer): Buffer =>
  createHmac('sha256', signing).update(text).digest().subarray(0, TAG_BYTES);

/** As in RFC 5297: the signature of the text is also what its encryption begins with, so that the same text gives the same token. */
const seal = (keys: Keys, { userId, threadId, email }: OptOut): string => {
  const text = Buffer.from(JSON.stringify([userId, threadId, email]));
  const tag = signatureOf(keys, text);
  const cipher = createCipheriv('aes-256-ctr', keys.encrypting, tag);
  return Buffer.concat([Buffer.of(VERSION), tag, cipher.update(text), cipher.final()]).toString('base64url');
};

const looksLikeToken = (token: string): boolean => /^[\w-]{24,}$/.test(token) && token.length <= MAX_TOKEN;

const open = (keys: Keys, token: string): OptOut | null => {
  const bytes = Buffer.from(token, 'base64url');
  // Another spelling of the same bytes is none of ours.
  if (bytes[0] !== VERSION || bytes.toString('base64url') !== token) return null;
  const tag = bytes.subarray(1, 1 + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-ctr', keys.encrypting, tag);
  const text = Buffer.concat([decipher.update(bytes.subarray(1 + TAG_BYTES)), decipher.final()]);
  if (!timingSafeEqual(tag, signatureOf(keys, text))) return null;
  const [userId, threadId, email] = optOutSchema.parse(JSON.parse(text.toString()));
  return { userId, threadId, email };
};

export interface UnsubscribeSettings {
  readonly publicUrl: string;
  /** Whether recipients can reach `publicUrl`. */
  readonly isOffered: boolean;
  /** Two processes that make the key at once lose one of both, with its links. So it is made on first use only where one process runs. */
  readonly keyMadeBy: 'first_use' | 'sweep';
}

export const createUnsubscribeLinks = (
  vault: Pick<Vault, 'get' | 'put'>,
  { publicUrl, isOffered, keyMadeBy }: UnsubscribeSettings,
): UnsubscribeLinks => {
  let known: Keys | null = null;
  const keysOf = (key: string): Keys => {
    known = { signing: derived(key, 'signature'), encrypting: derived(key, 'encryption') };
    return known;
  };
  const keys = async (): Promise<Keys | null> => {
    if (known) return known;
    const key = await vault.get(KEY);
    return key === null ? null : keysOf(key);
  };
  const make = async (): Promise<Keys> => {
    const made = randomBytes(KEY_BYTES).toString('base64url');
    await vault.put(KEY, made);
    return keysOf(made);
  };
  let making: Promise<Keys> | null = null;
  const madeOnce = (): Promise<Keys> => {
    making ??= make().finally(() => {
      making = null;
    });
    return making;
  };
  return {
    linkTo: async ({ userId, id: threadId, recipientEmail: email }) => {
      if (!isOffered) return null;
      const found = (await keys()) ?? (keyMadeBy === 'first_use' ? await madeOnce() : null);
      return found && `${publicUrl}/api/unsubscribe/${seal(found, { userId, threadId, email })}`;
    },
    read: async (token) => {
      const found = looksLikeToken(token) ? await keys() : null;
      return found && open(found, token);
    },
    makeKey: async () => {
      if (isOffered && keyMadeBy === 'sweep' && !(await keys())) await madeOnce();
    },
  };
};
