import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { assistantSettings } from '../../domain/assistant/settings.ts';
import { withFact } from '../../domain/assistant/with-fact.ts';
import { MAX_NOTES } from '../../domain/conversation/commitment.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData, readThreadView } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { Transaction } from '../ports/document-store.ts';
import { type CommitDeps, prepareEvents, type Target } from './commit.ts';
import { publishHandedOut } from './hand-out.ts';

interface Answer extends Target {
  readonly text: string;
  /** The fact joins the assistant's knowledge. */
  readonly remember: boolean;
}

/** The assistant with one more fact; null: it does not fit. A deleted one remembers nothing. */
const remembering = async (
  tx: Transaction,
  { userId, assistantId }: EmailThread,
  question: string,
  answer: string,
): Promise<Assistant | 'deleted' | null> => {
  const assistant = await readDocument(tx, assistantSchema, paths.assistant(userId, assistantId));
  if (!assistant) return 'deleted';
  const knowledge = withFact(assistant.knowledge, question, answer);
  const fits = assistantSettings.knowledge.input.safeParse(knowledge).success;
  return fits ? { ...assistant, knowledge, version: assistant.version + 1 } : null;
};

/** What the owner may answer; of words that nothing proves, the answer alone is the fact. null: nothing. */
const openQuestion = ({ status, attention }: EmailThread): string | null => {
  if (status !== 'active') return null;
  if (attention?.code === 'unproved') return '';
  return attention?.code === 'question' ? attention.params.question : null;
};

/**
 * The owner answers what the assistant asked, once; the conversation goes on at once. With `remember` both are stored or
 * neither. Errors: StoreError and BusError pass through.
 */
export const answerQuestion =
  (deps: CommitDeps) =>
  async ({ userId, threadId, text, remember }: Answer): Promise<Result<EmailThread, AppError>> => {
    const answered = await deps.store.transaction(async (tx) => {
      const before = await readThreadView(tx, userId, threadId);
      if (!before) return notFound;
      const { thread } = before;
      const question = openQuestion(thread);
      if (question === null) return appError('no_question');
      if (thread.notes.length >= MAX_NOTES) return appError('too_many_notes');
      const assistant = remember ? await remembering(tx, thread, question, text) : 'deleted';
      if (assistant === null) return appError('knowledge_full');
      const now = deps.clock.now();
      const prepared = await prepareEvents(tx, before, [{ type: 'question_answered', at: now, text }], {
        now,
        newId: deps.random.id,
        isForeign: true,
        handsOut: true,
      });
      prepared.write();
      if (assistant !== 'deleted') {
        tx.set(paths.assistant(userId, assistant.id), asData({ ...assistant, updatedAt: now }));
      }
      return ok(prepared);
    });
    if (!answered.ok) return answered;
    const { view, isHandedOut } = answered.value;
    if (isHandedOut) await publishHandedOut(deps, view.thread);
    return ok(view.thread);
  };
