import { takeTurn } from '../../../shared/application/conversation/take-turn.ts';
import { emptyUsageDay } from '../../../shared/domain/account/user.ts';
import { asData } from '../../../shared/persistence/thread-view.ts';
import { AccessWorld } from './access-world.ts';
import type { Browser } from './browser.ts';
import { FakeGoogle } from './fake-google.ts';

export const OWNER = 'owner@example.com';

/** An owner with something of every kind that we hold, a draft in Gmail included. */
export const inhabited = async (): Promise<{ world: AccessWorld; owner: Browser }> => {
  const world = new AccessWorld();
  const owner = await world.signedIn(OWNER);
  await world.signedIn(OWNER); // on another device
  const fields = { name: 'Ada', instructions: 'Be kind.', mode: 'review' };
  const { id } = await owner.json<{ id: string }>('POST', '/assistants', fields);
  for (const name of ['maria', 'oliver']) {
    const body = { assistantId: id, recipient: { email: `${name}@example.com` }, instructions: 'Ask.' };
    await owner.json('POST', '/threads', body, { 'idempotency-key': name });
  }
  await owner.json('POST', `/assistants/${id}/preview`, {
    recipient: { email: 'a@b.example' },
    instructions: 'Ask.',
  });
  for (const { topic, data } of world.events) if (topic === 'thread-turn') await takeTurn(world.app)(data);
  await world.app.store.set(`users/${FakeGoogle.subOf(OWNER)}/suppressions/h`, {
    schemaVersion: 1,
    id: 'h',
    email: 'never@example.com',
    reason: 'Asked.',
    threadId: null,
    createdAt: world.now,
  });
  await world.app.store.set(
    `users/${FakeGoogle.subOf(OWNER)}/days/2026-11-02`,
    asData(emptyUsageDay('2026-11-02')),
  );
  return { world, owner };
};
