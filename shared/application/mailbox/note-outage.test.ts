import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { endOutage, noteOutage } from './note-outage.ts';

const MINUTE = 60_000;

test('an outage is noted once it is no hiccup, and ends where its cause has answered', async () => {
  const rig = new AccountRig();
  await rig.connected();
  await noteOutage(rig.deps, rig.mailboxId, 'model', 1);
  expect(rig.mailbox()).toMatchObject({ outage: null });
  await noteOutage(rig.deps, rig.mailboxId, 'model', 5);
  const noted = { cause: 'model', since: rig.now, seenAt: rig.now };
  expect(rig.mailbox()).toMatchObject({ outage: noted });
  await endOutage(rig.deps, rig.mailboxId, 'gmail');
  expect(rig.mailbox()).toMatchObject({ outage: noted });
  await endOutage(rig.deps, rig.mailboxId, 'model');
  expect(rig.mailbox()).toMatchObject({ outage: null });
});

test('it is the same outage as long as somebody meets it, and another after an hour', async () => {
  const rig = new AccountRig();
  await rig.connected();
  const since = rig.now;
  const noteAt = (ms: number) =>
    noteOutage({ ...rig.deps, clock: { now: () => since + ms } }, rig.mailboxId, 'gmail', 9);
  await noteAt(0);
  await noteAt(MINUTE);
  expect(rig.mailbox()).toMatchObject({ outage: { since, seenAt: since } });
  await noteAt(40 * MINUTE);
  expect(rig.mailbox()).toMatchObject({ outage: { since, seenAt: since + 40 * MINUTE } });
  await noteAt(101 * MINUTE);
  expect(rig.mailbox()).toMatchObject({ outage: { since: since + 101 * MINUTE } });
});

test('of a mailbox that is gone nothing is written', async () => {
  const { deps, memory } = new AccountRig();
  await noteOutage(deps, 'none', 'gmail', 9);
  await endOutage(deps, 'none', 'gmail');
  expect(memory.documents.size).toBe(0);
});
