import { createHash } from 'node:crypto';
import { idempotencyKeySchema } from '../../domain/conversation/idempotency-key.ts';
import { threadSettings } from '../../domain/conversation/settings.ts';
import { blankThread, type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import { assistantIdSchema, threadIdSchema, userIdSchema } from '../../domain/ids.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { personAfter } from '../../domain/person/learn.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type GivenSettings, settingsOf } from '../../domain/setting.ts';
import { normaliseAddress, sameAddress } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import { readThread } from '../../persistence/thread-view.ts';
import { isKept, type KeptDeps, keptSuppressionPath } from '../account/kept-suppressions.ts';
import { isSuppressed } from '../account/suppressions.ts';
import { type AppError, alreadyIn, appError } from '../errors.ts';
import { readPersonOf, runningWith, writePerson } from '../people/people.ts';
import { createConversation } from './commit.ts';
import type { ThreadDeps } from './deps.ts';
import { MAX_STARTED_AT_ONCE, PROMPT_HAND_OUT_MS, publishHandedOut, underWayOf } from './hand-out.ts';

export interface CreateThread extends GivenSettings<typeof threadSettings> {
  readonly assistantId: string;
  readonly recipient: { readonly email: string; readonly name?: string | null | undefined };
  readonly subject?: string | null | undefined;
  /** Although another conversation with the same person runs. */
  readonly allowParallel?: boolean | undefined;
}

const KEY_LIFETIME_MS = 24 * 60 * 60_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Starts a conversation; its first mail is sent automatically, at once or, where the owner starts many, by the sweep. A
 * repeated request with the same idempotency key returns the same thread; the key is refused for another request.
 */
export const createThread =
  (deps: Omit<ThreadDeps, 'gateway'> & KeptDeps) =>
  async (input: {
    readonly userId: string;
    readonly mailboxId: string;
    readonly request: CreateThread;
    readonly idempotencyKey: string | null;
  }): Promise<Result<{ readonly thread: EmailThread; readonly replayed: boolean }, AppError>> => {
    const { userId, mailboxId, request } = input;
    const email = normaliseAddress(request.recipient.email);
    if (email === null) return appError('invalid_address');
    const name = request.recipient.name ?? null;
    const requestHash = sha256(JSON.stringify(request));
    const keyPath =
      input.idempotencyKey === null ? null : paths.idempotencyKey(userId, sha256(input.idempotencyKey));
    const threadId = threadIdSchema.parse(`t${deps.random.id()}`);
    // Outside the transaction: among many starts at once this must not be a reason to repeat them.
    const kept = await keptSuppressionPath(deps, userId, email);
    const startsNow = (await underWayOf(deps, userId)) < MAX_STARTED_AT_ONCE;

    const result = await deps.store.transaction(async (tx) => {
      const now = deps.clock.now();
      const used = keyPath ? await tx.get(keyPath) : null;
      const [assistant, mailbox, suppressed, suppressedBefore, person] = await Promise.all([
        tx.get(paths.assistant(userId, request.assistantId)),
        readDocument(tx, mailboxSchema, paths.mailbox(mailboxId)),
        isSuppressed(tx, userId, email),
        isKept(tx, kept),
        readPersonOf(tx, { userId: userIdSchema.parse(userId), recipient: { email, name } }, now),
      ]);
      if (used) {
        const key = parseDocument(idempotencyKeySchema, used);
        if (key.ttl > now) {
          if (key.requestHash !== requestHash) {
            return appError('idempotency_key_reused');
          }
          const thread = await readThread(tx, userId, key.threadId);
          return thread ? ok({ thread, replayed: true }) : appError('not_found');
        }
      }
      if (!assistant) return appError('unknown_assistant');
      if (!mailbox || mailbox.userId !== userId || mailbox.status !== 'connected') {
        return appError('mailbox_not_connected');
      }
      const own = [mailbox.email, mailbox.gmailAddress ?? mailbox.email, ...mailbox.aliases];
      if (own.some((address) => sameAddress(address, email))) return appError('own_address');
      if (suppressed || suppressedBefore) return appError('suppressed_recipient');
      const running = await runningWith(tx, userId, person.known, threadId);
      const [other] = running;
      if (other !== undefined && request.allowParallel !== true) return alreadyIn(other);
      const thread = createConversation(
        tx,
        emailThreadSchema.parse({
          ...blankThread,
          id: threadId,
          userId: userIdSchema.parse(userId),
          mailboxId,
          assistantId: assistantIdSchema.parse(request.assistantId),
          recipient: { email, name },
          recipientEmail: email,
          subject: request.subject ?? null,
          allowParallel: request.allowParallel ?? false,
          acquainted: person.known.threadIds.length > 0,
          ...settingsOf(threadSettings, request),
          nextActionAt: now,
          handedOutUntil: startsNow ? now + PROMPT_HAND_OUT_MS : null,
          revision: 1,
          createdAt: now,
          updatedAt: now,
        }),
      );
      const known = { ...person.known, activeThreadIds: running };
      writePerson(tx, userId, person, personAfter(known, [], { thread, messages: [] }, now));
      if (keyPath) tx.set(keyPath, { requestHash, threadId, ttl: now + KEY_LIFETIME_MS });
      return ok({ thread, replayed: false });
    });
    if (result.ok && !result.value.replayed && startsNow) {
      await publishHandedOut(deps, result.value.thread);
    }
    return result;
  };
