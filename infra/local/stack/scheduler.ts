export interface Job {
  readonly name: string;
  readonly url: string;
  readonly everyMs: number;
}

/**
 * Calls the scheduled functions over HTTP, as Cloud Scheduler does: with a signed token, one call of a job at a time.
 * A call that fails is simply made again next time. Stopping waits for the calls under way.
 */
export const startScheduler = (
  jobs: readonly Job[],
  idToken: () => Promise<string>,
): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const run = async (job: Job): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const authorization = `Bearer ${await idToken()}`;
        const signal = AbortSignal.timeout(300_000);
        const answer = await fetch(job.url, { method: 'POST', headers: { authorization }, signal });
        await answer.arrayBuffer();
      } catch {
        // Logged by the function itself where it got so far.
      }
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
