import type { AppEvent } from '../../shared/application/ports/event-bus.ts';
import type { Plan } from './plan.ts';
import type { Task } from './scheduler.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const MAX_ATTEMPTS = 30;

/** What is delivered: our own events, and Gmail's notifications, which name a history id. */
export type Announced =
  | Extract<AppEvent, { topic: 'thread-turn' | 'notifications' | 'read-document' | 'rehearse' | 'learn' }>
  | {
      readonly topic: 'gmail-notification';
      readonly data: { readonly mailboxId: string; readonly hint?: string | null };
    };

/**
 * Delivers at least once, in no order: an event is gone only when its handling has ended well; a crash or a failure
 * brings it back. The plan says which events are lost, late or come twice. Answers what announces an event.
 */
export const deliveringTo = (
  world: World,
  plan: Plan,
  handle: (event: Announced, task: Task, attempt: number) => Promise<void>,
): ((event: Announced) => void) => {
  const { scheduler } = world;
  const mishaps = new Map(
    plan.events.flatMap((event) => (event.type === 'delivery' ? [[event.event, event.what] as const] : [])),
  );
  let events = 0;

  const deliver = (event: Announced, attempt: number): void => {
    if (attempt > MAX_ATTEMPTS) return;
    let over = false;
    const again = (ms: number): void => {
      if (over) return;
      over = true;
      scheduler.at(scheduler.now + ms, () => deliver(event, attempt + 1));
    };
    // The connection breaks with the process, mostly; else the acknowledgement's deadline passes.
    world.instance.onDeath.push(() => {
      if (!over && world.dice.chance(0.8)) again(5_000 * 2 ** Math.min(attempt - 1, 7));
    });
    world.run(event.topic, async (task) => {
      try {
        await handle(event, task, attempt);
        over = true;
      } catch (error) {
        world.note(error);
        again(1000 * 2 ** Math.min(attempt, 9));
      }
    });
    scheduler.at(scheduler.now + 10 * MINUTE, () => again(0));
  };

  return (event) => {
    const what = world.quiet ? undefined : mishaps.get(events);
    events++;
    if (what) world.visited.add(`event ${what}`);
    if (what === 'lost') return;
    const delay = what === 'late' ? 5 * MINUTE + world.dice.below(60 * MINUTE) : 5 + world.dice.below(200);
    scheduler.at(scheduler.now + delay, () => deliver(event, 1));
    if (what === 'twice') scheduler.at(scheduler.now + world.dice.below(3000), () => deliver(event, 1));
  };
};
