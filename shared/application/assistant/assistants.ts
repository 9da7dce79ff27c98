import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { plain } from '../../domain/conversation/notices.ts';
import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { assistantIdSchema, userIdSchema } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type Page, readPage } from '../../persistence/pages.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { ThreadDeps } from '../conversation/deps.ts';
import { stopThread } from '../conversation/stop.ts';
import { type AppError, notFound } from '../errors.ts';

export type AssistantFields = Pick<
  Assistant,
  | 'name'
  | 'instructions'
  | 'knowledge'
  | 'language'
  | 'signature'
  | 'mode'
  | 'limits'
  | 'replyDelayMinutes'
  | 'workingHours'
>;

type Own = { readonly userId: string; readonly assistantId: string };

export const createAssistant =
  (deps: Pick<ThreadDeps, 'store' | 'clock' | 'random'>) =>
  async (input: { readonly userId: string; readonly fields: AssistantFields }): Promise<Assistant> => {
    const now = deps.clock.now();
    const assistant: Assistant = {
      schemaVersion: 1,
      id: assistantIdSchema.parse(`a${deps.random.id()}`),
      userId: userIdSchema.parse(input.userId),
      ...input.fields,
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
  (deps: Pick<ThreadDeps, 'store'>) =>
  (input: {
    readonly userId: string;
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<Result<Page<Assistant>, AppError>> =>
    readPage(
      deps.store,
      assistantSchema,
      { collection: paths.assistants(input.userId), orderBy: [{ field: 'createdAt', direction: 'desc' }] },
      input,
    );

/** Running conversations use the change from their next mail on. */
export const updateAssistant =
  (deps: Pick<ThreadDeps, 'store' | 'clock'>) =>
  (
    input: Own & {
      readonly changes: { readonly [K in keyof AssistantFields]?: AssistantFields[K] | undefined };
    },
  ): Promise<Result<Assistant, AppError>> =>
    deps.store.transaction(async (tx) => {
      const path = paths.assistant(input.userId, input.assistantId);
      const before = await readDocument(tx, assistantSchema, path);
      if (!before) return notFound;
      const given = Object.entries(input.changes).filter(([, value]) => value !== undefined);
      const after = assistantSchema.parse({
        ...before,
        ...Object.fromEntries(given),
        version: before.version + 1,
        updatedAt: deps.clock.now(),
      });
      tx.set(path, asData(after));
      return ok(after);
    });

const PAGE = 50;

/** Deletes an assistant and stops its conversations. After a crash, the others stop at their next step. */
export const deleteAssistant =
  (deps: ThreadDeps) =>
  async ({ userId, assistantId }: Own): Promise<Result<void, AppError>> => {
    const path = paths.assistant(userId, assistantId);
    if (!(await deps.store.get(path))) return notFound;
    for (;;) {
      const documents = await deps.store.query({
        collection: paths.threads(userId),
        where: [
          { field: 'assistantId', op: '==', value: assistantId },
          { field: 'status', op: '==', value: 'active' },
        ],
        limit: PAGE,
      });
      for (const document of documents) {
        const { id: threadId } = parseDocument(emailThreadSchema, document);
        const detail = plain('assistant_deleted');
        const stopped = await stopThread(deps)({ userId, threadId, reason: 'owner_stopped', detail });
        if (!stopped.ok && stopped.error.code !== 'not_found') return stopped;
      }
      if (documents.length < PAGE) break;
    }
    await deps.store.delete(path);
    deps.logger.info('assistant_deleted', { assistantId });
    return ok(undefined);
  };
