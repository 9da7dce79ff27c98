import type { SessionResource } from '../../../shared/contract/auth.ts';

/** The mailbox of this person in the local Google; null outside the demo. */
export const mailboxPage = (demo: SessionResource['demo'], email: string): string | null =>
  demo.mailboxesUrl === null
    ? null
    : `${demo.mailboxesUrl.replace(/\/$/, '')}/mailbox/${encodeURIComponent(email.toLowerCase())}`;
