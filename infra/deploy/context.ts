import type { Ask } from './ask.ts';
import type { Environment } from './environment.ts';
import type { Command, Ran } from './run.ts';

/** What a deployment works with; everything of the outside world is passed in. */
export interface Context {
  /** The environment's name. */
  readonly name: string;
  /** The project's folder, which commands are run in. */
  readonly root: string;
  readonly environment: Environment;
  /** Runs a command. `show`: also print its output. */
  readonly run: (command: Command, show: boolean) => Promise<Ran>;
  /** Null where nobody can be asked. */
  readonly ask: Ask | null;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly print: (line: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Environment variables of whoever deploys, which may hold the values of secrets. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}
