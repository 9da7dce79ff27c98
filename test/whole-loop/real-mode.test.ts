import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backUp, dropOldBackups, isBackupDue } from '../../infra/local/backup/backup.ts';
import { ApiClient } from '../../infra/local/client.ts';
import { startLocalGoogle } from '../../infra/local/google/server.ts';
import { startLocalWriter } from '../../infra/local/writer/server.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { startStackProcess } from '../support/stack-process/stack-process.ts';
import { eventually, expectGoalReached, messagesOf, startConversation } from './conversation.ts';

/** Google and a model as they are elsewhere: of their own, told of by addresses and credentials alone, and unable to push. */
const elsewhere = async () => {
  const google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: true,
    inhabitantDelayMs: 50,
    publish: async () => {},
  });
  const writer = await startLocalWriter({ port: 0 });
  const dataDir = await mkdtemp(join(tmpdir(), 'email-ai-real-'));
  onTestFinished(async () => {
    await writer.close();
    await google.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const start = (folder: string, env: Readonly<Record<string, string>> = {}) =>
    startStackProcess({
      port: 0,
      googlePort: 0,
      openaiPort: 0,
      dataDir: folder,
      sweepMs: 200,
      env: {
        LOG_LEVEL: 'silent',
        GOOGLE_CLIENT_ID: 'local',
        GOOGLE_CLIENT_SECRET: 'local-secret',
        GOOGLE_OAUTH_BASE_URL: google.origin,
        GMAIL_BASE_URL: google.origin,
        OPENAI_BASE_URL: `${writer.origin}/v1`,
        OPENAI_MODEL: 'any',
        MAILBOX_POLL_SECONDS: '1',
        ...env,
      },
    });
  return { google, dataDir, start };
};

test('with real credentials mailboxes are polled, and a conversation runs to its goal', async () => {
  const { google, dataDir, start } = await elsewhere();
  const backups = join(dataDir, 'backups');
  const stack = await start(join(dataDir, 'data'), { BACKUP_DIR: backups });
  onTestFinished(() => stack.stop());
  const { api, thread } = await startConversation(stack.origin);
  await expectGoalReached(api, thread.id, google.origin);
  const session = await api.json<{ mailbox: object; demo: { standIns: string[] } }>(
    'GET',
    '/api/auth/session',
  );
  expect(session).toMatchObject({ mailbox: { watchExpiresAt: null }, demo: { standIns: [] } });
  await eventually(
    () => readdir(backups).catch(() => [] as string[]),
    (found) => found.some((name) => !name.endsWith('.unfinished')),
  );
});

/** A document that is read; its path in the API. */
const addDocument = async (api: ApiClient, assistantId: string): Promise<string> => {
  const documents = `/api/assistants/${assistantId}/documents`;
  const { id } = await api.json<{ id: string }>('POST', documents, {
    name: 'Hours',
    text: 'We are closed in August.',
  });
  const path = `${documents}/${id}`;
  await eventually(
    () => api.json<{ state: string }>('GET', path),
    ({ state }) => state === 'ready',
  );
  return path;
};

test('a backup that is restored goes on where Gmail stands, and answers no mail a second time', async () => {
  const { google, dataDir, start } = await elsewhere();
  const data = join(dataDir, 'data');
  const first = await start(data);
  const { api, thread } = await startConversation(first.origin);
  const read = (client: ApiClient) => () => client.json<ThreadResource>('GET', `/api/threads/${thread.id}`);
  await eventually(read(api), ({ counters }) => counters.sent >= 1);
  const document = await addDocument(api, thread.assistantId);
  // While it is being written to.
  const copy = await backUp(data, join(dataDir, 'backups'), Date.now());
  expect((await stat(join(copy, 'vault.key'))).mode & 0o077).toBe(0);
  await expectGoalReached(api, thread.id, google.origin);
  await first.stop();

  const second = await start(copy);
  onTestFinished(() => second.stop());
  const again = new ApiClient(second.origin);
  await again.signIn('owner@example.com');
  const refreshed = await again.json<{ state: string; passages: number }>('GET', document);
  expect(refreshed).toMatchObject({ state: 'ready', passages: 1 });
  expect(await readdir(join(copy, 'originals'), { recursive: true })).toContainEqual(
    expect.stringMatching(new RegExp(`${document.split('/').at(-1)}.1$`)),
  );
  const ended = await eventually(
    read(again),
    ({ status, attention }) => status === 'stopped' || attention !== null,
  );
  // Whatever it makes of what it finds, Maria got three mails in all, and none of them twice.
  const { mails } = (await (
    await fetch(`${google.origin}/control/mails?email=maria@example.com`)
  ).json()) as {
    mails: { labelIds: string[]; headers: { name: string; value: string }[] }[];
  };
  const ours = mails.flatMap(({ headers }) =>
    headers.filter(({ name }) => name.toLowerCase() === 'x-email-ai-message').map(({ value }) => value),
  );
  expect(ours.toSorted()).toEqual([1, 2, 3].map((n) => `${thread.id}-${n}`));
  expect((await messagesOf(again, thread.id)).length).toBeGreaterThanOrEqual(5);
  expect(ended.id).toBe(thread.id);
});

test('only the newest backups are kept, and nothing else is touched', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'email-ai-backups-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const names = [1, 2, 3].map((day) => `email-ai-2026-11-0${day}T00-00-00.000Z`);
  for (const name of [...names, 'holiday-pictures']) await mkdir(join(folder, name));
  const newest = Date.UTC(2026, 10, 3);
  expect(await isBackupDue(folder, newest + 23 * 3_600_000)).toBe(false);
  expect(await isBackupDue(folder, newest + 24 * 3_600_000)).toBe(true);
  expect(await isBackupDue(join(folder, 'nowhere'), newest)).toBe(true);
  await dropOldBackups(folder, 2);
  expect((await readdir(folder)).toSorted()).toEqual([...names.slice(1), 'holiday-pictures']);
  await expect(backUp(join(folder, 'nothing'), folder, 0)).rejects.toThrow();
});
