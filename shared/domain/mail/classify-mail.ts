import type { ParsedMail } from './parse-mail.ts';

export type MailClass =
  | { readonly kind: 'human'; readonly reason: string }
  | {
      readonly kind: 'bounce';
      readonly severity: 'hard' | 'soft';
      readonly failedRecipient: string | null;
      /** Enhanced status code (RFC 3463), `5.1.1`. */
      readonly status: string | null;
      readonly diagnostic: string | null;
      readonly reason: string;
    }
  | { readonly kind: 'out_of_office'; readonly returnsAt: number | null; readonly reason: string }
  | { readonly kind: 'list'; readonly reason: string }
  | { readonly kind: 'machine'; readonly reason: string };

const header = (mail: ParsedMail, name: string): string | null =>
  mail.headers.find((h) => h.name.toLowerCase() === name)?.value.trim() ?? null;

/** What kind of mail this is, by the first sign that says so; the hard ones come first. */
export const classifyMail = (mail: ParsedMail): MailClass => {
  const returnPath = header(mail, 'return-path');
  const sender = mail.from[0]?.email ?? '';
  const status = mail.dsn.find((fields) => fields.action !== undefined);
  if (status) {
    const delayed = /delayed|relayed|expanded/i.test(status.action ?? '');
    return {
      kind: 'bounce',
      severity: delayed || status.status?.startsWith('4') ? 'soft' : 'hard',
      failedRecipient: status['final-recipient']?.split(';').at(-1)?.trim().toLowerCase() ?? null,
      status: status.status ?? null,
      diagnostic: status['diagnostic-code'] ?? null,
      reason: 'delivery status report',
    };
  }
  if (/^(?:mailer-daemon|postmaster)@/.test(sender)) {
    return {
      kind: 'bounce',
      severity: 'hard',
      failedRecipient: null,
      status: null,
      diagnostic: null,
      reason: 'mail system sender',
    };
  }
  const auto = header(mail, 'auto-submitted');
  if (auto !== null && !/^no\b/i.test(auto)) {
    return /auto-replied/i.test(auto)
      ? { kind: 'out_of_office', returnsAt: null, reason: 'Auto-Submitted' }
      : { kind: 'machine', reason: 'Auto-Submitted' };
  }
  if (header(mail, 'list-id') !== null || header(mail, 'list-unsubscribe') !== null) {
    return { kind: 'list', reason: 'List header' };
  }
  if (/^(?:bulk|list|junk)$/i.test(header(mail, 'precedence') ?? ''))
    return { kind: 'list', reason: 'Precedence' };
  if (returnPath === '<>') return { kind: 'machine', reason: 'empty return path' };
  if (/^(?:no-?reply|do-?not-?reply)\b/.test(sender)) return { kind: 'machine', reason: 'no-reply sender' };
  return { kind: 'human', reason: 'no sign of a machine' };
};
