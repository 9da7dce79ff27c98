import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Logger } from '../ports/logger.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';

export interface ThreadDeps {
  readonly store: DocumentStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** To take back a draft when a conversation is stopped. */
  readonly gateway: MailGateway;
}
