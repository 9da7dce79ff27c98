import { fileURLToPath } from 'node:url';
import type { StackOptions } from '../../../infra/local/stack/stack.ts';
import { type Child, type ChildOptions, startChild } from '../child.ts';

export interface StackProcessOptions extends Omit<StackOptions, 'web' | 'overrides'> {
  /** How many times as fast our own clock goes, so that a wait of minutes is over in seconds. Google's and the bus's do not. */
  readonly clockSpeed?: number;
}

export interface StackProcess extends Omit<Child<unknown>, 'ready'> {
  readonly origin: string;
  readonly googleOrigin: string;
}

/** The whole system as a process of its own: a function keeps the app of its process, so two systems need two processes. */
export const startStackProcess = async (
  options: StackProcessOptions,
  how: ChildOptions = {},
): Promise<StackProcess> => {
  const script = fileURLToPath(new URL('stack.child.ts', import.meta.url));
  const { ready, ...child } = await startChild<Pick<StackProcess, 'origin' | 'googleOrigin'>>(
    script,
    options,
    how,
  );
  return { ...ready, ...child };
};
