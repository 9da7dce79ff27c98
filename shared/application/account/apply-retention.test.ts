import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { inboundWith, outboundWith } from '../../../test/support/documents.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { applyRetention } from './apply-retention.ts';

const DAY = 24 * 60 * 60_000;
const OFFER = {
  name: 'offer.pdf',
  type: 'application/pdf',
  size: 9,
  status: 'read' as const,
  text: 'Basic: 40 EUR',
  cut: false,
};

/** An owner who keeps bodies for ten days, and one thread with these messages. */
const rigWith = async (messages: readonly Message[], retentionDays: number | null = 10) => {
  const rig = new AccountRig();
  await rig.user({ retentionDays, retentionDueAt: retentionDays === null ? null : rig.now });
  await rig.thread('t1', { summary: { text: 'A summary.', upTo: inboundWith('m0').id } });
  for (const message of messages) {
    await rig.deps.store.set(paths.message('u1', 't1', message.id), asData(message));
  }
  return rig;
};
const textOf = (rig: AccountRig, id: string) => rig.document(paths.message('u1', 't1', id))?.text;

test('deletes bodies that are older than the owner keeps them, and the summary made from them', async () => {
  const rig = await rigWith([
    inboundWith('m1', { html: '<p>Hi</p>', quoted: 'Before', attachments: [OFFER] }),
    inboundWith('m2'),
  ]);
  rig.now += 10 * DAY;
  await rig.deps.store.update(paths.message('u1', 't1', 'm2'), { at: rig.now - 10 * DAY + 1 });
  await applyRetention(rig.deps)();
  expect(rig.document(paths.message('u1', 't1', 'm1'))).toMatchObject({
    text: expect.not.stringContaining('suits'),
    html: null,
    quoted: '',
    attachments: [{ ...OFFER, text: '' }],
    bodyKept: false,
    subject: inboundWith('m1').subject,
  });
  expect(textOf(rig, 'm2')).toContain('suits');
  expect(rig.document(paths.thread('u1', 't1'))).toMatchObject({ summary: null });
});

test('keeps a draft that is still to be sent', async () => {
  const draft = outboundWith(1, { state: 'awaiting_approval' });
  const rig = await rigWith([draft, outboundWith(2, { state: 'discarded' })]);
  rig.now += 11 * DAY;
  await applyRetention(rig.deps)();
  expect(textOf(rig, draft.id)).toBe('Hello Jane.');
  expect(textOf(rig, outboundWith(2).id)).not.toBe('Hello Jane.');
});

test('runs once a day, and not at all without a limit', async () => {
  const rig = await rigWith([inboundWith('m1')]);
  await applyRetention(rig.deps)();
  expect(rig.document(paths.user('u1'))).toMatchObject({ retentionDueAt: rig.now + DAY });
  const forever = await rigWith([inboundWith('m1')], null);
  forever.now += 1000 * DAY;
  await applyRetention(forever.deps)();
  expect(textOf(forever, 'm1')).toContain('suits');
});

test('deletes more than fits into a page', async () => {
  const rig = await rigWith(Array.from({ length: 250 }, (_, n) => inboundWith(`m${n}`)));
  rig.now += 11 * DAY;
  expect(await applyRetention(rig.deps)()).toBe(250);
  expect(await applyRetention(rig.deps)()).toBe(0);
});
