import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { startStack } from '../../infra/local/stack/stack.ts';
import { listMigrations } from '../../infra/migrations/list.ts';
import { runMigration } from '../../infra/migrations/run-migration.ts';
import { localDatabasePath } from '../../shared/app.ts';
import type { DocumentStore } from '../../shared/application/ports/document-store.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { createFirestoreStore } from '../../shared/infrastructure/firestore/document-store.ts';
import { eventually, messagesOf } from '../whole-loop/conversation.ts';

/**
 * A data directory as release 0.1.0 left it: one conversation waits for an answer, one for approval, one was stopped, one
 * bounced. Each release after it must carry them on.
 */
const RELEASED = join(import.meta.dirname, 'data-0.1.0');

/** Uses a copy of the released data directory, and removes it. */
export const withReleased = async (use: (dataDir: string) => Promise<void>): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'email-ai-upgrade-'));
  try {
    await cp(RELEASED, dataDir, { recursive: true });
    // Git keeps no such modes, and the vault insists.
    await chmod(join(dataDir, 'vault.key'), 0o600);
    await use(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

/** The same documents in a Firestore of their own, brought into today's shape as a deployment does it. */
export const inFirestore = async (dataDir: string, host: string): Promise<DocumentStore> => {
  const store = createFirestoreStore({ projectId: `demo-${randomUUID()}`, host });
  const database = new DatabaseSync(localDatabasePath(dataDir), { readOnly: true });
  for (const { path, data } of database.prepare('SELECT path, data FROM documents').all()) {
    await store.set(String(path), JSON.parse(String(data)));
  }
  database.close();
  for (const migration of await listMigrations()) {
    const result = await runMigration({ store, now: Date.now, token: randomUUID() }, migration, 'up');
    expect(result).toMatchObject({ kind: 'done', failed: [] });
  }
  return store;
};

/** Starts today's code over the data directory, and has both living conversations go on. `store` null: its own. */
export const carryOn = async (dataDir: string, store: DocumentStore | null): Promise<void> => {
  const stack = await startStack({
    port: 0,
    googlePort: 0,
    openaiPort: 0,
    dataDir,
    env: { LOG_LEVEL: 'silent' },
    inhabitants: false,
    sweepMs: 300,
    ...(store ? { overrides: { store } } : {}),
  });
  try {
    const api = new ApiClient(stack.origin);
    await api.signIn('owner@example.com');
    const { items } = await api.json<{ items: ThreadResource[] }>('GET', '/api/threads');
    const thread = (email: string): ThreadResource => {
      const found = items.find(({ recipient }) => recipient.email === email);
      if (!found) throw new Error(`no conversation with ${email}`);
      return found;
    };
    expect(thread('nobody@example.net')).toMatchObject({
      stopReason: 'bounced',
      stopDetail: { code: 'undeliverable', params: { status: '5.1.1' } },
    });
    expect(thread('stopped@example.com').events.map(({ code }) => code)).toEqual(['created', 'by_owner']);

    // The draft that waited is sent with the owner's word.
    const reviewed = thread('reviewed@example.com');
    expect(reviewed).toMatchObject({
      waitingFor: { code: 'approval' },
      waitingMessageId: expect.any(String),
    });
    const approve = `/api/threads/${reviewed.id}/messages/${reviewed.waitingMessageId}/approve`;
    const json = { 'content-type': 'application/json' };
    // A busy emulator may refuse for a moment.
    const approved = await eventually(
      () => api.fetch(approve, { method: 'POST', headers: json, body: '{}' }),
      ({ status }) => status !== 503,
    );
    expect(approved.status).toBeLessThan(300);
    await eventually(
      () => messagesOf(api, reviewed.id),
      ([first]) => first?.state === 'sent',
    );

    // An answer to the mail that the old release sent is answered.
    const waiting = thread('waiting@example.com');
    const [ours] = stack.google.world.mails('waiting@example.com');
    if (!ours) throw new Error('the mail of the old release is gone');
    stack.google.world.deliver(
      'owner@example.com',
      Buffer.from(
        [
          'Authentication-Results: mx.google.com; dkim=pass header.i=@example.com; spf=pass; dmarc=pass header.from=example.com',
          'From: waiting@example.com',
          'To: owner@example.com',
          `Subject: Re: ${ours.subject}`,
          `Message-ID: <${randomUUID()}@example.com>`,
          `In-Reply-To: ${ours.messageId}`,
          `References: ${ours.messageId}`,
          '',
          'What does it cost?',
          '',
        ].join('\r\n'),
      ),
    );
    const messages = await eventually(
      () => messagesOf(api, waiting.id),
      (all) => all.findLast(({ state }) => state === 'sent')?.purpose === 'reply',
    );
    expect(messages.some(({ author }) => author === 'correspondent')).toBe(true);
  } finally {
    await stack.close();
  }
};
