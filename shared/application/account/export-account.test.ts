import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { inboundWith } from '../../../test/support/documents.ts';
import { accountExport } from '../../contract/export.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { recordAudit } from './audit-log.ts';
import { describedExport } from './described-export.ts';
import { exportAccount } from './export-account.ts';
import { newSession } from './session.ts';

const exported = async (rig: AccountRig, userId = 'u1') => {
  let text = '';
  for await (const piece of exportAccount(rig.deps)(userId)) text += piece;
  return { text, document: accountExport.parse(JSON.parse(text)) };
};

const rigWithAccount = async () => {
  const rig = new AccountRig();
  await rig.connected();
  await rig.thread('t1', { lease: { token: 'lease-token', expiresAt: rig.now } });
  await rig.deps.store.set(paths.message('u1', 't1', 'm1'), asData(inboundWith('m1')));
  const session = newSession(rig.userId, rig.mailboxId, rig.now);
  await rig.deps.store.set(paths.session('session-hash'), asData(session));
  await recordAudit(rig.deps, 'u1', { action: 'signed_in', params: {} });
  return rig;
};

test('holds every document of the user, a thread followed by its messages', async () => {
  const { document } = await exported(await rigWithAccount());
  expect(document.documents.map(({ kind }) => kind)).toEqual([
    'user',
    'session',
    'mailbox',
    'credential',
    'thread',
    'message',
    'audit',
  ]);
});

test('is as it is described, kind by kind', async () => {
  const { document } = await exported(await rigWithAccount());
  expect(describedExport.parse(document).documents).toHaveLength(document.documents.length);
  const [user] = document.documents;
  const changed = (change: object) => ({ ...document, documents: [{ ...user, ...change }] });
  for (const rubbish of [{}, { kind: 'secret' }, { data: null }, { data: { id: 5 } }, { path: 5 }]) {
    const isSame = Object.keys(rubbish).length === 0;
    expect(describedExport.safeParse(changed(rubbish)).success, JSON.stringify(rubbish)).toBe(isSame);
  }
});

test('holds no token, and nothing that a token is found by', async () => {
  const { text } = await exported(await rigWithAccount());
  for (const secret of ['refresh-token', 'session-hash', 'lease-token']) expect(text).not.toContain(secret);
});

test('of an unknown user is empty', async () => {
  const { document } = await exported(await rigWithAccount(), 'u2');
  expect(document.documents).toEqual([]);
});
