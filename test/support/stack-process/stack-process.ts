import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StackOptions } from '../../../infra/local/stack/stack.ts';

export interface StackProcess {
  readonly origin: string;
  /** Ends it in order. */
  readonly stop: () => Promise<void>;
}

/** The whole system as a process of its own: a function keeps the app of its process, so two systems need two processes. */
export const startStackProcess = async (options: StackOptions): Promise<StackProcess> => {
  const script = fileURLToPath(new URL('stack.child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [ready] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`the stack ended with ${code} before it was ready`);
    }),
  ]);
  return {
    origin: (ready as { readonly origin: string }).origin,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await ended;
    },
  };
};
