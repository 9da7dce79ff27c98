import { describe, expect, test } from 'vitest';
import { rawMail } from '../../../../test/mail/mail-builder.ts';
import {
  begun,
  inboundWith,
  mailboxWith,
  NOW,
  OWNER,
  outboundWith,
  RECIPIENT,
} from '../../../../test/support/documents.ts';
import type { ThreadView } from '../../../domain/conversation/events.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { inboundMessage } from './inbound-message.ts';
import { meaningOf } from './meaning.ts';
import { readMail } from './read-mail.ts';

const DAY = 24 * 60 * 60_000;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const vouched = (domain: string) => ({
  'Authentication-Results': `mx.google.com; dmarc=pass header.from=${domain}`,
});
const PASS = vouched('example.com');

interface Given {
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly thread?: Partial<EmailThread>;
  readonly mailbox?: Partial<Mailbox>;
  readonly messages?: ThreadView['messages'];
}

const meaning = async ({
  headers = PASS,
  body,
  labels = ['INBOX'],
  thread,
  mailbox,
  messages = [],
}: Given) => {
  const own = mailboxWith(mailbox);
  const raw = { id: 'in1', threadId: 'g1', labelIds: labels, internalDate: NOW, raw: rawMail(headers, body) };
  const read = await readMail(raw, own, silent);
  const view = { thread: begun(thread), messages };
  const found = meaningOf(read, view, own, NOW);
  return { found, recorded: inboundMessage(read, view, found, NOW) };
};

const report = (
  recipient: string,
  action = 'failed',
  status = '5.1.1',
  authentication: Readonly<Record<string, string>> = vouched('googlemail.com'),
): Given => ({
  headers: {
    ...authentication,
    'Return-Path': '<>',
    From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    Subject: 'Delivery Status Notification (Failure)',
    'Auto-Submitted': 'auto-replied',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
  },
  body: `--b\nContent-Type: text/plain\n\nAddress not found\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; googlemail.com\n\nFinal-Recipient: rfc822; ${recipient}\nAction: ${action}\nStatus: ${status}\n\n--b--\n`,
});

