/** Waiting is passed in like time itself, so that it can be virtual. */
export interface Timer {
  /** Does `work` every `ms` from now on, each time after the one before has ended, until what is returned is called. */
  every(ms: number, work: () => Promise<void>): () => void;
  /** Resolves after `ms`. */
  sleep(ms: number): Promise<void>;
}

/** Of the operating system. Repeated work keeps no process alive. */
export const systemTimer: Timer = {
  every: (ms, work) => {
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const next = (): void => {
      timer = setTimeout(async () => {
        await work();
        if (!isOver) next();
      }, ms);
      timer.unref();
    };
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
