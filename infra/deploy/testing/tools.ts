import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { type Call, type End, refused } from './call.ts';
import { fakeFirebase } from './fake-firebase.ts';
import { fakeGcloud } from './fake-gcloud.ts';
import { fakeNpm, fakeTerraform } from './fake-terraform.ts';

const TOOLS: Readonly<Record<string, (call: Call) => End>> = {
  gcloud: fakeGcloud,
  firebase: fakeFirebase,
  terraform: fakeTerraform,
  npm: fakeNpm,
};
export const TOOL_NAMES = Object.keys(TOOLS);

/**
 * The script on PATH under a tool's name: it reports its arguments to the test, and prints and exits as the test says.
 * Bash only, because a deployment runs thirty of them.
 */
const script = (tool: string, port: number): string => `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port}
printf '%s\\n' ${tool} "$PWD" "$#" "$@" >&3
case " $* " in *' --data-file=- '*) IFS= read -r -d '' given; printf '%s' "$given" >&3;; esac
printf '\\0' >&3
while IFS= read -r line <&3; do
  case "$line" in
    o*) printf '%s\\n' "\${line:1}";;
    e*) printf '%s\\n' "\${line:1}" >&2;;
    x*) exit "\${line:1}";;
  esac
done
exit 99
`;

export interface Tools {
  /** All calls, in order. */
  readonly calls: string[];
  /** A folder for PATH with only these tools. */
  install(folder: string, names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Stand-ins for the command-line tools, which answer according to the account's state. */
export const startTools = async (account: Account): Promise<Tools> => {
  const calls: string[] = [];
  const answer = (request: string): End => {
    const [tool = '', cwd = '', count = '0', ...rest] = request.split('\n');
    const args = rest.slice(0, Number(count));
    const line = [tool, ...args].join(' ');
    calls.push(line);
    const failure = account.failures.find(({ at, times }) => times > 0 && new RegExp(at).test(line));
    if (failure) {
      failure.times--;
      return refused(failure.says);
    }
    const option = (name: string): string | undefined => {
      const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
      const found = args[at];
      return found?.includes('=') ? found.slice(found.indexOf('=') + 1) : found && args[at + 1];
    };
    return (
      TOOLS[tool]?.({
        account,
        args,
        cwd,
        option,
        input: rest.slice(Number(count)).join('\n'),
        projectOf: (id) => account.projects[id ?? ''] ?? null,
      }) ?? refused(`${tool}: not known here`, 127)
    );
  };
  const serve = (socket: Socket): void => {
    let request = '';
    socket.setEncoding('utf8').on('error', () => {});
    socket.on('data', (text: string) => {
      request += text;
      if (!request.endsWith('\0')) return;
      const { code, stdout = '', stderr = '' } = answer(request.slice(0, -1));
      const lines = (mark: string, text: string) =>
        text === ''
          ? []
          : text
              .replace(/\n$/, '')
              .split('\n')
              .map((line) => `${mark}${line}`);
      socket.end([...lines('o', stdout), ...lines('e', stderr), `x${code}`, ''].join('\n'));
    });
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    calls,
    install: async (folder, names) => {
      await mkdir(folder, { recursive: true });
      for (const name of names) {
        await writeFile(join(folder, name), script(name, port));
        await chmod(join(folder, name), 0o755);
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
