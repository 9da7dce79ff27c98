import { execFile } from 'node:child_process';
import { access, constants, readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export type EmulatorName = 'firestore' | 'pubsub';

export type Located =
  | { readonly found: true; readonly java: string; readonly args: readonly string[] }
  | { readonly found: false; readonly missing: string };

const run = promisify(execFile);

const onPath = async (command: string): Promise<string | null> => {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, command);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return null;
};

const list = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Where the Google Cloud SDK is installed; `gcloud info` would say so as well, but takes seconds. */
const sdkRoot = async (): Promise<string | null> => {
  const gcloud = await onPath('gcloud');
  if (!gcloud) return null;
  const beside = dirname(dirname(await realpath(gcloud)));
  if ((await list(beside)).includes('platform')) return beside;
  const info = await run(gcloud, ['info', '--format=value(installation.sdk_root)']).catch(() => null);
  return info?.stdout.trim() || null;
};

const FIRESTORE_JAR = /^cloud-firestore-emulator.*\.jar$/;
const FIRESTORE_MAIN = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
const PUBSUB_JAR = /^cloud-pubsub-emulator.*\.jar$/;

const argsOf = async (name: EmulatorName, sdk: string): Promise<string[] | null> => {
  const folder =
    name === 'firestore'
      ? join(sdk, 'platform', 'cloud-firestore-emulator')
      : join(sdk, 'platform', 'pubsub-emulator', 'lib');
  const pattern = name === 'firestore' ? FIRESTORE_JAR : PUBSUB_JAR;
  const jar = (await list(folder)).find((file) => pattern.test(file));
  if (jar === undefined) return null;
  const path = join(folder, jar);
  // The same command as gcloud's own launchers.
  return name === 'firestore' ? ['-Duser.language=en', '-cp', path, FIRESTORE_MAIN, 'start'] : ['-jar', path];
};

/** The command that starts one of Google's emulators, without its `--host` and `--port`; or what is not there. */
export const locate = async (name: EmulatorName): Promise<Located> => {
  const java = await onPath('java');
  if (!java) return { found: false, missing: 'java' };
  const sdk = await sdkRoot();
  if (!sdk) return { found: false, missing: 'the Google Cloud SDK (gcloud)' };
  const args = await argsOf(name, sdk);
  return args
    ? { found: true, java, args }
    : { found: false, missing: `the gcloud component of the ${name} emulator` };
};
