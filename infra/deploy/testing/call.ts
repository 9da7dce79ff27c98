import type { Account, Project } from './account.ts';

/** The result of a program. */
export interface End {
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

export interface Call {
  readonly args: readonly string[];
  readonly account: Account;
  /** The value of `--name=value`, or of `--name value`. */
  readonly option: (name: string) => string | undefined;
  readonly input: string;
  readonly cwd: string;
  readonly projectOf: (id: string | undefined) => Project | null;
}

export const ok = (value: unknown = ''): End => ({
  code: 0,
  stdout: typeof value === 'string' ? value : JSON.stringify(value),
});
export const refused = (stderr: string, code = 1): End => ({ code, stderr });