describe('what a mail means for its conversation', () => {
  test.each<readonly [string, Given, object]>([
    ['the recipient’s answer is to be answered', {}, { kind: 'genuine', from: { email: RECIPIENT } }],
    [
      'a mail that nothing vouches for is held',
      { headers: { 'Authentication-Results': 'mx.google.com; dmarc=fail header.from=example.com' } },
      { kind: 'held', notice: { code: 'sender_unauthenticated' } },
    ],
    [
      'a mail without proof of an address that the owner trusts is to be answered',
      {
        headers: { 'Authentication-Results': 'mx.google.com; spf=none; dmarc=none' },
        mailbox: { trustedSenders: [{ email: RECIPIENT, at: NOW }] },
      },
      { kind: 'genuine' },
    ],
    [
      'a mail that was not checked is held',
      { headers: {} },
      { kind: 'held', notice: { code: 'sender_unauthenticated' } },
    ],
    [
      'a verdict that the sender brought counts for nothing',
      { headers: { 'Authentication-Results': 'mx.evil.example; dmarc=pass header.from=example.com' } },
      { kind: 'held', notice: { code: 'sender_unauthenticated' } },
    ],
    [
      'somebody who was brought in is held',
      { headers: { From: 'new@example.com', ...PASS } },
      { kind: 'held', notice: { code: 'sender_unknown' } },
    ],
    [
      'a switch answers nobody whom the owner has not let join',
      { headers: { From: 'new@example.com', ...PASS }, thread: { allowOthers: true } },
      { kind: 'held', notice: { code: 'sender_unknown', params: { cause: 'newcomer' } } },
    ],
    [
      'neither does an entry of an earlier version, which nobody agreed to',
      {
        headers: { From: 'new@example.com', ...PASS },
        thread: {
          allowOthers: true,
          participants: [{ email: 'new@example.com', name: null, joinedAt: null }],
        },
      },
      { kind: 'held', notice: { code: 'sender_unknown' } },
    ],
    [
      'somebody whom the owner let join is answered',
      {
        headers: { From: 'new@example.com', ...PASS },
        thread: {
          allowOthers: true,
          participants: [{ email: 'new@example.com', name: null, joinedAt: NOW }],
        },
      },
      { kind: 'genuine', from: { email: 'new@example.com' } },
    ],
    [
      'an address that the owner has blocked is ignored',
      { headers: { From: 'New@example.com', ...PASS }, thread: { blocked: ['new@example.com'] } },
      { kind: 'blocked' },
    ],
    [
      'also where it is marked as spam',
      {
        headers: { From: 'new@example.com', ...PASS },
        labels: ['SPAM'],
        thread: { blocked: ['new@example.com'] },
      },
      { kind: 'blocked' },
    ],
    [
      'a forged mail of a blocked recipient is ignored',
      {
        headers: { 'Authentication-Results': 'mx.google.com; dmarc=fail header.from=example.com' },
        thread: { blocked: [RECIPIENT] },
      },
      { kind: 'blocked' },
    ],
    [
      'what is proven to be theirs never is',
      { thread: { blocked: [RECIPIENT] } },
      { kind: 'genuine', from: { email: RECIPIENT } },
    ],
    [
      'nor is the owner, whose address others can claim',
      { headers: { From: OWNER, ...vouched('example.org') }, thread: { blocked: [OWNER] } },
      { kind: 'owner' },
    ],
    [
      'an answer that should go elsewhere is held',
      { headers: { 'Reply-To': 'collector@elsewhere.example', ...PASS } },
      { kind: 'held', notice: { code: 'reply_to_elsewhere' } },
    ],
    ['spam is held', { labels: ['SPAM'] }, { kind: 'held', notice: { code: 'marked_as_spam' } }],
    ['a mail without a word is held', { body: '' }, { kind: 'held', notice: { code: 'mail_unreadable' } }],
    [
      'a mail without From is held, whatever else it says of itself',
      { headers: { From: null, Precedence: 'bulk', ...PASS } },
      { kind: 'held', notice: { code: 'sender_unknown' } },
    ],
    ['a mail among SENT without our header is the owner’s', { labels: ['SENT'] }, { kind: 'owner' }],
    [
      'the owner’s own address from another program is the owner',
      { headers: { From: OWNER, ...vouched('example.org') } },
      { kind: 'owner' },
    ],
    [
      'one of ours that a group hands back is nothing new',
      { headers: { From: OWNER, 'X-Email-AI-Message': 't1-1', ...vouched('example.org') } },
      { kind: 'ignored' },
    ],
    [
      'another assistant’s mail is shown and never answered, whoever it claims to be from',
      { headers: { 'X-Email-AI-Message': 't9-1', ...PASS } },
      { kind: 'report', notice: { code: 'machine_mail' } },
    ],
    [
      'neither is a forged one of ours passed over',
      {
        headers: {
          From: OWNER,
          'X-Email-AI-Message': 't1-1',
          'Authentication-Results': 'mx.google.com; dmarc=fail header.from=example.org',
        },
      },
      { kind: 'report', notice: { code: 'machine_mail' } },
    ],
    [
      'so is an alias of the owner',
      {
        headers: { From: 'me@alias.example', ...vouched('alias.example') },
        mailbox: { aliases: ['me@alias.example'] },
      },
      { kind: 'owner' },
    ],
    [
      'a forged mail of the owner is held',
      {
        headers: {
          From: OWNER,
          'Authentication-Results': 'mx.google.com; dmarc=fail header.from=example.org',
        },
      },
      { kind: 'held', notice: { code: 'sender_unauthenticated' } },
    ],
    [
      'one of ours, found in the mailbox, is known as sent',
      { labels: ['SENT'], headers: { 'X-Email-AI-Message': 't1-2' }, messages: [outboundWith(2)] },
      {
        kind: 'ours',
        messageId: 't1-2',
        facts: { gmailMessageId: 'in1', resolution: { code: 'confirmation_lost' } },
      },
    ],
    [
      'a waiting draft found among SENT was sent by the owner from Gmail',
      {
        labels: ['SENT'],
        headers: { 'X-Email-AI-Message': 't1-2' },
        messages: [outboundWith(2, { state: 'awaiting_approval' })],
      },
      { kind: 'ours', facts: { resolution: { code: 'sent_by_owner' } } },
    ],
    [
      'our header on a mail that we do not know is the owner’s doing',
      { labels: ['SENT'], headers: { 'X-Email-AI-Message': 't1-9' } },
      { kind: 'owner' },
    ],
    ['a report that the recipient cannot be reached ends it', report(RECIPIENT), { kind: 'bounce' }],
    ['in whatever letters the address is written', report('JANE@Example.com'), { kind: 'bounce' }],
    [
      'a report about somebody else is the owner’s to judge',
      report('somebody@elsewhere.example'),
      { kind: 'report', notice: { code: 'send_uncertain' } },
    ],
    ['a delay is none of an end', report(RECIPIENT, 'delayed', '4.4.1'), { kind: 'ignored' }],
    ['a full mailbox that gave up is one', report(RECIPIENT, 'failed', '4.2.2'), { kind: 'bounce' }],
    [
      'the limit of the owner’s own mailbox is none',
      report(RECIPIENT, 'failed', '5.4.5'),
      { kind: 'report', notice: { code: 'sending_limit' } },
    ],
    [
      'a report that nobody vouches for ends nothing',
      report(RECIPIENT, 'failed', '5.1.1', {}),
      { kind: 'report', notice: { code: 'machine_unconfirmed', params: { cause: 'bounce' } } },
    ],
    [
      'nor does one that somebody else’s system vouches for',
      report(RECIPIENT, 'failed', '5.1.1', vouched('elsewhere.example')),
      { kind: 'report', notice: { code: 'machine_unconfirmed' } },
    ],
    [
      'the limit of the owner’s own mailbox keeps the last mail back',
      { ...report(RECIPIENT, 'failed', '5.4.5'), messages: [outboundWith(1, { state: 'sent' })] },
      { kind: 'send_refused', messageId: 't1-1' },
    ],
    [
      'a forged limit of the mailbox sends nothing twice',
      { ...report(RECIPIENT, 'failed', '5.4.5', PASS), messages: [outboundWith(1, { state: 'sent' })] },
      { kind: 'report', notice: { code: 'machine_unconfirmed', params: { cause: 'sending_limit' } } },
    ],
    [
      'an absence that nobody vouches for delays nothing',
      {
        headers: { Subject: 'Out of office', 'Auto-Submitted': 'auto-replied' },
        body: 'I am out of office.',
      },
      { kind: 'report', notice: { code: 'machine_unconfirmed', params: { cause: 'absence' } } },
    ],
    [
      'a note that the recipient has left ends it, and says whom they name',
      {
        headers: { ...PASS, Subject: 'Automatic reply: Your question', 'Auto-Submitted': 'auto-replied' },
        body: 'Jane no longer works at Example. Please write to Bo Berg <bo@example.com>.',
      },
      { kind: 'departure', successor: { email: 'bo@example.com', name: 'Bo Berg' } },
    ],
    [
      'whoever has left names nobody who takes part already',
      {
        headers: { ...PASS, Subject: 'Automatic reply: Your question', 'Auto-Submitted': 'auto-replied' },
        body: `Jane no longer works at Example. Please write to ${OWNER}.`,
      },
      { kind: 'departure', successor: null },
    ],
    [
      'a note that the recipient has left, which nobody vouches for, is shown',
      {
        headers: { Subject: 'Automatic reply: Your question', 'Auto-Submitted': 'auto-replied' },
        body: 'Jane no longer works at Example. Please write to bo@example.com.',
      },
      { kind: 'report', notice: { code: 'recipient_left' } },
    ],
    [
      'what a program says in a conversation is shown',
      { headers: { ...PASS, 'Auto-Submitted': 'auto-generated' }, body: 'Could you send the prices?' },
      { kind: 'report', notice: { code: 'machine_mail' } },
    ],
    [
      'a person behind a list is a person',
      {
        headers: { ...PASS, 'List-Id': '<team.example.com>', 'List-Unsubscribe': '<https://example.com/u>' },
      },
      { kind: 'genuine' },
    ],
    [
      'an absence without a date pauses for some days',
      {
        headers: { ...PASS, Subject: 'Out of office', 'Auto-Submitted': 'auto-replied' },
        body: 'I am out of office.',
      },
      { kind: 'out_of_office', until: NOW + 3 * DAY },
    ],
    [
      'a receipt is no absence',
      {
        headers: { Subject: 'Automatic reply', 'Auto-Submitted': 'auto-replied' },
        body: 'Thank you for your message. We have received your request. Ticket #4711.',
      },
      { kind: 'ignored' },
    ],
    [
      'a newsletter is ignored',
      {
        headers: {
          'List-Id': '<news.example.com>',
          'List-Unsubscribe': '<https://example.com/u>',
          Subject: 'News',
          'In-Reply-To': null,
          References: null,
          ...PASS,
        },
      },
      { kind: 'ignored' },
    ],
  ])('%s', async (_name, given, expected) => {
    expect((await meaning(given)).found).toMatchObject(expected);
  });

  test('an absence with a date pauses until then, but not for ever', async () => {
    const away = (until: string) =>
      meaning({
        headers: {
          ...PASS,
          Subject: 'Out of office',
          'Auto-Submitted': 'auto-replied',
          Date: new Date(NOW).toUTCString(),
        },
        body: `I am out of office and will be back on ${until}.`,
      });
    const soon = (await away('9 November 2026')).found;
    if (soon.kind !== 'out_of_office') throw new Error(soon.kind);
    expect(new Date(soon.until).toISOString()).toMatch(/^2026-11-0[89]/);
    expect((await away('9 November 2027')).found).toMatchObject({
      kind: 'out_of_office',
      until: expect.toSatisfy((until: number) => until <= NOW + 90 * DAY),
    });
  });

  test.each<readonly [string, Given, string]>([
    ['a person', {}, 'correspondent'],
    ['a person who is held', { headers: {} }, 'correspondent'],
    ['the owner', { labels: ['SENT'] }, 'owner'],
    ['a report', report('x@elsewhere.example'), 'machine'],
    ['a bounce', report(RECIPIENT), 'machine'],
  ])('records who wrote it: %s', async (_name, given, author) => {
    expect((await meaning(given)).recorded).toMatchObject({
      author,
      direction: 'inbound',
      state: 'received',
    });
  });

  test('does not need the messages that are there already', async () => {
    const { found } = await meaning({ messages: [inboundWith('in0')] });
    expect(found.kind).toBe('genuine');
  });
});

