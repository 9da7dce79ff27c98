import type { ParsedMail } from './parse-mail.ts';
export type MailClass =
  | { readonly kind: 'human'; readonly reason: string }
  | {
      readonly kind: 'bounce';
      /** `soft`: may still arrive, or may be tried again later. */
      readonly severity: 'hard' | 'soft';
      readonly failedRecipient: string | null;
      /** RFC 3463. */
      readonly status: string | null;
      readonly diagnostic: string | null;
      readonly reason: string;
    }
  | { readonly kind: 'out_of_office'; readonly returnsAt: number | null; readonly reason: string }
  | { readonly kind: 'list'; readonly reason: string }
  | { readonly kind: 'machine'; readonly reason: string };

const first = (mail: ParsedMail, name: string): string =>
  mail.headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';

/** Who or what wrote a mail. */
export const classifyMail = (mail: ParsedMail): MailClass => {
  const failed = mail.dsn.find(({ action }) => action === 'failed' || action === 'delayed');
  if (failed) {
    return {
      kind: 'bounce',
      severity: failed.action === 'failed' ? 'hard' : 'soft',
      failedRecipient: failed.finalRecipient,
      status: failed.status,
      diagnostic: failed.diagnostic,
      reason: 'delivery report',
    };
  }
  if (first(mail, 'x-failed-recipients') !== '' || /^mailer-daemon@/.test(mail.from[0]?.email ?? '')) {
    return {
      kind: 'bounce',
      severity: 'hard',
      failedRecipient: null,
      status: null,
      diagnostic: null,
      reason: 'mailer-daemon',
    };
  }
  const auto = first(mail, 'auto-submitted').toLowerCase();
  if (auto.startsWith('auto-replied'))
    return { kind: 'out_of_office', returnsAt: null, reason: 'Auto-Submitted' };
  if (mail.headers.some(({ name }) => /^list-/i.test(name))) return { kind: 'list', reason: 'List header' };
  if (auto !== '' && auto !== 'no') return { kind: 'machine', reason: 'Auto-Submitted' };
  return { kind: 'human', reason: 'no sign of a machine' };
};
