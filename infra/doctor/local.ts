import { access, constants, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { localDatabasePath, modelOf } from '../../shared/app.ts';
import { ConfigError, loadConfig } from '../../shared/config.ts';
import { loadSettings, type Settings } from '../local/settings.ts';
import {
  type Environment,
  environmentWith,
  usesRealGoogle,
  usesRealModel,
} from '../local/stack/environment.ts';
import { type Check, type Finding, fail, pass, warn } from './check.ts';
import { modelChecks } from './model.ts';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const node = (): Finding => {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24
    ? pass(`Node.js ${process.versions.node}`)
    : fail(`Node.js ${process.versions.node}`, 'Run it through npm, which brings Node.js 24, or install 24.');
};

/** null, with findings, if the system would not start. */
const settingsOf = (
  env: Environment,
): { readonly settings: Settings | null; readonly problems: readonly string[] } => {
  try {
    return { settings: loadSettings(env), problems: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { settings: null, problems: error.problems };
    throw error;
  }
};

const variables = (problems: readonly string[]): readonly Finding[] =>
  problems.length === 0
    ? [pass('the variables can be used')]
    : problems.map((problem) => fail(problem, 'See .env.example.'));

const ports = async ({ port, googlePort, openaiPort }: Settings): Promise<readonly Finding[]> => {
  const named: readonly (readonly [string, number])[] = [
    ['web app and API', port],
    ['local Google', googlePort],
    ['local writer', openaiPort],
  ];
  return Promise.all(
    named.map(async ([what, number]) =>
      (await isFree(number))
        ? pass(`port ${number} (${what}) is free`)
        : warn(
            `port ${number} (${what}) is taken`,
            'That is correct while the system runs; otherwise set PORT.',
          ),
    ),
  );
};

const folder = async (dataDir: string): Promise<Finding> => {
  const there = await stat(dataDir).catch(() => null);
  if (!there) return pass(`${dataDir} will be made at the first start`);
  return access(dataDir, constants.R_OK | constants.W_OK).then(
    () => pass(`${dataDir} can be written to`),
    () => fail(`${dataDir} cannot be written to`, 'It has to belong to the user who runs the system.'),
  );
};

const key = async (dataDir: string): Promise<Finding> => {
  const [file, database] = await Promise.all([
    stat(join(dataDir, 'vault.key')).catch(() => null),
    stat(localDatabasePath(dataDir)).catch(() => null),
  ]);
  if (!file) {
    return database
      ? fail(
          'vault.key is missing beside a database',
          'Restore it from a backup; without it everybody has to sign in again.',
        )
      : pass('vault.key will be made at the first start');
  }
  return (file.mode & 0o077) === 0
    ? pass('vault.key is its owner’s alone')
    : fail('vault.key can be read by others', `chmod 600 ${join(dataDir, 'vault.key')}`);
};

interface Row {
  readonly data: string;
}

const database = async (dataDir: string, now: number): Promise<readonly Finding[]> => {
  const path = localDatabasePath(dataDir);
  if (!(await stat(path).catch(() => null))) return [pass('no database yet')];
  const opened = new DatabaseSync(path, { readOnly: true });
  try {
    const [{ integrity_check: integrity } = {}] = opened.prepare('PRAGMA integrity_check(1)').all();
    if (integrity !== 'ok')
      return [fail(`the database is damaged: ${integrity}`, 'Restore the last backup.')];
    const mailboxes = opened
      .prepare("SELECT data FROM documents WHERE collection = 'mailboxes'")
      .all()
      .map((row) => JSON.parse((row as unknown as Row).data) as Readonly<Record<string, unknown>>);
    return [pass('the database is sound'), ...mailboxFindings(mailboxes, now)];
  } finally {
    opened.close();
  }
};

/** What the mailbox documents record about their health. */
export const mailboxFindings = (
  mailboxes: readonly Readonly<Record<string, unknown>>[],
  now: number,
): readonly Finding[] => {
  const connected = mailboxes.filter(({ status }) => status === 'connected');
  const lapsed = connected.filter(
    ({ watchExpiresAt }) => typeof watchExpiresAt === 'number' && watchExpiresAt < now,
  );
  const stuck = connected.filter(({ stuck: mail }) => mail !== null && mail !== undefined);
  const gone = mailboxes.length - connected.length;
  return [
    pass(`${connected.length} mailboxes are connected`),
    ...(gone > 0 ? [warn(`${gone} mailboxes are disconnected`, 'Their owners have to sign in again.')] : []),
    ...(lapsed.length > 0
      ? [
          fail(
            `${lapsed.length} watches have lapsed`,
            'Does renew-watches run? May Gmail publish to its topic?',
          ),
        ]
      : []),
    ...(stuck.length > 0
      ? [
          warn(
            `${stuck.length} mailboxes are stuck at a mail`,
            'It is set aside automatically after some attempts.',
          ),
        ]
      : []),
  ];
};

/** If nothing listens, only the model's configuration is checked. */
const NOWHERE = 'http://localhost:1';

const modelOfMachine = (env: Environment, now: () => number): readonly Check[] => {
  if (!usesRealModel(env)) return [{ name: 'model', run: async () => pass('local writer') }];
  const at = { publicUrl: NOWHERE, dataDir: '.', googleOrigin: NOWHERE, writerOrigin: null };
  const config = loadConfig(environmentWith(env, at));
  return modelChecks({ ...modelOf(config), timeoutMs: config.openai.timeoutMs }, now);
};

/** The checks of an installation on one machine. */
export const localChecks = (env: Environment, clock: () => number): readonly Check[] => {
  const now = clock();
  const dataDir = env.DATA_DIR || '.data';
  const { settings, problems } = settingsOf(env);
  return [
    { name: 'Node.js', run: async () => node() },
    { name: 'variables', run: async () => variables(problems) },
    ...(settings ? [{ name: 'ports', run: () => ports(settings) }] : []),
    { name: 'DATA_DIR', run: () => folder(dataDir) },
    { name: 'vault.key', run: () => key(dataDir) },
    { name: 'database', run: () => database(dataDir, now) },
    {
      name: 'Google',
      run: async () => pass(usesRealGoogle(env) ? 'real Google' : 'local Google'),
    },
    // Invalid variables are reported under the variables.
    ...(problems.length === 0 ? modelOfMachine(env, clock) : []),
  ];
};
