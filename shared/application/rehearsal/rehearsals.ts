import { z } from 'zod';
import { userSchema } from '../../domain/account/user.ts';
import { assistantIdSchema, idSchema, userIdSchema } from '../../domain/ids.ts';
import {
  MAX_REHEARSALS,
  type Rehearsal,
  rehearsalSchema,
  type Temper,
} from '../../domain/rehearsal/rehearsal.ts';
import { ok, type Result } from '../../domain/result.ts';
import { stored } from '../../domain/stored.ts';
import { normaliseAddress } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { DocumentReader, DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { MailJudge } from '../ports/mail-judge.ts';
import { announceStep, STEP_AGAIN_MS } from './announce.ts';
import type { NewRehearsalDeps, RehearsalDeps } from './deps.ts';
import { answerMail, readAsMail } from './read-as-mail.ts';

interface Own {
  readonly userId: string;
  readonly assistantId: string;
}
export type OwnRehearsal = Own & { readonly rehearsalId: string };

export interface NewRehearsal {
  readonly temper: Temper;
  readonly turns: number;
  readonly recipient: { readonly email: string; readonly name: string | null };
  readonly instructions: string;
  readonly goal: string | null;
}

const leavingSchema = stored({ deletionRequestedAt: z.number().nullable().default(null) });

/** Begins a rehearsal; its steps run off the request. The oldest of too many makes room. */
export const startRehearsal =
  (deps: NewRehearsalDeps) =>
  async (input: Own & { readonly request: NewRehearsal }): Promise<Result<Rehearsal, AppError>> => {
    const { userId, assistantId, request } = input;
    const email = normaliseAddress(request.recipient.email);
    if (email === null) return appError('invalid_address');
    const now = deps.clock.now();
    const rehearsal: Rehearsal = {
      schemaVersion: 1,
      id: idSchema.parse(`r${deps.random.id()}`),
      userId: userIdSchema.parse(userId),
      assistantId: assistantIdSchema.parse(assistantId),
      temper: request.temper,
      turns: request.turns,
      recipient: { email, name: request.recipient.name },
      instructions: request.instructions,
      goal: request.goal,
      state: 'running',
      ended: null,
      messages: [],
      usage: { inputTokens: 0, outputTokens: 0 },
      stepDueAt: now + STEP_AGAIN_MS,
      attempts: 0,
      createdAt: now,
      updatedAt: now,
    };
    const started = await deps.store.transaction<Result<Rehearsal, AppError>>(async (tx) => {
      const [user, assistant, others] = await Promise.all([
        tx.get(paths.user(userId)),
        tx.get(paths.assistant(userId, assistantId)),
        tx.query({
          collection: paths.rehearsals(userId),
          select: ['createdAt'],
          orderBy: [{ field: 'createdAt', direction: 'asc' }],
          limit: MAX_REHEARSALS * 2,
        }),
      ]);
      if (!user || leavingSchema.parse(user.data).deletionRequestedAt !== null || !assistant) return notFound;
      for (const oldest of others.slice(0, Math.max(0, others.length + 1 - MAX_REHEARSALS))) {
        tx.delete(oldest.path);
      }
      tx.create(paths.rehearsal(userId, rehearsal.id), asData(rehearsal));
      return ok(rehearsal);
    });
    if (started.ok) await announceStep(deps, rehearsal);
    return started;
  };

/** The rehearsals of an assistant, newest first. */
export const listRehearsals =
  (deps: { readonly store: DocumentStore; readonly logger: Logger }) =>
  async ({ userId, assistantId }: Own): Promise<readonly Rehearsal[]> => {
    const all = await deps.store.query({
      collection: paths.rehearsals(userId),
      orderBy: [{ field: 'createdAt', direction: 'desc' }],
      limit: MAX_REHEARSALS * 2,
    });
    return all
      .flatMap((document) => parseReadable(deps.logger, rehearsalSchema, document) ?? [])
      .filter((rehearsal) => rehearsal.assistantId === assistantId);
  };

const readOwn = async (
  reader: DocumentReader,
  { userId, assistantId, rehearsalId }: OwnRehearsal,
): Promise<Rehearsal | null> => {
  const rehearsal = await readDocument(reader, rehearsalSchema, paths.rehearsal(userId, rehearsalId));
  return rehearsal?.assistantId === assistantId ? rehearsal : null;
};

export const getRehearsal =
  (deps: { readonly store: DocumentStore }) =>
  (own: OwnRehearsal): Promise<Rehearsal | null> =>
    readOwn(deps.store, own);

/** The owner writes the correspondent's next mail. */
export const answerInRehearsal =
  (deps: RehearsalDeps & { readonly judge: MailJudge }) =>
  async (input: OwnRehearsal & { readonly text: string }): Promise<Result<Rehearsal, AppError>> => {
    const [before, user] = await Promise.all([
      readOwn(deps.store, input),
      readDocument(deps.store, userSchema, paths.user(input.userId)),
    ]);
    if (!before || !user) return notFound;
    const said = await readAsMail(
      { judge: deps.judge, at: deps.clock.now() },
      before,
      user,
      answerMail(before, input.text),
    );
    const answered = await deps.store.transaction<Result<Rehearsal, AppError>>(async (tx) => {
      const rehearsal = await readOwn(tx, input);
      if (!rehearsal) return notFound;
      if (rehearsal.state !== 'waiting') return appError('rehearsal_not_waiting');
      const now = deps.clock.now();
      const after: Rehearsal = {
        ...rehearsal,
        state: 'running',
        messages: [...rehearsal.messages, said],
        stepDueAt: now + STEP_AGAIN_MS,
        attempts: 0,
        updatedAt: now,
      };
      tx.set(paths.rehearsal(input.userId, rehearsal.id), asData(after));
      return ok(after);
    });
    if (answered.ok) await announceStep(deps, answered.value);
    return answered;
  };

/** Ends a rehearsal and deletes it. A step that is under way is not stored. */
export const deleteRehearsal =
  (deps: { readonly store: DocumentStore }) =>
  async (own: OwnRehearsal): Promise<Result<void, AppError>> => {
    if (!(await readOwn(deps.store, own))) return notFound;
    await deps.store.delete(paths.rehearsal(own.userId, own.rehearsalId));
    return ok(undefined);
  };

/** Deletes what was rehearsed with an assistant. */
export const deleteRehearsalsOf =
  (deps: { readonly store: DocumentStore }) =>
  async ({ userId, assistantId }: Own): Promise<void> => {
    const all = await deps.store.query({
      collection: paths.rehearsals(userId),
      select: ['assistantId'],
      limit: MAX_REHEARSALS * 2,
    });
    for (const { data, path } of all) if (data.assistantId === assistantId) await deps.store.delete(path);
  };
