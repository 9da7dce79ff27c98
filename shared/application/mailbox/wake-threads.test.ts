import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { mailboxIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { wakeThreads } from './wake-threads.ts';

const wake = (rig: AccountRig) => wakeThreads(rig.deps, 'u1', rig.mailboxId);
const woken = (rig: AccountRig) => rig.events.map(({ data }) => ('threadId' in data ? data.threadId : ''));

test('wakes the active threads of this mailbox that wait for nothing else', async () => {
  const rig = new AccountRig();
  const later = rig.now + 1000;
  await rig.thread('waits', { nextActionAt: null });
  await rig.thread('due-later', { nextActionAt: later });
  await rig.thread('stopped', { nextActionAt: null, status: 'stopped' });
  await rig.thread('elsewhere', { nextActionAt: null, mailboxId: mailboxIdSchema.parse('m2') });
  await wake(rig);
  expect(woken(rig)).toEqual(['waits']);
  expect(rig.document(paths.thread('u1', 'waits'))).toMatchObject({ nextActionAt: rig.now });
  expect(rig.document(paths.thread('u1', 'due-later'))).toMatchObject({ nextActionAt: later });
  expect(rig.document(paths.thread('u1', 'stopped'))).toMatchObject({ nextActionAt: null });
});

test('wakes more than a page of them, each once', async () => {
  const rig = new AccountRig();
  for (let n = 0; n < 130; n++) await rig.thread(`t${String(n).padStart(3, '0')}`, { nextActionAt: null });
  await wake(rig);
  await wake(rig);
  expect(woken(rig)).toHaveLength(130);
});
