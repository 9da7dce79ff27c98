import type { Library } from '../knowledge/library.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Logger } from '../ports/logger.ts';
import type { MailJudge } from '../ports/mail-judge.ts';
import type { ReplyWriter } from '../ports/reply-writer.ts';
import type { InstallationTokens } from '../writing/installation-tokens.ts';

export interface RehearsalDeps {
  readonly store: DocumentStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface NewRehearsalDeps extends RehearsalDeps {
  readonly random: Random;
}

export interface RehearseDeps extends RehearsalDeps {
  readonly writer: ReplyWriter;
  readonly judge: MailJudge;
  readonly library: Library;
  readonly installationTokens?: InstallationTokens;
  readonly settings: { readonly dailyTokenBudget: number };
}
