import type { Timer } from '../ports/timer.ts';

/**
 * Who may be at work in this process. After a crash nobody knows which of the turns under way caused it, so each of them is
 * tried again alone: what then breaks off is evidence against nobody else.
 */
export interface TurnGate {
  /**
   * Lets a turn in: alone, or beside others that are not alone. Call what is returned when it has ended. null: the others took
   * too long. In the order of asking, so that nobody waits for ever.
   */
  enter(alone: boolean): Promise<(() => void) | null>;
}

/** What is waited for is mostly a model. Longer than this, the thread is better tried another time. */
const PATIENCE_MS = 60_000;

interface Waiter {
  readonly alone: boolean;
  readonly letIn: () => void;
}

export const createTurnGate = (timer: Timer): TurnGate => {
  let inside = 0;
  let isClosed = false;
  let waiting: Waiter[] = [];

  const fits = (alone: boolean): boolean => !isClosed && (!alone || inside === 0);

  const admit = (alone: boolean): (() => void) => {
    inside++;
    isClosed = alone;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      inside--;
      if (alone) isClosed = false;
      letIn();
    };
  };

  const letIn = (): void => {
    for (let [next] = waiting; next && fits(next.alone); [next] = waiting) {
      waiting = waiting.slice(1);
      next.letIn();
    }
  };

  return {
    enter: (alone) => {
      if (waiting.length === 0 && fits(alone)) return Promise.resolve(admit(alone));
      return new Promise((resolve) => {
        const waiter: Waiter = {
          alone,
          letIn: () => {
            stop();
            resolve(admit(alone));
          },
        };
        waiting.push(waiter);
        const stop = timer.every(PATIENCE_MS, async () => {
          stop();
          waiting = waiting.filter((other) => other !== waiter);
          resolve(null);
          letIn();
        });
      });
    },
  };
};
