import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Identity } from '../ports/identity.ts';
import type { Logger } from '../ports/logger.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';
import type { Originals } from '../ports/originals.ts';
import type { Vault } from '../ports/vault.ts';

export interface AuthDeps {
  readonly store: DocumentStore;
  readonly vault: Vault;
  readonly originals: Originals;
  readonly identity: Identity;
  readonly gateway: MailGateway;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly settings: {
    /** Google's redirect URI. */
    readonly redirectUri: string;
    /** False where no push can arrive: mailboxes are polled instead. */
    readonly push: boolean;
    readonly silenceMs: number;
    readonly dailySendingLimit: number;
    readonly maxDailySendingLimit: number;
    /** Addresses and domains that may sign in; empty or absent: everybody. */
    readonly signInAllowed?: readonly string[];
    /** false: suppressions are deleted with their account. Absent: hashes of them are kept. */
    readonly keepSuppressions?: boolean;
  };
}
