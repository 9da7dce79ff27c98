import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { environmentFile, readEnvironment } from './environment.ts';
import { smokeTest } from './smoke.ts';
import { type Account, newAccount, newProject, type Project } from './testing/account.ts';
import { ANSWERS, type Play, rehearsal } from './testing/rehearsal.ts';

/*
 * The whole deployment, with small programs on PATH in the place of Google's, in every state that an account can be in. They answer as the
 * real ones do by their sources and documentation; that the real ones do so cannot be tried here.
 */

let stages: Awaited<ReturnType<typeof rehearsal>>[] = [];
afterEach(async () => {
  await Promise.all(stages.map(({ remove }) => remove()));
  stages = [];
});
const stage = async (account: Account = newAccount()) => {
  const made = await rehearsal(account);
  stages.push(made);
  return made;
};

const accountWith = (changes: Partial<Project>): Account => newAccount({ 'my-project': newProject(changes) });
const CHANGES = /\b(create|apply|deploy|enable|add|update|import|init|run)\b/;
const changing = (calls: readonly string[]): readonly string[] => calls.filter((call) => CHANGES.test(call));

const mineOf = ({ projects }: Account): Project => {
  const mine = projects['my-project'];
  if (!mine) throw new Error('the project is gone');
  return mine;
};

