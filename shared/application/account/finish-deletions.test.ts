import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { paths } from '../../persistence/paths.ts';
import { finishDeletions } from './finish-deletions.ts';

test('leaves a request alone for a minute, then finishes it', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.user({ deletionRequestedAt: rig.now });
  rig.now += 59_999;
  await finishDeletions(rig.deps)();
  expect(rig.document(paths.user('u1'))).not.toBeNull();
  rig.now += 1;
  await finishDeletions(rig.deps)();
  expect([rig.memory.documents.size, rig.secrets.size]).toEqual([0, 0]);
});

test('leaves accounts alone whose deletion nobody requested', async () => {
  const rig = new AccountRig();
  await rig.connected();
  const before = rig.memory.documents.size;
  rig.now += 24 * 60 * 60_000;
  await finishDeletions(rig.deps)();
  expect(rig.memory.documents.size).toBe(before);
});

test('one that fails delays no other', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.user({ deletionRequestedAt: rig.now });
  await rig.deps.store.set(paths.user('broken'), { deletionRequestedAt: rig.now - 1 });
  const { store } = rig.deps;
  const failing: typeof store = {
    ...store,
    delete: async (path) => {
      if (path === paths.user('broken')) throw new TypeError('broken');
      return store.delete(path);
    },
  };
  rig.now += 60_000;
  await finishDeletions({ ...rig.deps, store: failing })();
  expect(rig.document(paths.user('u1'))).toBeNull();
  expect(rig.document(paths.user('broken'))).toMatchObject({
    deletionRequestedAt: rig.now - 60_001,
    setbacks: { deletionRequestedAt: { attempts: 1, reason: 'TypeError', until: rig.now + 60_000 } },
  });
  // Its time is not moved, but it is left alone until then.
  await finishDeletions({ ...rig.deps, store })();
  expect(rig.document(paths.user('broken'))).not.toBeNull();
  rig.now += 60_000;
  await finishDeletions({ ...rig.deps, store })();
  expect(rig.document(paths.user('broken'))).toBeNull();
});

test('erases an account whose document cannot be read', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.deps.store.update(paths.user('u1'), { email: 5, deletionRequestedAt: rig.now });
  rig.now += 60_000;
  await finishDeletions(rig.deps)();
  expect([rig.memory.documents.size, rig.secrets.size]).toEqual([0, 0]);
});
