import { z } from 'zod';
import { functions } from '../../functions/manifest.ts';
import { topicNames } from '../../functions/topics.ts';
import { indexes } from '../../shared/persistence/indexes.ts';
import { run } from '../deploy/run.ts';
import { smokeTest } from '../deploy/smoke.ts';
import { type Check, type Finding, fail, pass, warn } from './check.ts';

export interface Installation {
  readonly project: string;
  readonly region: string;
  readonly publicUrl: string;
}

const GMAIL = 'serviceAccount:gmail-api-push@system.gserviceaccount.com';
const MAX_SKEW_MS = 60_000;

/** The output of `gcloud … --format=json`. Throws with gcloud's own message when it fails. */
const ask = async <S extends z.ZodType>(schema: S, ...args: readonly string[]): Promise<z.infer<S>> => {
  const { ok, output, stdout } = await run(
    { command: ['gcloud', ...args, '--format=json', '--quiet'] },
    false,
  );
  if (!ok) throw new Error(`gcloud ${args.slice(0, 3).join(' ')}: ${output.trim().slice(0, 300)}`);
  // gcloud may print warnings beside the JSON.
  return schema.parse(JSON.parse(stdout));
};

const names = z.array(z.object({ name: z.string() }));
const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const deployed = async ({ project, region }: Installation): Promise<readonly Finding[]> => {
  const found = await ask(
    z.array(z.object({ name: z.string(), state: z.string() })),
    'functions',
    'list',
    '--v2',
    `--project=${project}`,
    `--regions=${region}`,
  );
  return functions.map(({ name }) => {
    const one = found.find((candidate) => lastPart(candidate.name) === name);
    if (!one) return fail(`function ${name} is missing`, 'npm run deploy');
    return one.state === 'ACTIVE'
      ? pass(`function ${name}`)
      : fail(`function ${name} is ${one.state}`, 'Its log says why.');
  });
};

const publisher = async ({ project }: Installation): Promise<Finding> => {
  const policy = await ask(
    z.object({ bindings: z.array(z.object({ role: z.string(), members: z.array(z.string()) })).default([]) }),
    'pubsub',
    'topics',
    'get-iam-policy',
    'gmail-notification',
    `--project=${project}`,
  );
  const may = policy.bindings.some(
    ({ role, members }) => role === 'roles/pubsub.publisher' && members.includes(GMAIL),
  );
  return may
    ? pass('Gmail may publish to its topic')
    : fail(
        'Gmail may not publish to its topic',
        `Give ${GMAIL} the role Pub/Sub Publisher on it: npm run deploy does.`,
      );
};

const subscriptions = async ({ project }: Installation): Promise<readonly Finding[]> => {
  const found = await ask(
    z.array(
      z.object({
        name: z.string(),
        pushConfig: z.object({ pushEndpoint: z.string().default('') }).default({ pushEndpoint: '' }),
      }),
    ),
    'pubsub',
    'subscriptions',
    'list',
    `--project=${project}`,
  );
  const by = new Map(found.map((one) => [lastPart(one.name), one.pushConfig.pushEndpoint]));
  return topicNames().flatMap(({ topic, deadLetterSubscription }) => [
    by.get(topic)?.startsWith('https://')
      ? pass(`${topic} is pushed to its function`)
      : fail(`${topic} is pushed nowhere`, 'npm run deploy'),
    by.has(deadLetterSubscription)
      ? pass(`${deadLetterSubscription} keeps dead letters`)
      : fail(`${deadLetterSubscription} is missing: dead letters are lost`, 'npm run deploy'),
  ]);
};

const secrets = ({ project }: Installation): Promise<readonly Finding[]> =>
  Promise.all(
    [...new Set(functions.flatMap((spec): readonly string[] => spec.secrets))].map(async (secret) => {
      const versions = await ask(
        names,
        'secrets',
        'versions',
        'list',
        secret,
        '--filter=state=enabled',
        `--project=${project}`,
      );
      return versions.length > 0
        ? pass(`secret ${secret} has a value`)
        : fail(
            `secret ${secret} has no value`,
            `printf %s VALUE | gcloud secrets versions add ${secret} --project ${project} --data-file=-`,
          );
    }),
  );

const compositeIndexes = async ({ project }: Installation): Promise<Finding> => {
  const found = await ask(
    z.array(
      z.object({
        name: z.string(),
        state: z.string(),
        fields: z.array(z.object({ fieldPath: z.string() })).default([]),
      }),
    ),
    'firestore',
    'indexes',
    'composite',
    'list',
    `--project=${project}`,
  );
  const ready = new Set(
    found
      .filter(({ state }) => state === 'READY')
      .map(({ name, fields }) => {
        const collection = /collectionGroups\/([^/]+)\//.exec(name)?.[1] ?? '';
        return `${collection}:${fields
          .map(({ fieldPath }) => fieldPath)
          .filter((path) => path !== '__name__')
          .join(',')}`;
      }),
  );
  const missing = indexes
    .filter(({ fields }) => fields.length > 1)
    .map(({ collection, fields }) => `${collection}:${fields.map(({ field }) => field).join(',')}`)
    .filter((wanted) => !ready.has(wanted));
  return missing.length === 0
    ? pass('all composite indexes are ready')
    : fail(
        `indexes that are missing or not ready yet: ${missing.join(' ')}`,
        'firebase deploy --only firestore; building takes minutes.',
      );
};

