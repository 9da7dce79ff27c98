import { z } from 'zod';
import { ApiClient } from '../../../infra/local/client.ts';
import { currentApp } from '../../../shared/app.ts';
import { addressHash } from '../../../shared/application/account/suppressions.ts';
import { mailboxIdOf } from '../../../shared/application/mailbox/mailbox-id.ts';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { eventually } from '../../whole-loop/conversation.ts';
import type { SecurityWorld } from './security-world.ts';

/** Somebody with something of everything. */
export interface Tenant {
  readonly api: ApiClient;
  readonly email: string;
  readonly userId: string;
  readonly mailboxId: string;
  /** Of each kind of id that the API knows, those that are theirs. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** A cursor of each of their lists. */
  readonly cursors: readonly string[];
  /** What occurs in their data and in nobody else's. */
  readonly marks: readonly string[];
}

const page = z.object({ items: z.array(z.object({ id: z.string() })), nextCursor: z.string().nullable() });

/** Assistants, a conversation with a draft that waits, one that has ended, suppressions, an audit trail. */
export const createTenant = async (world: SecurityWorld, name: string): Promise<Tenant> => {
  const email = `${name}@example.com`;
  const mark = `only-${name}-knows`;
  const api = new ApiClient(world.origin);
  await api.signIn(email);
  const post = <T>(path: string, body: object) => api.json<T>('POST', path, body);
  const { user } = await api.json<{ user: { id: string } }>('GET', '/api/auth/session');

  const assistants: string[] = [];
  for (const mode of ['review', 'autonomous']) {
    const fields = { name: `${mark} ${mode}`, instructions: `${mark} instructions`, mode };
    assistants.push((await post<{ id: string }>('/api/assistants', fields)).id);
  }
  const begin = (assistantId: string | undefined, recipient: string) =>
    post<ThreadResource>('/api/threads', {
      assistantId,
      recipient: { email: recipient },
      instructions: `${mark} asks`,
    });
  const waiting = await begin(assistants[0], `quiet-${name}@example.com`);
  const ended = await begin(assistants[1], 'stefan@example.com');
  await api.json('PATCH', '/api/auth/settings', { timeZone: 'Europe/Madrid' });
  const messagesOf = async (threadId: string) =>
    (await api.json<{ items: MessageResource[] }>('GET', `/api/threads/${threadId}/messages`)).items;
  const [draft] = await eventually(
    () => messagesOf(waiting.id),
    (messages) => messages.some(({ state }) => state === 'awaiting_approval'),
  );
  await eventually(
    () => api.json<ThreadResource>('GET', `/api/threads/${ended.id}`),
    ({ stopReason }) => stopReason === 'opted_out',
  );
  const other = `never-${name}@example.com`;
  // A second one, so that there is a second page.
  await currentApp().store.set(`users/${user.id}/suppressions/${addressHash(other)}`, {
    schemaVersion: 1,
    id: addressHash(other),
    email: other,
    reason: 'Asked not to be written to.',
    threadId: null,
    createdAt: 1,
  });
  await currentApp().store.update(`mailboxes/${mailboxIdOf(email)}`, {
    trustedSenders: [{ email: `small-${name}@example.com`, at: 1 }],
  });
  await eventually(async () => world.isQuiet(), Boolean);

  const hook = { kind: 'webhook', name: mark, config: { url: 'http://localhost:9/hook' } };
  const channel = await post<{ id: string }>('/api/channels', hook);
  const cursors: string[] = [];
  const listed = async (path: string): Promise<string[]> => {
    const first = page.parse(await api.json('GET', `${path}?limit=1`));
    if (first.nextCursor === null) throw new Error(`${path} has one page only`);
    cursors.push(first.nextCursor);
    return page.parse(await api.json('GET', path)).items.map(({ id }) => id);
  };
  const audit = await listed('/api/auth/audit');
  await listed('/api/threads');
  // The one with the waiting draft first, and that draft first among the messages.
  const threadId = [waiting.id, ended.id];
  const { id: documentId } = await post<{ id: string }>(`/api/assistants/${assistants[0]}/documents`, {
    name: mark,
    text: `${mark} costs 20 euros.`,
    shared: true,
  });
  const assistantId = await listed('/api/assistants');
  const { id: rehearsalId } = await post<{ id: string }>(`/api/assistants/${assistantId[0]}/rehearsals`, {
    temper: 'owner',
    instructions: mark,
  });
  await eventually(async () => world.isQuiet(), Boolean);
  // As a mail of theirs would have told.
  const memoryId = `remembered-${name}`;
  const said = {
    text: `${mark} is used.`,
    quote: mark,
    threadId: waiting.id,
    messageId: draft?.id ?? '',
    at: 1,
  };
  await currentApp().store.update(`users/${user.id}/people/${waiting.personId}`, {
    memory: [{ id: memoryId, ...said }],
  });
  const { id: lessonId } = await post<{ id: string }>(`/api/assistants/${assistants[0]}/lessons`, {
    text: `${mark} is to be said.`,
    scope: `person:friend-${name}@example.com`,
  });
  const ids = {
    lessonId: [lessonId],
    memoryId: [memoryId],
    documentId: [documentId],
    rehearsalId: [rehearsalId],
    assistantId,
    threadId,
    messageId: [draft?.id ?? '', ...(await listed(`/api/threads/${ended.id}/messages`))],
    suppressionId: await listed('/api/auth/suppressions'),
    channelId: [channel.id],
    trustedSenderId: (
      await api.json<{ items: { id: string }[] }>('GET', '/api/auth/trusted-senders')
    ).items.map(({ id }) => id),
    personId: [waiting.personId, ended.personId],
  };
  const mailboxId = mailboxIdOf(email);
  return {
    api,
    email,
    userId: user.id,
    mailboxId,
    ids,
    cursors,
    marks: [mark, email, other, user.id, mailboxId, ...audit, ...threadId, ...ids.assistantId],
  };
};

/** Everything that is held of a tenant, in the store, in the vault and in Gmail, one string each. */
export const everythingOf = async (
  world: SecurityWorld,
  tenant: Tenant,
): Promise<Readonly<Record<string, string>>> => {
  const documents = world.rows(
    'SELECT path AS name, data || version AS held FROM documents WHERE instr(path, ?) OR instr(path, ?) OR instr(data, ?)',
    tenant.userId,
    tenant.mailboxId,
    tenant.userId,
  );
  const secrets = world.rows(
    'SELECT name, hex(sealed) AS held FROM vault WHERE instr(name, ?)',
    tenant.mailboxId,
  );
  const mails = await fetch(`${world.stack.google.origin}/control/mails?email=${tenant.email}`);
  return {
    ...Object.fromEntries([...documents, ...secrets].map(({ name, held }) => [String(name), String(held)])),
    mails: await mails.text(),
  };
};