describe('a fresh account', () => {
  test('is deployed to in one go, in the order that lets everything start', async () => {
    const { play, file, config } = await stage();
    const { outcome, said, calls, account } = await play({ forbidden: 3 });
    expect(said).toContain('It answers at https://my-project.web.app');
    expect(outcome).toBe(0);

    const mine = mineOf(account);
    expect(mine).toMatchObject({
      sites: [{ name: 'my-project', type: 'DEFAULT_SITE' }],
      database: { type: 'FIRESTORE_NATIVE', locationId: 'eur3' },
      secrets: { GOOGLE_CLIENT_SECRET: ['GOCSPX-1'], OPENAI_API_KEY: ['sk-1'] },
      migrated: true,
      functions: { region: 'europe-west1', publicUrl: 'https://my-project.web.app' },
      hosting: { site: 'my-project', region: 'europe-west1' },
    });
    expect(account.buckets['my-project-email-ai-state']).toEqual({
      owner: mine.number,
      open: true,
      versioned: true,
    });
    const inOrder = [
      'npm run build',
      'gcloud services enable',
      'firebase hosting:sites:create',
      'gcloud storage buckets create',
      'terraform -chdir=infra/terraform init',
      'terraform -chdir=infra/terraform providers lock',
      'terraform -chdir=infra/terraform validate',
      '-target=google_secret_manager_secret.this',
      'gcloud secrets versions add GOOGLE_CLIENT_SECRET',
      'gcloud secrets versions add OPENAI_API_KEY',
      '--only=firestore',
      'gcloud firestore indexes composite list',
      'npm run migrate -- up --project my-project',
      'apply -input=false -auto-approve -var-file=environments/production.tfvars.json',
      '--only=hosting',
    ];
    const places = inOrder.map((part) => calls.findLastIndex((call) => call.includes(part)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);

    // What was found out is remembered, and nothing that is secret.
    expect(await file()).toEqual({
      project: 'my-project',
      region: 'europe-west1',
      firestore_location: 'eur3',
      hosting_site: 'my-project',
      public_url: 'https://my-project.web.app',
      google_client_id: 'client.apps.googleusercontent.com',
    });
    expect(calls.join('\n')).not.toMatch(/GOCSPX-1|sk-1/);
    expect((await config()).hosting.site).toBe('my-project');
  });

  test('hears the redirect URI before it is asked for the client, whose secret is not shown', async () => {
    const { play } = await stage();
    const { said } = await play();
    const uri = said.indexOf('https://my-project.web.app/api/auth/callback');
    const client = said.indexOf('Its client id');
    expect(uri).toBeGreaterThan(-1);
    expect(client).toBeGreaterThan(uri);
    expect(said.indexOf('OAuth client’s secret')).toBeGreaterThan(client);
    expect(said).toMatch(/Its client id .*\(shown\)/);
    expect(said).not.toMatch(/secret \(GOCSPX-…\): \(shown\)/);
  });
});

describe('what is missing is said at once, in order, with what mends it; nothing is changed', () => {
  const missing = async (account: Account, given: Play = {}): Promise<string> => {
    const { play } = await stage(account);
    const { outcome, said, calls } = await play(given);
    expect(outcome).toBe(2);
    expect(changing(calls)).toEqual([]);
    return said;
  };
  const inOrder = (said: string, ...parts: readonly string[]): void => {
    const places = parts.map((part) => said.indexOf(part));
    expect(places, said).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  };

  test('no programs', async () => {
    const said = await missing(newAccount(), { tools: ['npm'], answers: null });
    inOrder(
      said,
      'https://cloud.google.com/sdk/docs/install',
      'https://developer.hashicorp.com/terraform/install',
      'npm install --global firebase-tools',
      '--client-id ID',
      'Cannot be checked before that',
      'signed in',
      'billing',
    );
    expect(said).not.toContain('gcloud auth login');
  });

  test('nobody signed in', async () => {
    const account = newAccount();
    account.signedIn = { gcloud: false, credentials: false, firebase: false };
    inOrder(
      await missing(account),
      'gcloud auth login',
      'gcloud auth application-default login',
      'firebase login',
    );
  });

  test('only Terraform’s credentials', async () => {
    const account = newAccount();
    account.signedIn.credentials = false;
    const said = await missing(account);
    expect(said).toContain('1. Credentials');
    expect(said).not.toContain('2. ');
  });

  test('an old Terraform', async () => {
    const said = await missing({ ...newAccount(), terraform: '1.5.7' });
    expect(said).toContain('Terraform 1.9 (found: 1.5.7)');
  });

  test('the terms of Google Cloud, and no project', async () => {
    const account = newAccount({});
    account.terms.cloud = false;
    inOrder(
      await missing(account),
      'Terms of Service',
      'console.cloud.google.com/',
      'gcloud projects create my-project',
    );
    expect(await missing(newAccount({}))).toContain('1. The project my-project');
  });

  test('a project that is being deleted', async () => {
    expect(await missing(accountWith({ state: 'DELETE_REQUESTED' }))).toContain(
      'gcloud projects undelete my-project',
    );
  });

  test('billing, an organization’s policy, Firebase and its terms, all at once', async () => {
    const said = await missing(
      accountWith({
        billing: false,
        firebase: false,
        parent: { type: 'organization', id: '7' },
        admitted: ['C01'],
      }),
    );
    inOrder(
      said,
      'https://console.cloud.google.com/billing/linkedaccount?project=my-project',
      'iam.allowedPolicyMemberDomains',
      'firebase projects:addfirebase my-project',
      'https://console.firebase.google.com/?forceCheckTos=true',
    );
  });

  test.each([
    ['closed to us', false],
    ['open to us, so that our state would be written into it', true],
  ])('a bucket of a stranger, %s', async (_how, open) => {
    const account = newAccount();
    account.buckets['my-project-email-ai-state'] = { owner: '999', open, versioned: false };
    account.buckets['my-project-email-ai-sources'] = { owner: '999', open, versioned: false };
    const said = await missing(account);
    expect(said).toContain(
      'my-project-email-ai-state and my-project-email-ai-sources belong to somebody else',
    );
    expect(said).toContain('"bucket_prefix"');
  });

  test('a database in Datastore mode, or in another place', async () => {
    const services = ['firestore.googleapis.com'];
    const datastore = await missing(
      accountWith({ services, database: { type: 'DATASTORE_MODE', locationId: 'eur3' } }),
    );
    expect(datastore).toContain('gcloud projects create');
    const elsewhere = await missing(
      accountWith({ services, database: { type: 'FIRESTORE_NATIVE', locationId: 'nam5' } }),
    );
    expect(elsewhere).toContain('"firestore_location": "nam5"');
  });

  test('client and secrets, where nobody can be asked', async () => {
    const said = await missing(newAccount(), { answers: null });
    inOrder(said, '--client-id ID', 'GOOGLE_CLIENT_SECRET', 'OPENAI_API_KEY');
    const some = await missing(newAccount(), { answers: null, variables: { OPENAI_API_KEY: 'sk-1' } });
    expect(some).not.toContain('OPENAI_API_KEY');
  });

  test('a function that there is none of, in max_instances', async () => {
    expect(await missing(newAccount(), { written: { max_instances: { 'thread-turns': 9 } } })).toContain(
      'thread-turns',
    );
  });
});

describe('the site', () => {
  const siteAfter = async (account: Account, given: Play = {}) => {
    const { play, file } = await stage(account);
    const { outcome, said, account: after } = await play(given);
    expect(outcome, said).toBe(0);
    const written = await file();
    expect(mineOf(after).functions?.publicUrl).toBe(written.public_url);
    return { written, hosting: mineOf(after).hosting };
  };

  test('gets the name that Hosting proposes, where its own is taken', async () => {
    const account = newAccount();
    account.sitesTaken['my-project'] = 'my-project-5f3a1';
    const { written, hosting } = await siteAfter(account);
    expect(written).toMatchObject({
      hosting_site: 'my-project-5f3a1',
      public_url: 'https://my-project-5f3a1.web.app',
    });
    expect(hosting?.site).toBe('my-project-5f3a1');
  });

  test('is the default one that is there already, whatever its name', async () => {
    const sites = [
      { name: 'other', type: 'USER_SITE' as const },
      { name: 'my-project-2b1', type: 'DEFAULT_SITE' as const },
    ];
    expect((await siteAfter(accountWith({ sites }))).written.hosting_site).toBe('my-project-2b1');
  });

  test('is the one that was named, made where it is not there', async () => {
    const sites = [{ name: 'my-project', type: 'DEFAULT_SITE' as const }];
    const { written } = await siteAfter(accountWith({ sites }), {
      written: { hosting_site: 'mail-of-ours' },
    });
    expect(written.public_url).toBe('https://mail-of-ours.web.app');
  });

  test('is not guessed among several, nor renamed when it was named', async () => {
    const sites = ['one', 'two'].map((name) => ({ name, type: 'USER_SITE' as const }));
    const several = await (await stage(accountWith({ sites }))).play();
    expect([several.outcome, several.said]).toEqual([1, expect.stringContaining('--site NAME: one, two')]);

    const account = newAccount();
    account.sitesTaken.mail = 'mail-9';
    const taken = await (await stage(account)).play({ written: { hosting_site: 'mail' } });
    expect(taken.outcome).toBe(1);
    expect(taken.said).toContain('reserved by another project');
    expect(mineOf(taken.account).sites).toEqual([]);
  });

  test('keeps a domain of one’s own', async () => {
    const { play, file } = await stage();
    await play({ written: { public_url: 'https://mail.example.org' } });
    expect(await file()).toMatchObject({
      hosting_site: 'my-project',
      public_url: 'https://mail.example.org',
    });
  });
});

describe('secrets', () => {
  test('are taken from the environment, where nobody is there; those that have a value keep it', async () => {
    const secrets = { GOOGLE_CLIENT_SECRET: ['old'], OPENAI_API_KEY: [] };
    const { play } = await stage(accountWith({ services: ['secretmanager.googleapis.com'], secrets }));
    const { outcome, account, said } = await play({
      answers: null,
      written: { google_client_id: 'client' },
      variables: { OPENAI_API_KEY: 'sk-2\n', GOOGLE_CLIENT_SECRET: 'new' },
    });
    expect(outcome, said).toBe(0);
    expect(mineOf(account).secrets).toEqual({ GOOGLE_CLIENT_SECRET: ['old'], OPENAI_API_KEY: ['sk-2'] });
  });

  test('that have only versions that are switched off count as empty', async () => {
    const secrets = { GOOGLE_CLIENT_SECRET: ['old'], OPENAI_API_KEY: ['!disabled'] };
    const { play } = await stage(accountWith({ services: ['secretmanager.googleapis.com'], secrets }));
    const { account } = await play();
    expect(mineOf(account).secrets.OPENAI_API_KEY).toEqual(['!disabled', 'sk-1']);
  });

  test('that are left empty stop it before any function is made', async () => {
    const { play } = await stage();
    const { outcome, said, account } = await play({ answers: { ...ANSWERS, 'for the model': '' } });
    expect(outcome).toBe(1);
    expect(said).toContain('OPENAI_API_KEY has no value');
    expect(mineOf(account).functions).toBeNull();
  });
});

describe('again', () => {
  test('after success: nothing is made twice, nobody is asked', async () => {
    const { play, file } = await stage();
    const first = await play();
    const written = await file();
    const second = await play({ answers: null });
    expect(second.outcome, second.said).toBe(0);
    expect(second.account).toEqual({ ...first.account, failures: [] });
    expect(await file()).toEqual(written);
    expect(second.calls.filter((call) => /\b(create|add|import|lock)\b/.test(call))).toEqual([]);
  });

  test('after it broke off half-way: it goes on', async () => {
    const { play, account } = await stage();
    account.failures.push({ at: 'migrate -- up', says: 'lost', times: 1 });
    const broken = await play();
    expect(broken.outcome).toBe(1);
    expect(mineOf(broken.account).functions).toBeNull();
    const { outcome, said } = await play({ answers: null });
    expect(outcome, said).toBe(0);
    expect(mineOf(account).functions).not.toBeNull();
  });

  test('where the database was made by hand: it is taken over, once', async () => {
    const { play } = await stage(
      accountWith({
        services: ['firestore.googleapis.com'],
        database: { type: 'FIRESTORE_NATIVE', locationId: 'eur3' },
      }),
    );
    const imports = (calls: readonly string[]) =>
      calls.filter((call) => call.includes('import') && call.endsWith('my-project/(default)')).length;
    const first = await play();
    expect(first.outcome, first.said).toBe(0);
    expect(imports(first.calls)).toBe(1);
    expect(imports((await play()).calls)).toBe(0);
  });
});

describe('a second environment from the same checkout', () => {
  const two = () =>
    stage(newAccount({ 'my-project': newProject(), 'my-staging': newProject({ number: '222222222222' }) }));

  test('has its own file, state, site and region; the first one stays as it is', async () => {
    const { play, file, config } = await two();
    const first = await play();
    const { outcome, said, calls, account } = await play({
      name: 'staging',
      written: { project: 'my-staging', region: 'us-east1' },
    });
    expect(outcome, said).toBe(0);
    expect(calls.find((call) => call.includes(' init '))).toContain(
      '-reconfigure -backend-config=bucket=my-staging-email-ai-state -backend-config=prefix=email-ai/staging',
    );
    expect(calls.filter((call) => call.includes('my-project'))).toEqual([]);
    expect(account.projects['my-project']).toEqual(first.account.projects['my-project']);
    expect(account.projects['my-staging']).toMatchObject({
      functions: { region: 'us-east1' },
      hosting: { site: 'my-staging', region: 'us-east1' },
    });
    expect(Object.keys(account.states)).toEqual([
      'my-project-email-ai-state/email-ai',
      'my-staging-email-ai-state/email-ai/staging',
    ]);
    expect([(await file()).project, (await file('staging')).project]).toEqual(['my-project', 'my-staging']);
    expect((await config()).hosting.rewrites[0].run.region).toBe('us-east1');
    // And back.
    expect((await play({ answers: null })).outcome).toBe(0);
  });

  test('may not share a project', async () => {
    const { play } = await two();
    await play();
    const { outcome, said } = await play({ name: 'staging' });
    expect(outcome).toBe(2);
    expect(said).toContain('my-project belongs to the environment production');
  });
});

describe('a step that fails', () => {
  const steps: readonly (readonly [at: string, name: string])[] = [
    ['npm run build', 'build'],
    ['services enable', 'enable services'],
    ['hosting:sites:list', 'site of Hosting'],
    ['hosting:sites:create', 'site of Hosting'],
    ['buckets create', 'bucket for Terraform’s state'],
    ['buckets update', 'bucket for Terraform’s state'],
    [' init ', 'Terraform: prepare'],
    [' validate', 'Terraform: check'],
    ['-target=', 'Terraform: database, secrets and accounts'],
    ['versions add', 'values of the secrets'],
    ['--only=firestore', 'rules and indexes'],
    ['indexes composite list', 'indexes: wait until they are built'],
    ['migrate -- up', 'migrations'],
    ['apply .* -var-file=\\S+$', 'Terraform: functions and everything else'],
    ['--only=hosting', 'web app'],
  ];

  test.each(steps)('%s: is named, with advice; nothing comes after it', async (at, name) => {
    const { play, account } = await stage();
    account.failures.push({ at, says: 'something unheard of', times: 99 });
    const { outcome, said, calls } = await play();
    expect(outcome).toBe(1);
    expect(said).toContain(`"${name}" failed.\nsomething unheard of`);
    expect(said.slice(said.lastIndexOf('something unheard of')).trim().split('\n').at(-1)).toMatch(/\w{3}/);
    expect(calls.at(-1)).toMatch(new RegExp(at));
    expect(said).not.toContain('It answers at');
  });

  test('the hashes of other systems are no reason to stop', async () => {
    const { play, account } = await stage();
    account.failures.push({ at: 'providers lock', says: 'no network', times: 9 });
    expect((await play()).outcome).toBe(0);
  });

  test.each([
    [
      '-target=',
      'Error 403: Cloud Firestore API has not been used in project 1 before or it is disabled.',
      2,
    ],
    ['-auto-approve', 'Error: Cannot find metric that matches type', 5],
    ['services enable', 'There were concurrent policy changes.', 1],
  ])('%s is tried again where the failure is known to pass', async (at, says, times) => {
    const { play, account } = await stage();
    account.failures.push({ at, says, times });
    const { outcome, said } = await play();
    expect(outcome, said).toBe(0);
    expect(said).toContain(`(${times} of 5)`);
  });

  test('what does not pass after all is given up', async () => {
    const { play, account } = await stage();
    account.failures.push({ at: '-target=', says: 'Cannot find metric', times: 99 });
    const { outcome, said, calls } = await play();
    expect(outcome).toBe(1);
    expect(said).toContain('ten minutes');
    expect(calls.filter((call) => call.includes('-target=')).length).toBe(6);
  });

  test.each([
    ['--only=hosting', 'HTTP Error: 403, PERMISSION_DENIED', 'gcloud auth application-default login'],
    ['services enable', 'UREQ_TOS_NOT_ACCEPTED', 'https://console.cloud.google.com/'],
    [' init ', 'Error acquiring the state lock', 'force-unlock'],
    [
      ' init ',
      'the cached package does not match any of the checksums previously recorded',
      'providers lock',
    ],
    ['-target=', 'googleapi: Error 409: The requested bucket name is not available.', 'bucket_prefix'],
    ['-target=', 'USER_PROJECT_DENIED', 'Service Usage Consumer'],
    ['--only=firestore', 'Error: must be on the Blaze (pay-as-you-go) plan', 'billing/linkedaccount'],
    ['-target=', 'do not belong to a permitted customer', 'exception for the project'],
  ])('%s, because of «%s»: says what mends that', async (at, says, fix) => {
    const { play, account } = await stage();
    account.failures.push({ at, says, times: 99 });
    const { outcome, said } = await play();
    expect(outcome).toBe(1);
    expect(said).toContain(fix);
  });

  test('an index that cannot be built, or is not built in an hour', async () => {
    const { play } = await stage(accountWith({ indexesBuiltIn: 1_000_000 }));
    const { outcome, said } = await play();
    expect([outcome, said]).toEqual([1, expect.stringContaining('indexes are built')]);
    expect(said).toContain('/firestore/indexes');
  });
});

describe('quota', () => {
  test('the numbers of the manifest fit into a new project with few CPUs', async () => {
    const { outcome, said } = await (await stage(accountWith({ cpus: 5 }))).play();
    expect(outcome, said).toBe(0);
  });

  test('numbers of one’s own are used, and refused with the number that would be admitted', async () => {
    const written = { max_instances: { 'thread-turn': 50 } };
    const small = await (await stage(accountWith({ cpus: 20 }))).play({ written });
    expect(small.outcome).toBe(1);
    expect(small.said).toContain('"max_instances": {"NAME": 20}');
    const large = await (await stage(accountWith({ cpus: 100 }))).play({ written });
    expect(large.outcome).toBe(0);
    expect(mineOf(large.account).functions?.instances).toBe(50);
  });
});

describe('what was deployed', () => {
  test('is waited for while rights spread, and given up after ten minutes', async () => {
    const early = await (await stage()).play({ forbidden: 40 });
    expect(early.outcome).toBe(0);
    expect(early.said).toContain('new permissions take some minutes');
    const never = await (await stage()).play({ forbidden: 100_000 });
    expect(never.outcome).toBe(1);
    expect(never.said).toContain('/api/threads answers 403 instead of 401.');
    expect(never.said).toContain('npm run doctor');
  });

  test('is not fine where sign-in comes back to another address', async () => {
    const google = 'https://accounts.google.com/?redirect_uri=https%3A%2F%2Felsewhere.example';
    const problems = await smokeTest('https://x.example', async (url) =>
      url.includes('login') ? Response.redirect(google, 302) : new Response('', { status: 500 }),
    );
    expect(problems).toContain(
      '/api/auth/login?returnTo=/ comes back to https://elsewhere.example instead of https://x.example/api/auth/callback.',
    );
    expect(problems).toHaveLength(6);
  });
});

test('a file of variables that is wrong is refused, with its name and the word', async () => {
  const { root } = await stage();
  const path = join(root, environmentFile('production'));
  for (const [text, word] of [
    ['{"project": "my-project", "regoin": "x"}', 'regoin'],
    ['{"project": "My Project"}', 'project'],
    ['{"public_url": "http://x.example/"}', 'public_url'],
    ['project = "my-project"', 'JSON'],
    ['[]', 'it'],
  ] as const) {
    await writeFile(path, text);
    const read = await readEnvironment(root, 'production');
    expect(read).toMatchObject({ ok: false, error: expect.stringContaining(word) });
    expect(read).toMatchObject({ error: expect.stringContaining('production.tfvars.json') });
  }
});
