import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { assistantSettings } from '../../domain/assistant/settings.ts';
import { plain } from '../../domain/conversation/notices.ts';
import { assistantIdSchema, userIdSchema } from '../../domain/ids.ts';
import { NO_LIBRARY } from '../../domain/knowledge/document.ts';
import { ok, type Result } from '../../domain/result.ts';
import {
  changedSettings,
  type GivenSettings,
  type SettingChanges,
  settingsOf,
} from '../../domain/setting.ts';
import { eachDocument } from '../../persistence/each.ts';
import { type Page, readPage } from '../../persistence/pages.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { ThreadDeps } from '../conversation/deps.ts';
import { stopIfReadable } from '../conversation/stop-readable.ts';
import { type AppError, notFound } from '../errors.ts';
import { deleteDocumentsOf } from '../knowledge/documents.ts';
import { deleteLessonsOf } from '../learning/lessons.ts';
import type { Originals } from '../ports/originals.ts';
import { deleteRehearsalsOf } from '../rehearsal/rehearsals.ts';

type Own = { readonly userId: string; readonly assistantId: string };

export const createAssistant =
  (deps: Pick<ThreadDeps, 'store' | 'clock' | 'random'>) =>
  async (input: {
    readonly userId: string;
    readonly fields: GivenSettings<typeof assistantSettings>;
  }): Promise<Assistant> => {
    const now = deps.clock.now();
    const assistant: Assistant = {
      schemaVersion: 1,
      id: assistantIdSchema.parse(`a${deps.random.id()}`),
      userId: userIdSchema.parse(input.userId),
      ...settingsOf(assistantSettings, input.fields),
      library: NO_LIBRARY,
      usage: { inputTokens: 0, outputTokens: 0 },
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await deps.store.create(paths.assistant(input.userId, assistant.id), asData(assistant));
    return assistant;
  };

export const getAssistant =
  (deps: Pick<ThreadDeps, 'store'>) =>
  ({ userId, assistantId }: Own): Promise<Assistant | null> =>
    readDocument(deps.store, assistantSchema, paths.assistant(userId, assistantId));

/** Newest first. */
export const listAssistants =
  (deps: Pick<ThreadDeps, 'store' | 'logger'>) =>
  (input: {
    readonly userId: string;
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<Result<Page<Assistant>, AppError>> =>
    readPage(
      deps,
      assistantSchema,
      { collection: paths.assistants(input.userId), orderBy: [{ field: 'createdAt', direction: 'desc' }] },
      input,
    );

/** Running conversations use the change from their next mail on. */
export const updateAssistant =
  (deps: Pick<ThreadDeps, 'store' | 'clock'>) =>
  (
    input: Own & { readonly changes: SettingChanges<typeof assistantSettings> },
  ): Promise<Result<Assistant, AppError>> =>
    deps.store.transaction(async (tx) => {
      const path = paths.assistant(input.userId, input.assistantId);
      const before = await readDocument(tx, assistantSchema, path);
      if (!before) return notFound;
      const after = assistantSchema.parse({
        ...before,
        ...changedSettings(assistantSettings, before, input.changes),
        version: before.version + 1,
        updatedAt: deps.clock.now(),
      });
      tx.set(path, asData(after));
      return ok(after);
    });

const PAGE = 50;

/** Deletes an assistant and stops its conversations. After a crash, those not stopped yet stop at their next step. */
export const deleteAssistant =
  (deps: ThreadDeps & { readonly originals: Originals }) =>
  async ({ userId, assistantId }: Own): Promise<Result<void, AppError>> => {
    const path = paths.assistant(userId, assistantId);
    if (!(await deps.store.get(path))) return notFound;
    const active = eachDocument(
      deps.store,
      {
        collection: paths.threads(userId),
        where: [
          { field: 'assistantId', op: '==', value: assistantId },
          { field: 'status', op: '==', value: 'active' },
        ],
      },
      PAGE,
    );
    for await (const { id: threadId } of active) {
      const detail = plain('assistant_deleted');
      const stopped = await stopIfReadable(deps, { userId, threadId, reason: 'owner_stopped', detail });
      if (stopped && !stopped.ok && stopped.error.code !== 'not_found') return stopped;
    }
    await deleteDocumentsOf(deps)({ userId, assistantId });
    await deleteRehearsalsOf(deps)({ userId, assistantId });
    await deleteLessonsOf(deps)({ userId, assistantId });
    await deps.store.delete(path);
    deps.logger.info('assistant_deleted', { assistantId });
    return ok(undefined);
  };
