import type { Logger } from '../ports/logger.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';
import type { CommitDeps } from './commit.ts';

export interface ThreadDeps extends CommitDeps {
  readonly logger: Logger;
  /** To take back a draft when a conversation is stopped. */
  readonly gateway: MailGateway;
}
