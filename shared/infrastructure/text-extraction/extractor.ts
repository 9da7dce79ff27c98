import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Extraction, FileToRead, TextExtractor } from '../../application/ports/text-extractor.ts';
import { workerUrl } from './worker-url.ts';

export interface ExtractorLimits {
  /** For one file, the start of its thread included. */
  readonly timeoutMs: number;
  /** Of the thread's JavaScript objects, and of its buffers, which V8's own limit leaves out. */
  readonly heapMb: number;
  readonly buffersMb: number;
}

const LIMITS: ExtractorLimits = { timeoutMs: 15_000, heapMb: 128, buffersMb: 128 };

/** How often the thread's buffers are looked at. It can fill some 50 MB in that time. */
const LOOK_MS = 25;
const MB = 1024 * 1024;

const FAILED: Extraction = { kind: 'failed' };

/** What comes out of the thread was made from a stranger's file. */
const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), text: z.string(), cut: z.boolean() }),
  z.object({ kind: z.literal('no_text') }),
  z.object({ kind: z.literal('failed') }),
]);

/** A copy that can be handed to another thread: a Buffer often shares its memory with others. */
const owned = (content: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(content);

const readInThread = (file: FileToRead, limits: ExtractorLimits): Promise<Extraction> =>
  new Promise((resolve) => {
    const content = owned(file.content);
    const worker = new Worker(workerUrl(), {
      workerData: { ...file, content },
      transferList: [content.buffer],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
      // Neither the process's secrets nor its flags.
      env: {},
      execArgv: [],
      // The libraries' warnings quote the file.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    let looking = false;
    let ended = false;
    const look = async (): Promise<void> => {
      if (looking) return;
      looking = true;
      const { external_memory } = await worker
        .getHeapStatistics()
        .catch(() => ({ external_memory: 0 }))
        .finally(() => {
          looking = false;
        });
      if (external_memory > limits.buffersMb * MB) end(FAILED);
    };
    const timeLimit = setTimeout(() => end(FAILED), limits.timeoutMs);
    const looks = setInterval(() => void look(), LOOK_MS);
    const end = (extraction: Extraction): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timeLimit);
      clearInterval(looks);
      // Resolved only once the thread is gone, so that the next one finds its memory free.
      void worker.terminate().then(() => resolve(extraction));
    };
    worker.once('message', (message: unknown) => {
      const answer = answerSchema.safeParse(message);
      end(answer.success ? answer.data : FAILED);
    });
    worker.once('messageerror', () => end(FAILED));
    worker.once('error', () => end(FAILED));
    worker.once('exit', () => end(FAILED));
  });

/**
 * Reads each file in a thread of its own that is ended at its limits of time and memory, one at a time. The libraries are
 * loaded there and nowhere else.
 */
export const createTextExtractor = (limits: Partial<ExtractorLimits> = {}): TextExtractor => {
  let before: Promise<unknown> = Promise.resolve();
  return {
    extract: (file) => {
      const reading = before.then(() => readInThread(file, { ...LIMITS, ...limits }));
      // It may throw where no thread can be started; the files behind it are read all the same.
      const settled = reading.catch(() => FAILED);
      before = settled;
      return settled;
    },
  };
};
