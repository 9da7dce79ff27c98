import type { Ask } from './ask.ts';
import type { Environment } from './environment.ts';
import type { Command, Ran } from './run.ts';

/** Everything from outside that a deployment uses. */
export interface Context {
  /** The environment's name. */
  readonly name: string;
  /** The project's folder, in which commands run. */
  readonly root: string;
  readonly environment: Environment;
  /** Runs a command. `show`: also print its output. */
  readonly run: (command: Command, show: boolean) => Promise<Ran>;
  /** null: there is nobody to ask. */
  readonly ask: Ask | null;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly print: (line: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Environment variables, which may contain the values of secrets. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}
