import type { World } from '../world/world.ts';
import { runInhabitants } from './live.ts';
import { INHABITANTS } from './people.ts';

/** Wakes the inhabitants whenever a mail of theirs is due. */
export function startInhabitants(world: World, delayMs: number): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let planned = false;

  const look = (): void => {
    planned = false;
    clearTimeout(timer);
    if (closed) return;
    const next = runInhabitants(world.kernel, delayMs);
    if (next === null) return;
    timer = setTimeout(look, Math.max(1, next - world.kernel.now()));
    timer.unref();
  };
  const plan = (): void => {
    if (planned || closed) return;
    planned = true;
    setImmediate(look);
  };

  for (const { email, name } of INHABITANTS) world.ensureMailbox(email, name);
  world.onChange(plan);
  plan();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
