import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Stack, type StackOptions, startStack } from '../../../infra/local/stack/stack.ts';
import { localDatabasePath } from '../../../shared/app.ts';

export interface SecurityWorld {
  readonly stack: Stack;
  readonly origin: string;
  readonly dataDir: string;
  /** Rows of the store's file, as they lie there. */
  readonly rows: (sql: string, ...values: string[]) => readonly Readonly<Record<string, unknown>>[];
  /** Whether every event has been dealt with. */
  readonly isQuiet: () => boolean;
  readonly close: () => Promise<void>;
}

/** The whole system on free ports, in which nothing happens by the clock: what changes was caused by a request. */
export const startSecurityWorld = async (options: Partial<StackOptions> = {}): Promise<SecurityWorld> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'email-ai-security-'));
  const stack = await startStack({
    port: 0,
    googlePort: 0,
    openaiPort: 0,
    dataDir,
    inhabitantDelayMs: 10,
    sweepMs: 3_600_000,
    ...options,
    env: { LOG_LEVEL: 'silent', MAILBOX_SILENCE_SECONDS: '86400', ...options.env },
  });
  const database = new DatabaseSync(localDatabasePath(dataDir), { readOnly: true });
  return {
    stack,
    origin: stack.origin,
    dataDir,
    rows: (sql, ...values) => database.prepare(sql).all(...values),
    isQuiet: () => database.prepare('SELECT 1 FROM bus_messages').all().length === 0,
    close: async () => {
      database.close();
      await stack.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
