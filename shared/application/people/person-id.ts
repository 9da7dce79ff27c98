import { mailboxOf } from '../../mail/address.ts';
import { sha256 } from '../account/hash.ts';

/** The same for all addresses of one mailbox: case, Gmail's dots and plus and its two domains make no difference. */
export const personIdOf = (email: string): string => sha256(mailboxOf(email)).slice(0, 40);
