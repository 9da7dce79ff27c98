import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLocalGoogle } from './server.ts';
import { eventually, mail, oauthClient, signIn } from './testing/google-client.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-google-'));
});
afterAll(() => rm(folder, { recursive: true }));

const me = { userId: 'me' } as const;

/** A local Google in a process of its own, whose bus is away. */
async function startProcess(databasePath: string) {
  const code = `
    import { startLocalGoogle } from ${JSON.stringify(new URL('./server.ts', import.meta.url).href)};
    const google = await startLocalGoogle({
      port: 0, databasePath: ${JSON.stringify(databasePath)}, inhabitantDelayMs: 3_600_000,
      publish: () => Promise.reject(new Error('away')),
    });
    process.stdout.write(google.origin + '\\n');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, origin: line.toString().trim() };
}

test('everything survives a process that is killed', async () => {
  const databasePath = join(folder, 'google.db');
  const { child, origin } = await startProcess(databasePath);
  const { gmail, client, refreshToken } = await signIn(origin, 'ann@example.com');
  await gmail.users.watch({ ...me, requestBody: { topicName: 'projects/local/topics/t' } });
  const { data: draft } = await gmail.users.drafts.create({
    ...me,
    requestBody: { message: { raw: mail('x@example.com', 'Later') } },
  });
  await gmail.users.messages.send({ ...me, requestBody: { raw: mail('maria@example.com', 'Offer') } });
  const { data: profile } = await gmail.users.getProfile(me);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const published: string[] = [];
  const google = await startLocalGoogle({
    port: 0,
    databasePath,
    inhabitantDelayMs: 0,
    publish: async (_topic, { historyId }) => {
      published.push(historyId);
    },
  });
  const again = oauthClient(google.origin);
  again.setCredentials({ refresh_token: refreshToken });
  await again.refreshAccessToken();
  const ticket = await again.verifyIdToken({ idToken: client.credentials.id_token ?? '', audience: 'local' });
  expect(ticket.getPayload()?.email).toBe('ann@example.com');
  expect(google.world.gmail.sendDraft('ann@example.com', draft.id ?? '').labelIds).toEqual(['SENT']);
  await eventually(
    () => published.includes(profile.historyId ?? ''),
    'the notifications that nobody had taken',
  );
  const { threadId } = await eventually(
    () => google.world.mails('ann@example.com').find((entry) => entry.from.includes('maria@')),
    'the answer to the mail that lay there',
  );
  expect(google.world.mails('ann@example.com').filter((entry) => entry.threadId === threadId)).toHaveLength(
    2,
  );
  await google.close();
});
