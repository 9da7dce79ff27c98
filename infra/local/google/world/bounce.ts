import type { HeaderField, RawMail } from '../mail/raw-mail.ts';
import { rawHeader } from '../mail/raw-mail.ts';
import type { Kernel } from './kernel.ts';
import { mailDate, messageIdFor } from './outgoing.ts';

/**
 * Gmail's delivery failure: a multipart/report (RFC 6522) with a delivery-status part (RFC 3464) and the
 * returned message, which joins the conversation because it refers to the mail that failed.
 */
export function bounceMail(kernel: Kernel, failure: { sent: RawMail; to: string; failed: string }): RawMail {
  const date = mailDate(kernel.now());
  const messageId = rawHeader(failure.sent.headers, 'Message-ID') ?? '';
  const domain = failure.failed.split('@').at(-1) ?? failure.failed;
  const boundary = `000000000000${kernel.hex(16)}`;
  const diagnostic = `smtp; 550-5.1.1 The email account that you tried to reach does not exist at ${domain}. Please try\r\n 550-5.1.1 double-checking the recipient's email address for typos or\r\n 550 5.1.1 unnecessary spaces.`;
  const headers: HeaderField[] = [
    { name: 'X-Failed-Recipients', value: failure.failed },
    { name: 'Auto-Submitted', value: 'auto-replied' },
    { name: 'From', value: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>' },
    { name: 'To', value: failure.to },
    { name: 'Subject', value: 'Delivery Status Notification (Failure)' },
    { name: 'References', value: messageId },
    { name: 'In-Reply-To', value: messageId },
    { name: 'X-Gm-Message-State', value: `A${kernel.hex(24)}` },
    { name: 'Message-ID', value: messageIdFor(kernel).replace('<CA', '<') },
    { name: 'Date', value: date },
    {
      name: 'Content-Type',
      value: `multipart/report; boundary="${boundary}"; report-type=delivery-status`,
    },
    { name: 'MIME-Version', value: '1.0' },
  ];
  const body = [
    `--${boundary}`,
    'Content-Type: text/plain; charset="UTF-8"',
    '',
    '** Address not found **',
    '',
    `Your message wasn't delivered to ${failure.failed} because the address couldn't be found, or is unable to receive mail.`,
    '',
    'The response from the remote server was:',
    `550 5.1.1 The email account that you tried to reach does not exist at ${domain}.`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; googlemail.com',
    `Received-From-MTA: dns; ${failure.to}`,
    `Arrival-Date: ${date}`,
    `X-Original-Message-ID: ${messageId}`,
    '',
    `Final-Recipient: rfc822; ${failure.failed}`,
    'Action: failed',
    'Status: 5.1.1',
    `Remote-MTA: dns; mx.${domain}. (192.0.2.25, the server for the domain ${domain}.)`,
    `Diagnostic-Code: ${diagnostic}`,
    `Last-Attempt-Date: ${date}`,
    '',
    `--${boundary}`,
    'Content-Type: message/rfc822',
    '',
    ...failure.sent.headers.map((field) => `${field.name}: ${field.value}`),
    '',
    failure.sent.body,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { headers, body };
}
