import { describe, expect, it } from 'vitest';
import { mailWith } from '../../test/mail/mail-builder.ts';
import { judgeSender, machineStanding, type SenderQuestion } from './sender.ts';

const vouchedFor = (domain: string) => ({
  'Authentication-Results': `mx.google.com; dmarc=pass header.from=${domain}`,
});
const QUESTION = {
  owner: ['owner@example.org', 'alias@example.org'],
  recipient: 'jane@example.com',
  invited: ['joe@example.net'],
  participants: [],
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

  it('trusts an address without proof for itself alone, and never against its domain’s word', async () => {
    const result = (text: string) => ({ 'Authentication-Results': `mx.google.com; ${text}` });
    const none = result('spf=none smtp.mailfrom=example.com; dmarc=none');
    const trusted = [QUESTION.recipient];
    expect(await judge(none)).toMatchObject({ kind: 'held', reason: 'not_vouched_for' });
    for (const headers of [none, {}, result('dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=example.com')])
      expect(await judge(headers, { trusted })).toMatchObject({ sender: 'recipient' });
    for (const policy of ['REJECT', 'quarantine']) {
      const refuted = result(`dmarc=fail (p=${policy} sp=NONE dis=NONE) header.from=example.com`);
      expect(await judge(refuted, { trusted })).toMatchObject({ reason: 'not_vouched_for' });
    }
    // Another address of the domain, another spelling, rubbish: each for itself.
    for (const other of ['john@example.com', 'jane+x@example.com', '*@example.com', '@example.com', ''])
      expect(await judge(none, { trusted: [other] }), other).toMatchObject({ kind: 'held' });
    expect(await judge({ ...none, From: 'eve@evil.net' }, { trusted })).toMatchObject({ kind: 'held' });
    // Trust is no invitation, and says nothing of the owner's own address or of a Reply-To.
    const joe = { ...none, From: 'joe@example.net' };
    expect(await judge(joe, { trusted: ['joe@example.net'] })).toMatchObject({ reason: 'bystander' });
    const own = { ...none, From: 'owner@example.org' };
    expect(await judge(own, { trusted: ['owner@example.org'] })).toMatchObject({ kind: 'held' });
    const elsewhere = { ...none, 'Reply-To': 'eve@evil.net' };
    expect(await judge(elsewhere, { trusted })).toMatchObject({ reason: 'reply_to_elsewhere' });
  });

  it('holds a Reply-To no more to which the owner has agreed', async () => {
    const headers = { ...vouchedFor('example.com'), 'Reply-To': 'tickets@example.com' };
    expect(await judge(headers)).toMatchObject({ reason: 'reply_to_elsewhere' });
    expect(await judge(headers, { answersTo: 'tickets@example.com' })).toMatchObject({ sender: 'recipient' });
    expect(await judge(headers, { answersTo: 'others@example.com' })).toMatchObject({ kind: 'held' });
  });

  it('answers others only where the owner has let them join', async () => {
    const joe = { ...vouchedFor('example.net'), From: 'joe@example.net' };
    expect(await judge(joe)).toMatchObject({ kind: 'held', code: 'sender_unknown', reason: 'bystander' });
    expect(await judge(joe, { participants: ['joe@example.net'] })).toEqual({
      kind: 'may_be_answered',
      sender: 'participant',
    });
    const ann = { ...vouchedFor('example.net'), From: 'ann@example.net' };
    expect(await judge(ann)).toMatchObject({ kind: 'held', reason: 'newcomer' });
    expect(await judge(ann, { participants: ['joe@example.net'] })).toMatchObject({ reason: 'newcomer' });
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
    expect(await judge(both, { participants: ['joe@example.net'] })).toMatchObject({
      kind: 'may_be_answered',
    });
  });
});

describe('machineStanding', () => {
  const standing = async (from: string | null, domain: string | null, recipient = 'jane@example.com') =>
    machineStanding({
      mail: await mailWith({ From: from, ...(domain === null ? {} : vouchedFor(domain)) }),
      recipient,
    });

  it.each([
    ['the recipient', 'jane@example.com', 'example.com', 'recipient'],
    ['a system of their organisation', 'MAILER-DAEMON@mx.example.com', 'mx.example.com', 'recipient_system'],
    ['a colleague’s note that passes theirs on', 'office@example.com', 'example.com', 'recipient_system'],
    ['Gmail', 'mailer-daemon@googlemail.com', 'googlemail.com', 'gmail'],
  ])('believes %s', async (_name, from, domain, as) => {
    expect(await standing(from, domain)).toEqual({ kind: 'believed', as });
  });

  it.each([
    ['what nothing vouches for', 'MAILER-DAEMON@example.com', null, 'unauthenticated'],
    ['what another domain vouches for', 'MAILER-DAEMON@example.com', 'evil.net', 'unauthenticated'],
    ['a system of somebody else', 'MAILER-DAEMON@evil.net', 'evil.net', 'foreign'],
    ['Gmail’s name without its signature', 'mailer-daemon@googlemail.com', 'evil.net', 'unauthenticated'],
    ['a mail without a sender', null, 'example.com', 'no_sender'],
    ['a mail with two', 'jane@example.com, eve@example.com', 'example.com', 'no_sender'],
  ])('only shows %s', async (_name, from, domain, reason) => {
    expect(await standing(from, domain)).toEqual({ kind: 'shown', reason });
  });

  it('does not take the customers of one provider for one organisation', async () => {
    expect(await standing('eve@yahoo.com', 'yahoo.com', 'jane@yahoo.com')).toMatchObject({
      reason: 'foreign',
    });
    expect(await standing('MAILER-DAEMON@yahoo.com', 'yahoo.com', 'jane@yahoo.com')).toMatchObject({
      kind: 'believed',
    });
    expect(await standing('eve@eve.duckdns.org', 'eve.duckdns.org', 'jane@jane.duckdns.org')).toMatchObject({
      reason: 'foreign',
    });
  });
});
