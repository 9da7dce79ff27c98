import { describe, expect, it } from 'vitest';
import { mailWith } from '../../test/mail/mail-builder.ts';
import { judgeSender, type SenderQuestion } from './sender.ts';

const vouchedFor = (domain: string) => ({
  'Authentication-Results': `mx.google.com; dmarc=pass header.from=${domain}`,
});
const QUESTION = {
  owner: ['owner@example.org', 'alias@example.org'],
  recipient: 'jane@example.com',
  participants: ['joe@example.net'],
  allowOthers: false,
};

const judge = async (
  headers: Readonly<Record<string, string | null>>,
  question: Partial<SenderQuestion> = {},
) => judgeSender({ mail: await mailWith(headers), ...QUESTION, ...question });

describe('judgeSender', () => {
  it('lets the recipient be answered', async () => {
    expect(await judge(vouchedFor('example.com'))).toEqual({ kind: 'may_be_answered', sender: 'recipient' });
    expect(await judge({ ...vouchedFor('example.com'), From: 'JANE@Example.com' })).toMatchObject({
      sender: 'recipient',
    });
  });

  it('knows a Gmail mailbox by its other spellings', async () => {
    expect(
      await judge(
        { ...vouchedFor('gmail.com'), From: 'jane.doe@gmail.com' },
        { recipient: 'JaneDoe+x@googlemail.com' },
      ),
    ).toMatchObject({ sender: 'recipient' });
  });

  it('answers others only where the owner allows it', async () => {
    const joe = { ...vouchedFor('example.net'), From: 'joe@example.net' };
    expect(await judge(joe)).toMatchObject({ kind: 'held', code: 'sender_unknown', reason: 'bystander' });
    expect(await judge(joe, { allowOthers: true })).toEqual({
      kind: 'may_be_answered',
      sender: 'participant',
    });
    const ann = { ...vouchedFor('example.net'), From: 'ann@example.net' };
    expect(await judge(ann)).toMatchObject({ kind: 'held', reason: 'newcomer' });
    expect(await judge(ann, { allowOthers: true })).toEqual({ kind: 'may_be_answered', sender: 'newcomer' });
  });

  it.each([
    ['no sender', { From: null }, 'sender_unknown', 'no_sender'],
    ['an empty From', { From: '' }, 'sender_unknown', 'no_sender'],
    [
      'several senders',
      { ...vouchedFor('example.com'), From: 'jane@example.com, eve@evil.net' },
      'sender_unknown',
      'several_senders',
    ],
    ['no checks', {}, 'sender_unauthenticated', 'not_checked'],
    [
      'a forged recipient',
      { 'Authentication-Results': 'mx.google.com; dmarc=fail header.from=example.com' },
      'sender_unauthenticated',
      'not_vouched_for',
    ],
    [
      'an envelope that is not the sender',
      { 'Authentication-Results': 'mx.google.com; spf=pass smtp.mailfrom=x@evil.net' },
      'sender_unauthenticated',
      'not_vouched_for',
    ],
    ['a forged owner', { From: 'Owner <alias@example.org>' }, 'sender_unauthenticated', 'own_address_forged'],
    [
      'the owner from elsewhere',
      { ...vouchedFor('example.org'), From: 'owner@example.org' },
      'sender_unknown',
      'own_address',
    ],
    [
      'answers to somewhere else',
      { ...vouchedFor('example.com'), 'Reply-To': 'eve@evil.net' },
      'reply_to_elsewhere',
      'reply_to_elsewhere',
    ],
    [
      'answers to two places',
      { ...vouchedFor('example.com'), 'Reply-To': 'jane@example.com, eve@evil.net' },
      'reply_to_elsewhere',
      'reply_to_elsewhere',
    ],
    [
      'answers to a neighbour',
      { ...vouchedFor('example.com'), 'Reply-To': 'jane.doe@example.com' },
      'reply_to_elsewhere',
      'reply_to_elsewhere',
    ],
  ])('holds %s', async (_name, headers, code, reason) => {
    const verdict = await judge(headers);
    expect(verdict).toMatchObject({ kind: 'held', code, reason });
  });

  it('does not mind a Reply-To to the same people', async () => {
    expect(
      await judge({ ...vouchedFor('example.com'), 'Reply-To': 'Jane <JANE@example.com>' }),
    ).toMatchObject({ kind: 'may_be_answered' });
    const both = { ...vouchedFor('example.com'), 'Reply-To': 'jane@example.com, joe@example.net' };
    expect(await judge(both)).toMatchObject({ code: 'reply_to_elsewhere' });
    expect(await judge(both, { allowOthers: true })).toMatchObject({ kind: 'may_be_answered' });
  });
});
