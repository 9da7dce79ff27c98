import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from './context.ts';
import { gcloud, read } from './gcloud.ts';
import type { Step } from './step.ts';

const list = ({ environment: { project } }: Context) =>
  gcloud('firestore', 'indexes', 'composite', 'list', `--project=${project}`, '--format=json');

const found = z.array(z.object({ state: z.string() }));
const file = z.object({ indexes: z.array(z.unknown()) });

const POLL_MS = 30_000;
/** Building takes minutes in an empty database, and may take hours in a full one. */
const PATIENCE_MS = 60 * 60_000;

/** A query without its index fails, so the functions that ask it wait until it is built. */
export const indexesReady: Step = {
  name: 'indexes: wait until they are built',
  plan: (context) => [list(context)],
  take: async (context) => {
    const path = join(context.root, 'infra/firebase/firestore.indexes.json');
    const wanted = file.parse(JSON.parse(await readFile(path, 'utf8'))).indexes.length;
    const until = context.now() + PATIENCE_MS;
    const advice = `Look at https://console.firebase.google.com/project/${context.environment.project}/firestore/indexes, and run this again.`;
    for (let told = false; ; told = true) {
      const ran = await context.run(list(context), false);
      const states = read(found, ran)?.map(({ state }) => state);
      if (!states) return { output: ran.output, advice };
      if (states.includes('NEEDS_REPAIR'))
        return { output: 'An index could not be built (NEEDS_REPAIR).', advice };
      const ready = states.filter((state) => state === 'READY').length;
      if (ready === states.length && ready >= wanted) return null;
      if (context.now() >= until) return { output: `${ready} of ${wanted} indexes are built.`, advice };
      if (!told) context.print(`${ready} of ${wanted} indexes are built; that takes some minutes.`);
      await context.sleep(POLL_MS);
    }
  },
};
