import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { deploy, type Outcome } from '../deploy.ts';
import {
  ENVIRONMENTS,
  type Environment,
  environmentFile,
  environmentOf,
  readEnvironment,
} from '../environment.ts';
import { run } from '../run.ts';
import { type Account, newAccount } from './account.ts';
import { startTools, TOOL_NAMES } from './tools.ts';

const project = join(import.meta.dirname, '../../..');

export interface Played {
  readonly outcome: Outcome;
  /** Everything that was printed. */
  readonly said: string;
  /** The commands, in order. */
  readonly calls: readonly string[];
  readonly account: Account;
}

export interface Play {
  readonly name?: string;
  readonly written?: Partial<Environment>;
  /** Answers by part of the question. null: there is no terminal. */
  readonly answers?: Readonly<Record<string, string>> | null;
  readonly variables?: Readonly<Record<string, string>>;
  readonly tools?: readonly string[];
  /** How often the deployed site answers 403 before new permissions have propagated. */
  readonly forbidden?: number;
}

export const ANSWERS = {
  'client id': 'client.apps.googleusercontent.com',
  secret: 'GOCSPX-1',
  'for the model': 'sk-1',
};

/** Its own checkout and account, and small programs in place of Google's, found on PATH like the real ones. */
export const rehearsal = async (account: Account = newAccount()) => {
  const folder = await mkdtemp(join(tmpdir(), 'email-ai-deploy-'));
  const root = join(folder, 'checkout');
  await mkdir(join(root, ENVIRONMENTS), { recursive: true });
  await mkdir(join(root, 'infra/firebase'), { recursive: true });
  for (const file of ['firebase.json', 'infra/firebase/firestore.indexes.json'])
    await copyFile(join(project, file), join(root, file));
  const tools = await startTools(account);

  const play = async (given: Play = {}): Promise<Played> => {
    const { name = 'production', answers = ANSWERS, variables = {} } = given;
    tools.calls.length = 0;
    const bin = await mkdtemp(join(folder, 'bin-'));
    await tools.install(bin, given.tools ?? TOOL_NAMES);
    const written = await readEnvironment(root, name);
    const environment = environmentOf(name, {
      project: 'my-project',
      ...(written.ok ? written.value : {}),
      ...given.written,
    });
    if (!environment.ok) throw new Error(environment.error);
    const said: string[] = [];
    let time = 1_000_000;
    let forbidden = given.forbidden ?? 0;
    const context: Context = {
      name,
      root,
      environment: environment.value,
      run: (command) =>
        run(command, {
          show: false,
          cwd: root,
          env: { PATH: bin },
        }),
      ask:
        answers &&
        (async (question, kind) => {
          said.push(kind === 'secret' ? question : `${question}(shown)`);
          return Object.entries(answers).find(([part]) => question.includes(part))?.[1] ?? '';
        }),
      fetch: async (url) => {
        if (forbidden > 0 && !url.endsWith('/'))
          return new Response('', { status: forbidden-- > 0 ? 403 : 200 });
        return visit(account, new URL(url));
      },
      print: (line) => said.push(line),
      sleep: async (ms) => {
        time += ms;
      },
      now: () => time,
      variables,
    };
    const outcome = await deploy(context);
    return { outcome, said: said.join('\n'), calls: [...tools.calls], account: structuredClone(account) };
  };
  return {
    root,
    play,
    account,
    file: async (name = 'production') =>
      JSON.parse(await readFile(join(root, environmentFile(name)), 'utf8')),
    config: async () => JSON.parse(await readFile(join(root, 'firebase.deploy.json'), 'utf8')),
    remove: async () => {
      await tools.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** What a browser sees at an address of Hosting, depending on what was deployed. */
const visit = (account: Account, url: URL): Response => {
  const its = Object.values(account.projects).find(
    ({ hosting }) => `${hosting?.site}.web.app` === url.hostname,
  );
  if (!its?.hosting) return new Response('Site Not Found', { status: 404 });
  if (url.pathname === '/') return new Response('<!doctype html><html></html>');
  // Hosting looks for the service in the region that the rewrite names.
  if (!its.functions || its.functions.region !== its.hosting.region) return new Response('', { status: 404 });
  if (url.pathname === '/api/openapi.json') return new Response('{"openapi":"3.1.0"}');
  if (url.pathname !== '/api/auth/login') return new Response('{"code":"unauthenticated"}', { status: 401 });
  const google = new URL('https://accounts.google.com/o/oauth2/v2/auth');
  google.searchParams.set('redirect_uri', `${its.functions.publicUrl}/api/auth/callback`);
  return new Response(null, { status: 302, headers: { location: google.href } });
};
