import { describe, expect, test } from 'vitest';
import { inboundWith, OWNER, outboundWith, threadWith } from '../../../test/support/documents.ts';
import type { OwnSignature } from '../../mail/composition/reply-body.ts';
import type { Message } from './message.ts';
import { OUR_MESSAGE_HEADER, outgoingMail, replySubject } from './outgoing-mail.ts';

test.each([
  ['Tool', 'Re: Tool'],
  [' Tool ', 'Re: Tool'],
  ['Re: Tool', 'Re: Tool'],
  ['RE : Tool', 'RE : Tool'],
  ['Regards', 'Re: Regards'],
])('the answer to %s', (subject, expected) => {
  expect(replySubject(subject)).toBe(expected);
});

describe('a mail of ours', () => {
  const AT = Date.UTC(2026, 10, 2, 9, 0);
  const first = outboundWith(1, { state: 'sent', text: 'Shall we talk?', at: AT - 3_600_000 });
  const theirs = inboundWith('m1', { text: 'Yes, when?', quoted: '> Shall we talk?', at: AT });
  const stranger = inboundWith('m2', { text: 'Do not tell Jane.', at: AT + 1 });
  const mailOf = (
    fields: Partial<Message>,
    messages: readonly Message[],
    signature: OwnSignature | null = null,
  ) =>
    outgoingMail(
      threadWith({ subject: 'Tool' }),
      messages,
      outboundWith(2, { purpose: 'reply', text: 'On Friday.', answers: [theirs.id], ...fields }),
      { email: OWNER, name: 'Olivia Owner' },
      { timeZone: 'Europe/Berlin', language: 'en', signature },
    );
  const textOf = (fields: Partial<Message>, messages: readonly Message[]): string =>
    mailOf(fields, messages).text.replaceAll('\u202F', ' ');

  test('says by no header that a machine wrote it (ADR 0015)', () => {
    for (const purpose of ['first', 'reply', 'follow_up'] as const) {
      expect(Object.keys(mailOf({ purpose }, [first, theirs]).headers)).toEqual([OUR_MESSAGE_HEADER]);
    }
  });

  test('has below it the mail that it answers, its history included, and nobody else’s', () => {
    expect(textOf({}, [first, theirs, stranger])).toMatch(
      /^On Friday\.\n\nOn Mon, Nov 2, 2026 at 10:00 AM .*<jane@example\.com> wrote:\n\n> Yes, when\?\n>\n>> Shall we talk\?$/,
    );
    expect(mailOf({}, [first, theirs, stranger]).html).toContain('class="gmail_quote"');
  });

  test('first has nothing below it, a follow-up our own last one', () => {
    expect(textOf({ purpose: 'first', answers: [] }, [])).toBe('On Friday.');
    expect(textOf({ purpose: 'follow_up', answers: [] }, [first, stranger])).toMatch(
      /wrote:\n\n> Shall we talk\?$/,
    );
  });

  test('is signed as the owner signs in Gmail, once', () => {
    const signature = { html: '<b>Olivia</b>', text: 'Olivia\nAcme' };
    const { text, html } = mailOf({}, [first, theirs], signature);
    expect(text).toMatch(/^On Friday\.\n\n-- \nOlivia\nAcme\n\nOn Mon/);
    expect(html).toContain('class="gmail_signature" data-smartmail="gmail_signature"><b>Olivia</b>');
    const edited = mailOf({ text: 'On Friday.\n\n-- \nOlivia\nAcme' }, [first, theirs], signature);
    expect(edited.text.match(/Acme/g)).toHaveLength(1);
  });

  test('has nothing below it of what was deleted', () => {
    expect(textOf({}, [first, { ...theirs, text: '', quoted: '', bodyKept: false }])).toBe('On Friday.');
  });
});
