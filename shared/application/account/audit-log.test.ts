import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { paths } from '../../persistence/paths.ts';
import { listAudit, recordAudit } from './audit-log.ts';

const rigWithEntries = async (count: number) => {
  const rig = new AccountRig();
  await rig.user();
  for (let n = 0; n < count; n++) {
    rig.now += 1;
    await recordAudit(rig.deps, 'u1', { action: 'conversation_stopped', params: { threadId: `t${n}` } });
  }
  return rig;
};

test('records an entry with time, action and parameters', async () => {
  const rig = await rigWithEntries(1);
  const page = await listAudit(rig.deps, { userId: 'u1', limit: 10 });
  expect(page).toMatchObject({
    ok: true,
    value: {
      items: [{ at: rig.now, action: 'conversation_stopped', params: { threadId: 't0' } }],
      nextCursor: null,
    },
  });
});

test('records nothing for an account that does not exist', async () => {
  const rig = new AccountRig();
  await recordAudit(rig.deps, 'u1', { action: 'signed_in', params: {} });
  expect(rig.memory.documents.size).toBe(0);
});

test('two entries of the same millisecond are two', async () => {
  const rig = new AccountRig();
  await rig.user();
  await recordAudit(rig.deps, 'u1', { action: 'signed_in', params: {} });
  await recordAudit(rig.deps, 'u1', { action: 'signed_in', params: {} });
  expect(rig.pathsUnder(paths.audits('u1'))).toHaveLength(2);
});

test('lists pages, newest first', async () => {
  const rig = await rigWithEntries(5);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(rig.deps, { userId: 'u1', limit: 2, cursor });
    if (!page.ok) throw new Error(page.error.code);
    expect(page.value.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.value.items.map(({ params }) => JSON.stringify(params)));
    cursor = page.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([4, 3, 2, 1, 0].map((n) => `{"threadId":"t${n}"}`));
});

test.each([
  'rubbish',
  '',
  'e30',
  Buffer.from('{"values":[],"id":"a/b"}').toString('base64url'),
])('refuses the cursor "%s"', async (cursor) => {
  const rig = await rigWithEntries(1);
  expect(await listAudit(rig.deps, { userId: 'u1', limit: 2, cursor })).toMatchObject({
    ok: false,
    error: { code: 'invalid_cursor' },
  });
});

test('lists no other user’s entries', async () => {
  const rig = await rigWithEntries(1);
  expect(await listAudit(rig.deps, { userId: 'u2', limit: 2 })).toMatchObject({ value: { items: [] } });
});
