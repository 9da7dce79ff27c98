export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** Settles when the call has been answered. */
  readonly call: () => Promise<unknown>;
}

/** Timeout of a call. */
const TIMEOUT_MS = 300_000;

/** Calls a scheduled function over HTTP with a signed token, as Cloud Scheduler does. */
export const callOf = (url: string, idToken: () => Promise<string>) => async (): Promise<void> => {
  const authorization = `Bearer ${await idToken()}`;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(url, { method: 'POST', headers: { authorization }, signal });
  await answer.arrayBuffer();
};

/**
 * Calls each job at its interval, one call at a time. A failed call is not retried before the next interval; the function
 * has logged the error. Stopping waits for the calls under way.
 */
export const startScheduler = (jobs: readonly Job[]): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const run = async (job: Job): Promise<void> => {
    while (!stopping.signal.aborted) {
      await job.call().catch(() => {});
      await pause(job.everyMs, stopping.signal);
    }
  };
  const running = jobs.map(run);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
