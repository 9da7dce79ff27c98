import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Located } from './locate.ts';

export interface RunningEmulator {
  /** `127.0.0.1:port`. */
  readonly host: string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 90_000;
// A virtual machine of Java's that starts soon and stays small beside the tests.
const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx512m'];

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
};

const answers = (host: string): Promise<boolean> =>
  fetch(`http://${host}/`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );

const untilReady = async (child: ChildProcess, host: string, output: () => string): Promise<void> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(host))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the emulator ended at once:\n${output()}`);
    }
    if (Date.now() > deadline) throw new Error(`the emulator does not answer:\n${output()}`);
    await delay(100);
  }
};

/** Starts an emulator on a free port and waits until it answers. It dies with this process. */
export const startEmulator = async (command: Extract<Located, { found: true }>): Promise<RunningEmulator> => {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const child = spawn(command.java, [...JVM, ...command.args, '--host=127.0.0.1', `--port=${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4_000);
    });
  }
  const kill = () => child.kill('SIGKILL'); // it has nothing to save
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    kill();
    await exited;
  };
  try {
    await Promise.race([
      once(child, 'error').then(([error]) => Promise.reject(error)),
      untilReady(child, host, () => output),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { host, stop };
};
