import { setImmediate } from 'node:timers/promises';
import type { AppEvent } from '../../shared/application/ports/event-bus.ts';
import { deliveringTo } from '../simulation/bus.ts';
import { planFor } from '../simulation/plan-for.ts';
import { World } from '../simulation/world.ts';
import { eventBusContract, type OpenBus } from './event-bus.ts';

/** The simulation's bus, its virtual time running by itself: what it proves is worth as much as this is like the real ones. */
const open = async (): Promise<OpenBus> => {
  const plan = { ...planFor(0), events: [] };
  const world = new World(plan);
  let subscriber: Parameters<OpenBus['subscribe']>[0] | null = null;
  let publishing = 0;
  let open = true;
  world.publish = deliveringTo(world, plan, async (event) => {
    if (!subscriber || !(await subscriber(event))) throw new Error('retry: not dealt with');
  });
  const run = async (): Promise<void> => {
    while (open) {
      // Without anybody to listen, all attempts would be over in no time.
      if (subscriber || publishing > 0) await world.scheduler.step(Number.POSITIVE_INFINITY);
      await setImmediate();
    }
  };
  const running = run();
  return {
    bus: {
      publish: async (event: AppEvent) => {
        publishing++;
        await new Promise<void>((resolve) => {
          world.run('publish', async (task) => {
            await world.busFor(task).publish(event);
            resolve();
          });
        });
        publishing--;
      },
    },
    subscribe: async (given) => {
      subscriber = given;
    },
    close: async () => {
      open = false;
      await running;
    },
  };
};

eventBusContract('the simulation', open);
