import { Worker } from 'node:worker_threads';

export interface ThreadLimits {
  /** Time limit, including the start of the thread. */
  readonly timeoutMs: number;
  /**
   * Limit for the thread's JavaScript objects, and separately for its buffers, which V8's own limit does not include.
   */
  readonly heapMb: number;
  readonly buffersMb: number;
}

/** How often the size of the thread's buffers is checked. It can allocate some 50 MB in that time. */
const LOOK_MS = 25;
const MB = 1024 * 1024;

/** A copy that can be transferred to another thread, because a Buffer often shares its memory with others. */
export const owned = (content: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(content);

/**
 * Runs a program in its own thread, which is terminated at its limits. The first message that it posts is the result;
 * null: it ended without one. Resolves when the thread has ended, so that its memory is free for the next one.
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
      // The thread gets neither the process's environment, which has secrets, nor its flags.
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

/** Runs tasks one after the other. A failed task does not stop the next ones. */
export const inTurns = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = before.then(work);
    before = result.catch(() => {});
    return result;
  };
};
