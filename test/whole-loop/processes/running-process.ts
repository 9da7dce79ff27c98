import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface RunningProcess {
  /** The rest of the line that said that it is ready. */
  readonly said: string;
  /** Ends with SIGKILL: no handler runs, nothing is flushed. Resolves once the process is gone. */
  kill(): Promise<void>;
}

/**
 * Starts one of our own files with this Node.js and waits for the line that begins with `ready`. `signal`: another one,
 * upon which the process chooses the moment and kills itself.
 */
export const startProcess = async (
  file: string,
  env: Readonly<Record<string, string>>,
  ready: string,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<RunningProcess> => {
  const child: ChildProcess = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill(signal);
    const [, by] = await gone;
    if (by !== 'SIGKILL') throw new Error(`${file} ended by itself`);
  };
  if (!child.stdout) throw new Error('no stdout');
  const lines = createInterface(child.stdout);
  const said = await Promise.race([
    new Promise<string>((resolve) => {
      lines.on('line', (line) => {
        if (line.startsWith(ready)) resolve(line.slice(ready.length).trim());
      });
    }),
    gone.then(() => null),
  ]);
  if (said === null) throw new Error(`${file} ended before it was ready`);
  return { said, kill };
};
