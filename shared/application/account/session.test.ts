import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { sha256 } from './hash.ts';
import { ABSOLUTE_MS, endSession, IDLE_MS, newSession, readSession } from './session.ts';

const DAY = 24 * 60 * 60_000;
const TOKEN = 'a-token';
const path = paths.session(sha256(TOKEN));

const rigWithSession = async () => {
  const rig = new AccountRig();
  await rig.deps.store.set(path, asData(newSession(rig.userId, rig.mailboxId, rig.now)));
  return rig;
};

test('a session is found by its token only', async () => {
  const rig = await rigWithSession();
  expect(await readSession(rig.deps, TOKEN)).toMatchObject({ userId: 'u1', mailboxId: rig.mailboxId });
  for (const other of ['', 'another', sha256(TOKEN)]) expect(await readSession(rig.deps, other)).toBeNull();
});

test('it ends after fourteen days without use, whether or not the store has cleaned up', async () => {
  const rig = await rigWithSession();
  rig.now += IDLE_MS - 1;
  expect(await readSession(rig.deps, TOKEN)).not.toBeNull();
  rig.now += IDLE_MS;
  expect(await readSession(rig.deps, TOKEN)).toBeNull();
});

test('use extends it, at the price of one write a day', async () => {
  const rig = await rigWithSession();
  let writes = 0;
  rig.memory.onWrite = () => writes++;
  for (let hour = 0; hour < 48; hour++) {
    rig.now += 60 * 60_000;
    await readSession(rig.deps, TOKEN);
  }
  expect(writes).toBe(2);
  expect(rig.document(path)).toMatchObject({ expiresAt: rig.now + IDLE_MS, ttl: rig.now + IDLE_MS });
});

test('it ends after sixty days of use', async () => {
  const rig = await rigWithSession();
  const start = rig.now;
  let last = start;
  while (await readSession(rig.deps, TOKEN)) {
    last = rig.now;
    rig.now += DAY;
    if (rig.now > start + 2 * ABSOLUTE_MS) break;
  }
  expect(last).toBe(start + ABSOLUTE_MS - DAY);
});

test('it is over when it was ended, and ending it twice is harmless', async () => {
  const rig = await rigWithSession();
  await endSession(rig.deps, TOKEN);
  await endSession(rig.deps, TOKEN);
  expect(await readSession(rig.deps, TOKEN)).toBeNull();
});

test('a document that is no session lets nobody in', async () => {
  const rig = await rigWithSession();
  await rig.deps.store.set(path, { schemaVersion: 1, userId: 'u1' });
  expect(await readSession(rig.deps, TOKEN)).toBeNull();
});
