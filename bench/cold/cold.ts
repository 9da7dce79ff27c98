import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { functions } from '../../functions/manifest.ts';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { installFramework, runBundle } from '../../infra/build/testing/run-bundle.ts';
import { writeFloor, writeUsual } from './references.ts';

/**
 * `npm run bench:cold`: starts every built function and measures the time until the framework listens (load) and until
 * the first request is answered (first). Compares with two references of the same run: an empty function (the floor),
 * and the common way, with every client imported at the top. The first request has no session or token and is refused,
 * so it passes the whole edge without a store. Rounds are interleaved, because the machine is noisy; ratios are of
 * minima.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const project = join(import.meta.dirname, '../..');

const LOAD_GOAL = 1.5;
const FIRST_GOAL = 2.5;

const env = {
  PUBLIC_URL: 'https://email-ai.example',
  GOOGLE_CLOUD_PROJECT: 'a-project',
  INVOKER_SERVICE_ACCOUNT: 'invoker@a-project.iam.gserviceaccount.com',
  GOOGLE_CLIENT_ID: 'client',
  GOOGLE_CLIENT_SECRET: 'secret',
  OPENAI_API_KEY: 'key',
  LOG_LEVEL: 'error',
  NODE_ENV: 'production',
};

interface Subject {
  readonly name: string;
  readonly folder: string;
  readonly request: (origin: string) => Promise<Response>;
}

interface Sample {
  readonly loadMs: number;
  readonly firstMs: number;
  readonly rssMb: number;
}

const measure = async ({ name, folder, request }: Subject): Promise<Sample> => {
  const started = performance.now();
  const running = await runBundle(name, folder, env);
  const loadMs = performance.now() - started;
  await (await request(running.origin)).arrayBuffer();
  const firstMs = performance.now() - started;
  const status = await readFile(`/proc/${running.pid}/status`, 'utf8').catch(() => '');
  await running.stop();
  return { loadMs, firstMs, rssMb: Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024 };
};

const post = (origin: string) => fetch(origin, { method: 'POST' });

const work = await mkdtemp(join(tmpdir(), 'email-ai-cold-'));
try {
  await bundleFunctions(work);
  await writeFloor(join(work, 'floor'));
  await writeUsual(join(work, 'usual'));
  for (const name of ['floor', ...functions.map((spec) => spec.name)])
    await installFramework(join(work, name));
  await symlink(join(project, 'node_modules'), join(work, 'usual', 'node_modules'));
  const subjects: readonly Subject[] = [
    { name: 'floor', folder: join(work, 'floor'), request: post },
    { name: 'usual', folder: join(work, 'usual'), request: post },
    ...functions.map(({ name, trigger }) => ({
      name,
      folder: join(work, name),
      request:
        trigger.kind === 'http'
          ? (origin: string) => fetch(`${origin}/api${trigger.paths[0]}/session`)
          : post,
    })),
  ];
  const samples = new Map<string, Sample[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const subject of subjects) samples.get(subject.name)?.push(await measure(subject));
  }
  const best = (name: string, of: keyof Sample): number =>
    Math.min(...(samples.get(name) ?? []).map((sample) => sample[of]));
  const row = (name: string) => {
    const [load, first] = [best(name, 'loadMs'), best(name, 'firstMs')];
    return {
      function: name,
      'load ms': Math.round(load),
      'of floor': (load / best('floor', 'loadMs')).toFixed(2),
      'first ms': Math.round(first),
      'of floor ': (first / best('floor', 'firstMs')).toFixed(2),
      'RSS MB': Math.round(best(name, 'rssMb')),
      'memory MB': functions.find((spec) => spec.name === name)?.memoryMb ?? '',
    };
  };
  console.table(subjects.map(({ name }) => row(name)));
  const slow = functions.filter(
    ({ name }) =>
      best(name, 'loadMs') > LOAD_GOAL * best('floor', 'loadMs') ||
      best(name, 'firstMs') > FIRST_GOAL * best('floor', 'firstMs'),
  );
  for (const { name } of slow)
    console.log(`${name} misses the goal (${LOAD_GOAL} and ${FIRST_GOAL} times the floor).`);
  process.exitCode = slow.length > 0 ? 1 : 0;
} finally {
  await rm(work, { recursive: true, force: true });
}
