import type { Library } from '../../knowledge/library.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MailGateway } from '../../ports/mail-gateway.ts';
import type { MailJudge } from '../../ports/mail-judge.ts';
import type { ReplyWriter } from '../../ports/reply-writer.ts';
import type { TextExtractor } from '../../ports/text-extractor.ts';
import type { InstallationTokens } from '../../writing/installation-tokens.ts';

export interface TurnDeps {
  readonly store: DocumentStore;
  readonly gateway: MailGateway;
  readonly writer: ReplyWriter;
  readonly judge: MailJudge;
  readonly extractor: TextExtractor;
  readonly library: Library;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Absent: no budget for the installation as a whole. */
  readonly installationTokens?: InstallationTokens;
  readonly settings: {
    /** How long a turn may hold a thread; longer than any turn can take, or a crash is waited for too long. */
    readonly leaseMs: number;
    /** Tokens a day: of an owner, and within that of one conversation and on one correspondent. */
    readonly dailyTokenBudget: number;
    readonly threadTokenBudget: number;
    readonly personTokenBudget: number;
    /** Whatever an owner has set. */
    readonly maxDailySendingLimit: number;
  };
}