const answers = async ({ publicUrl }: Installation): Promise<readonly Finding[]> => {
  const problems = await smokeTest(publicUrl);
  return problems.length === 0
    ? [pass(`${publicUrl} answers`)]
    : problems.map((problem) => fail(problem, 'Is Hosting deployed, with the region of the functions?'));
};

/** Whether Google accepts our redirect URI: it refuses one that the OAuth client does not list. */
const redirectUri = async ({ publicUrl }: Installation): Promise<Finding> => {
  const answer = await fetch(`${publicUrl}/api/auth/login?returnTo=/`, { redirect: 'manual' });
  const location = answer.headers.get('location');
  const uri = location === null ? null : new URL(location).searchParams.get('redirect_uri');
  return uri === `${publicUrl}/api/auth/callback`
    ? pass(`sign-in comes back to ${uri}`)
    : fail(
        `sign-in comes back to ${uri ?? 'nowhere'}`,
        `PUBLIC_URL is not ${publicUrl}: npm run deploy -- --public-url …`,
      );
};

const clock = async ({ publicUrl }: Installation, now: () => number): Promise<Finding> => {
  const { headers } = await fetch(`${publicUrl}/api/openapi.json`, { method: 'HEAD' });
  const skew = Math.abs(Date.parse(headers.get('date') ?? '') - now());
  return skew < MAX_SKEW_MS
    ? pass('the clocks agree')
    : fail(
        'this machine’s clock and the installation’s differ by more than a minute',
        'Signed tokens are refused with a wrong clock: set it.',
      );
};

const logged = (project: string, filter: string): Promise<readonly unknown[]> =>
  ask(
    z.array(z.unknown()),
    'logging',
    'read',
    filter,
    '--freshness=1d',
    '--limit=100',
    `--project=${project}`,
  );

/** Watches that could not be renewed. Gmail's notifications end with them. */
const watches = async ({ project }: Installation): Promise<Finding> => {
  const failed = await logged(project, 'jsonPayload.message="watch_failed"');
  return failed.length === 0
    ? pass('no watch has failed for a day')
    : fail(
        `${failed.length} watches have failed in a day`,
        'docs/runbook.md, "Watches fail", goes through the codes.',
      );
};

const trouble = z.object({ jsonPayload: z.object({ advice: z.string() }) });

/** Faults that keep Gmail from serving any mailbox, from the log of the last day. */
const gmailTrouble = async ({ project }: Installation): Promise<readonly Finding[]> => {
  const entries = await logged(project, 'jsonPayload.message="gmail_trouble"');
  const advices = entries.flatMap((entry) => {
    const read = trouble.safeParse(entry);
    return read.success ? [read.data.jsonPayload.advice] : [];
  });
  return advices.length === 0
    ? [pass('Gmail serves this installation')]
    : [...new Set(advices)].map((advice) =>
        fail('Google has refused calls to Gmail in the last day', advice),
      );
};

/** Gmail's limits, for a user or the project. */
const quota = async ({ project }: Installation): Promise<Finding> => {
  const limited = await logged(project, 'jsonPayload.why="gmail rate_limited"');
  return limited.length === 0
    ? pass('Gmail has not rate-limited this installation in the last day')
    : warn(
        `Gmail has rate-limited this installation ${limited.length} times in the last day`,
        `https://console.cloud.google.com/apis/api/gmail.googleapis.com/quotas?project=${project}`,
      );
};

/** The checks of an installation on Google Cloud, using `gcloud` and the installation itself. */
export const cloudChecks = (installation: Installation, now: () => number): readonly Check[] => [
  { name: 'functions', run: () => deployed(installation) },
  { name: 'publisher', run: () => publisher(installation) },
  { name: 'subscriptions', run: () => subscriptions(installation) },
  { name: 'secrets', run: () => secrets(installation) },
  { name: 'indexes', run: () => compositeIndexes(installation) },
  { name: 'watches', run: () => watches(installation) },
  { name: 'gmail', run: () => gmailTrouble(installation) },
  { name: 'quota', run: () => quota(installation) },
  { name: 'addresses', run: () => answers(installation) },
  { name: 'redirect URI', run: () => redirectUri(installation) },
  { name: 'clock', run: () => clock(installation, now) },
];
