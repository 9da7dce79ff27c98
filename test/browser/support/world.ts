import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../../infra/local/stack/stack.ts';
import { serveWeb } from '../../../infra/local/stack/web.ts';
import { builtWebApp } from '../../../infra/local/stack/web-app.ts';

export interface LocalWorld {
  /** The web app's address. */
  readonly origin: string;
  readonly googleOrigin: string;
  /** The local writer, whose next answers can be scripted. */
  readonly writerOrigin: string;
  /** A mailbox as a page of the local Google. */
  readonly mailboxOf: (email: string) => string;
}

export const localWorld = (origin: string, googleOrigin: string, writerOrigin: string): LocalWorld => ({
  origin,
  googleOrigin,
  writerOrigin,
  mailboxOf: (email) =>
    `${googleOrigin.replace('127.0.0.1', 'localhost')}/mailbox/${encodeURIComponent(email)}`,
});

/** The whole system on free ports and in a folder of its own, with people who answer at once. */
export const startWorld = async (): Promise<LocalWorld & { readonly close: () => Promise<void> }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'email-ai-browser-'));
  const stack = await startStack({
    port: 0,
    googlePort: 0,
    openaiPort: 0,
    dataDir,
    env: { LOG_LEVEL: 'error' },
    web: serveWeb(await builtWebApp()),
    inhabitantDelayMs: 300,
    sweepMs: 500,
  });
  return {
    ...localWorld(stack.origin, stack.google.origin, stack.writerOrigin ?? ''),
    close: async () => {
      await stack.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
