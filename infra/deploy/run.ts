import spawn from 'cross-spawn';

/** A program with its arguments; no shell is involved. */
export interface Command {
  readonly command: readonly [program: string, ...args: string[]];
  /** Written to its standard input. */
  readonly input?: string;
}

export interface Ran {
  readonly ok: boolean;
  /** Standard output and standard error, in the order of printing. */
  readonly output: string;
  /** Standard output alone, for parsing. */
  readonly stdout: string;
}

export interface RunOptions {
  /** Also print the command's output as it comes. */
  readonly show: boolean;
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command to its end. A missing program is a failure too. On Windows `gcloud`, `firebase` and `npm` are batch
 * files, which Node.js starts only through a shell (CVE-2024-27980); cross-spawn finds and quotes them.
 */
export const run = ({ command, input }: Command, options: RunOptions | boolean): Promise<Ran> =>
  new Promise((resolve) => {
    const { show, cwd, env } = typeof options === 'boolean' ? { show: options } : options;
    const [program, ...args] = command;
    let output = '';
    let stdout = '';
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
    });
    const hear = (text: string): void => {
      output += text;
      if (show) process.stdout.write(text);
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      hear(text);
    });
    child.stderr?.setEncoding('utf8').on('data', hear);
    // A program may end without reading its input: the exit code decides.
    child.stdin?.on('error', () => {}).end(input ?? '');
    child.on('error', (error) => resolve({ ok: false, output: error.message, stdout: '' }));
    child.on('close', (code) => resolve({ ok: code === 0, output, stdout }));
  });
