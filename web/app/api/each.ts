import { ApiError } from './http.ts';

const LONGEST_PAUSE_S = 60;

const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * Runs `work` for every item, a few at a time. After a 429 it waits and retries; every other outcome is passed to
 * `onOutcome` as it comes. Never rejects.
 */
export const each = async <T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  onOutcome: (item: T, error: unknown) => void,
  { atOnce = 3, isCancelled = () => false }: { atOnce?: number; isCancelled?: () => boolean } = {},
): Promise<void> => {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined && !isCancelled(); item = queue.shift()) {
      for (let done = false; !done && !isCancelled(); ) {
        try {
          await work(item);
          onOutcome(item, null);
          done = true;
        } catch (error) {
          if (error instanceof ApiError && error.status === 429) {
            await pause(Math.min(error.retryAfter ?? 2, LONGEST_PAUSE_S));
          } else {
            onOutcome(item, error);
            done = true;
          }
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
};
