import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks the person at the terminal. `secret`: the input is not shown. */
export type Ask = (question: string, kind: 'open' | 'secret') => Promise<string>;

/** null without a terminal: on a build server, or in a pipe. */
export const terminalAsk = (): Ask | null => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  return (question, kind) =>
    new Promise((resolve, reject) => {
      process.stdout.write(question);
      const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
      const lines = createInterface({
        input: process.stdin,
        output: kind === 'secret' ? nothing : process.stdout,
        terminal: true,
      });
      let answered = false;
      lines.once('line', (line) => {
        answered = true;
        lines.close();
        if (kind === 'secret') process.stdout.write('\n');
        resolve(line.trim());
      });
      lines.once('close', () => {
        if (!answered) reject(new Error('Nothing was answered.'));
      });
    });
};
