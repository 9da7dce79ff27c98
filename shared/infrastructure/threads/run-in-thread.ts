import { Worker } from 'node:worker_threads';

export interface ThreadLimits {
  /** The start of the thread included. */
  readonly timeoutMs: number;
  /** Of the thread's JavaScript objects, and of its buffers, which V8's own limit leaves out. */
  readonly heapMb: number;
  readonly buffersMb: number;
}

/** How often the thread's buffers are looked at. It can fill some 50 MB in that time. */
const LOOK_MS = 25;
const MB = 1024 * 1024;

/** A copy that can be handed to another thread: a Buffer often shares its memory with others. */
export const owned = (content: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(content);

/**
 * Runs a program in a thread of its own, which is ended at its limits. What it posts first is the answer; null: it ended
 * without one. Resolved only once the thread is gone, so that the next one finds its memory free.
 */
export const runInThread = (
  program: URL,
  data: object,
  handedOver: readonly ArrayBuffer[],
  limits: ThreadLimits,
): Promise<unknown> =>
  new Promise((resolve) => {
    const worker = new Worker(program, {
      workerData: data,
      transferList: [...handedOver],
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
      if (external_memory > limits.buffersMb * MB) end(null);
    };
    const timeLimit = setTimeout(() => end(null), limits.timeoutMs);
    const looks = setInterval(() => void look(), LOOK_MS);
    const end = (answer: unknown): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timeLimit);
      clearInterval(looks);
      void worker.terminate().then(() => resolve(answer));
    };
    worker.once('message', end);
    worker.once('messageerror', () => end(null));
    worker.once('error', () => end(null));
    worker.once('exit', () => end(null));
  });

/** One after the other; one that fails does not keep those behind it from being run. */
export const inTurns = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = before.then(work);
    before = result.catch(() => {});
    return result;
  };
};
