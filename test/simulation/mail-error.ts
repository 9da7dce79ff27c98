import type { MailError, MailErrorCode } from '../../shared/application/ports/mail-gateway.ts';

/** A failure of that kind, for the reason that is usual. */
export const mailErrorOf = (code: MailErrorCode): MailError => {
  const message = 'simulated';
  switch (code) {
    case 'owner':
      return { code, reason: 'revoked', message };
    case 'operator':
      return { code, reason: 'api_disabled', message };
    case 'passing':
      return { code, reason: 'rate_limited', message };
    case 'not_found':
    case 'invalid':
    case 'unavailable':
      return { code, message };
    default:
      return code satisfies never;
  }
};
