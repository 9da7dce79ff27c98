import { z } from 'zod';
import type { Extraction, FileToRead, TextExtractor } from '../../application/ports/text-extractor.ts';
import { inTurns, owned, runInThread, type ThreadLimits } from '../threads/run-in-thread.ts';
import { workerUrl } from './worker-url.ts';

/** Limits for one file. */
export type ExtractorLimits = ThreadLimits;

const LIMITS: ExtractorLimits = { timeoutMs: 15_000, heapMb: 128, buffersMb: 128 };
/** For a document of an owner, which nobody waits for. */
export const DOCUMENT_LIMITS: ExtractorLimits = { timeoutMs: 60_000, heapMb: 384, buffersMb: 192 };

const FAILED: Extraction = { kind: 'failed' };

/** The thread's output comes from an untrusted file. */
const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), text: z.string(), cut: z.boolean() }),
  z.object({ kind: z.literal('no_text') }),
  z.object({ kind: z.literal('failed') }),
]);

const readInThread = async (file: FileToRead, limits: ExtractorLimits): Promise<Extraction> => {
  const content = owned(file.content);
  const answer = answerSchema.safeParse(
    await runInThread(workerUrl(), { ...file, content }, [content.buffer], limits),
  );
  return answer.success ? answer.data : FAILED;
};

/**
 * Reads each file in its own thread, which is terminated at its limits of time and memory, one at a time. The libraries
 * are loaded only there.
 */
export const createTextExtractor = (limits: Partial<ExtractorLimits> = {}): TextExtractor => {
  const inTurn = inTurns();
  return {
    // It throws if no thread can be started.
    extract: (file) => inTurn(() => readInThread(file, { ...LIMITS, ...limits })).catch(() => FAILED),
  };
};
