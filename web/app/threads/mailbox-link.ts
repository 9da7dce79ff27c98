import type { SessionResource } from '../../../shared/contract/auth.ts';

/** A page of the local Google on which one reads and writes as this person; null outside the demonstration. */
export const mailboxPage = (demo: SessionResource['demo'], email: string): string | null =>
  demo.mailboxesUrl === null
    ? null
    : `${demo.mailboxesUrl.replace(/\/$/, '')}/mailbox/${encodeURIComponent(email.toLowerCase())}`;
