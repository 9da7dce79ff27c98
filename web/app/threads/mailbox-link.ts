import type { SessionResource } from '../../../shared/contract/auth.ts';

/** A page of the local Google on which one reads and writes as this person; null outside the demonstration. */
export const mailboxPage = (world: SessionResource['world'], email: string): string | null =>
  world.mailboxesUrl === null
    ? null
    : `${world.mailboxesUrl.replace(/\/$/, '')}/mailbox/${encodeURIComponent(email.toLowerCase())}`;