describe('a wish not to be written to', () => {
  const wish = 'Please remove me from your mailing list.';
  const LIST = {
    'List-Unsubscribe': '<https://list.example/u>',
    'In-Reply-To': null,
    References: null,
    Subject: 'Your mail',
  };
  const vacation = { 'Auto-Submitted': 'auto-replied', Subject: 'Automatic reply: Hello' };

  test.each<readonly [string, Given, 'correspondent' | 'machine']>([
    ['in a person’s mail', {}, 'correspondent'],
    ['beside a list’s header', { headers: { ...PASS, ...LIST } }, 'machine'],
    [
      'beside Precedence: bulk',
      { headers: { ...PASS, ...LIST, 'List-Unsubscribe': null, Precedence: 'bulk' } },
      'machine',
    ],
    ['in an automatic answer', { headers: { ...PASS, ...vacation } }, 'machine'],
    [
      'from a program of their company',
      { headers: { ...PASS, From: 'no-reply@example.com', 'Auto-Submitted': 'auto-generated' } },
      'machine',
    ],
    ['in a mail that Gmail took for spam', { labels: ['SPAM'] }, 'correspondent'],
    [
      'with another address for answers',
      { headers: { ...PASS, 'Reply-To': 'x@y.example' } },
      'correspondent',
    ],
    ['in the subject alone', { headers: { ...PASS, Subject: 'UNSUBSCRIBE' }, body: 'Ann' }, 'correspondent'],
    ['after the end', { thread: { status: 'stopped', stopReason: 'goal_reached' } }, 'correspondent'],
  ])('is heard %s', async (_, given, author) => {
    const { found, recorded } = await meaning({ body: wish, ...given });
    expect(found).toEqual({ kind: 'wish', author });
    expect(recorded.author).toBe(author);
  });

  test.each<readonly [string, Given, object]>([
    [
      'forged, is held',
      { headers: { 'Authentication-Results': 'mx.google.com; dmarc=fail header.from=example.com' } },
      { kind: 'held', notice: { code: 'sender_unauthenticated' } },
    ],
    [
      'forged and marked as a list’s, is shown',
      { headers: { ...LIST } },
      { kind: 'report', notice: { code: 'machine_mail' } },
    ],
    [
      'of somebody else, is held',
      { headers: { ...PASS, From: 'colleague@example.com' } },
      { kind: 'held', notice: { code: 'sender_unknown' } },
    ],
    [
      'of a stranger’s list, is nobody’s',
      {
        headers: {
          ...vouched('elsewhere.example'),
          From: 'news@elsewhere.example',
          ...LIST,
        },
      },
      { kind: 'ignored' },
    ],
    ['of the owner, is the owner’s', { labels: ['SENT'] }, { kind: 'owner' }],
    [
      'in doubt, is the model’s to judge',
      { body: 'Please don’t contact me again until June.' },
      { kind: 'genuine' },
    ],
    [
      'in doubt and of a program, is shown',
      {
        headers: { ...PASS, ...LIST },
        body: 'Please don’t contact me again until June.',
      },
      { kind: 'report', notice: { code: 'machine_mail' } },
    ],
    [
      'in doubt and of an absence note, is waited for',
      {
        headers: { ...PASS, ...vacation },
        body: 'I am out of the office. Please don’t contact me again until June.',
      },
      { kind: 'out_of_office' },
    ],
    [
      'forged in an absence note, is shown',
      { headers: vacation, body: 'I am out of the office.\n\nPlease remove me from your list.' },
      { kind: 'report', notice: { code: 'machine_mail' } },
    ],
    [
      'in the small print, is none',
      {
        headers: { ...PASS, ...LIST },
        body: 'Our news of May.\n\nUnsubscribe: https://list.example/u',
      },
      { kind: 'ignored' },
    ],
    [
      'quoted by them, is none',
      { body: 'Sure, when?\n\nOn Monday, Olivia wrote:\n> Tell me: do not contact me again.' },
      { kind: 'genuine' },
    ],
    [
      'given back without a mark, is none',
      {
        body: 'Sure, when?\n\nSay the word: do not contact me again.',
        messages: [
          outboundWith(1, {
            state: 'sent',
            text: 'Shall we talk?\n\nSay the word: do not contact me again.',
          }),
        ],
      },
      { kind: 'genuine' },
    ],
  ])('%s', async (_, given, expected) => {
    expect((await meaning({ body: wish, ...given })).found).toMatchObject(expected);
  });
});
