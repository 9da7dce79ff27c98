import { type HeaderField, type RawMail, rawHeader } from '../mail/raw-mail.ts';
import { sendingLimitReached } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { mailDate, messageIdFor } from './outgoing.ts';

/**
 * How Gmail reports its sending limit (https://support.google.com/mail/answer/22839): by a delivery report (5.4.5), by
 * a message of the mail system, by a message that looks like a person's, or by refusing the call.
 */
export const LIMIT_NOTICES = ['report', 'daemon', 'person', 'refusal'] as const;
export type LimitNotice = (typeof LIMIT_NOTICES)[number];

interface LimitRow {
  readonly mails_left: number;
  readonly notice: LimitNotice;
  readonly until: number;
}

/** `mails` more can be sent; further ones fail until `until` (epoch ms). */
export function setSendingLimit(
  kernel: Kernel,
  email: string,
  limit: { readonly mails: number; readonly notice: LimitNotice; readonly until: number },
): void {
  kernel.run(
    'INSERT OR REPLACE INTO sending_limit (email, mails_left, notice, until) VALUES (?, ?, ?, ?)',
    email,
    limit.mails,
    limit.notice,
    limit.until,
  );
}

export function liftSendingLimit(kernel: Kernel, email: string): void {
  kernel.run('DELETE FROM sending_limit WHERE email = ?', email);
}

/** Counts a mail that is about to be sent. null: it may be sent; otherwise how its sender is notified. */
export function takeSending(kernel: Kernel, email: string): Exclude<LimitNotice, 'refusal'> | null {
  const row = kernel.get<LimitRow>('SELECT * FROM sending_limit WHERE email = ?', email);
  if (row === null || row.until <= kernel.now()) return null;
  if (row.mails_left > 0) {
    kernel.run('UPDATE sending_limit SET mails_left = mails_left - 1 WHERE email = ?', email);
    return null;
  }
  if (row.notice !== 'refusal') return row.notice;
  throw sendingLimitReached(row.until);
}

const SENTENCE = 'You have reached a limit for sending mail. Your message was not sent.';

/** The message to the sender. It joins the thread of the mail that was not sent. */
export function limitNotice(
  kernel: Kernel,
  failure: { readonly sent: RawMail; readonly to: string; readonly failed: string },
  notice: Exclude<LimitNotice, 'refusal'>,
): RawMail {
  const messageId = rawHeader(failure.sent.headers, 'Message-ID') ?? '';
  const person = notice === 'person';
  const common: HeaderField[] = [
    {
      name: 'From',
      value: person ? 'Gmail <nobody@gmail.com>' : 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    },
    { name: 'To', value: failure.to },
    { name: 'Subject', value: person ? 'Message not sent' : 'Delivery Status Notification (Failure)' },
    { name: 'References', value: messageId },
    { name: 'In-Reply-To', value: messageId },
    { name: 'Message-ID', value: messageIdFor(kernel).replace('<CA', '<') },
    { name: 'Date', value: mailDate(kernel.now()) },
    { name: 'MIME-Version', value: '1.0' },
  ];
  if (notice !== 'report') {
    return {
      headers: [...common, { name: 'Content-Type', value: 'text/plain; charset="UTF-8"' }],
      body: `${SENTENCE}\r\n`,
    };
  }
  const boundary = `000000000000${kernel.hex(16)}`;
  return {
    headers: [
      { name: 'X-Failed-Recipients', value: failure.failed },
      { name: 'Auto-Submitted', value: 'auto-replied' },
      ...common,
      {
        name: 'Content-Type',
        value: `multipart/report; boundary="${boundary}"; report-type=delivery-status`,
      },
    ],
    body: [
      `--${boundary}`,
      'Content-Type: text/plain; charset="UTF-8"',
      '',
      '** Message not sent **',
      '',
      SENTENCE,
      '',
      `--${boundary}`,
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; googlemail.com',
      `X-Original-Message-ID: ${messageId}`,
      '',
      `Final-Recipient: rfc822; ${failure.failed}`,
      'Action: failed',
      'Status: 5.4.5',
      'Diagnostic-Code: smtp; 550 5.4.5 Daily user sending limit exceeded.',
      '',
      `--${boundary}`,
      'Content-Type: message/rfc822',
      '',
      ...failure.sent.headers.map((field) => `${field.name}: ${field.value}`),
      '',
      failure.sent.body,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  };
}
