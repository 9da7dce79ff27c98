import { spawn } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EXTERNAL } from '../bundle.ts';

const framework = join(import.meta.dirname, '../../../node_modules', EXTERNAL);

/** Puts into a bundle's folder what `npm install` would: the framework only. */
export const installFramework = async (folder: string): Promise<void> => {
  const target = join(folder, 'node_modules', EXTERNAL);
  await mkdir(dirname(target), { recursive: true });
  await symlink(framework, target);
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export interface RunningBundle {
  readonly origin: string;
  readonly pid: number;
  /** What the process has printed so far. */
  readonly output: () => string;
  stop(): Promise<void>;
}

const POLL_MS = 4;

/** Starts a built function as its container would: with the framework's command line, in its own folder. */
export const runBundle = async (
  name: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningBundle> => {
  const port = await freePort();
  const command = join(folder, 'node_modules', EXTERNAL, 'build/src/main.js');
  const child = spawn(process.execPath, [command, `--target=${name}`, `--port=${port}`], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', FUNCTION_TARGET: name, METADATA_SERVER_DETECTION: 'none', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} does not start:\n${output}`);
    const answers = await fetch(`${origin}/robots.txt`).then(
      () => true,
      () => false,
    );
    if (answers) break;
    await pause(POLL_MS);
  }
  return {
    origin,
    pid: child.pid ?? 0,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
