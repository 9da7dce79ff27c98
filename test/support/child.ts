import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Child<T> {
  /** What it sent when it was ready. */
  readonly ready: T;
  readonly process: ChildProcess;
  /** Ends it in order: it notices that the channel is closed. */
  readonly stop: () => Promise<void>;
}

export interface ChildOptions {
  /** Its last entry has to be `ipc`. */
  readonly stdio?: StdioOptions;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs one of our own files as a process of its own, and waits for its first message. `input` is its one argument, as JSON. */
export const startChild = async <T>(
  script: string,
  input: unknown,
  options: ChildOptions = {},
): Promise<Child<T>> => {
  const { stdio = ['ignore', 'ignore', 'inherit', 'ipc'], env = process.env } = options;
  const child = spawn(process.execPath, [script, JSON.stringify(input)], { stdio, env });
  const ended = once(child, 'exit');
  const [ready] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`${script} ended with ${code} before it was ready`);
    }),
  ]);
  return {
    ready: ready as T,
    process: child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await ended;
    },
  };
};
