import type { UnsubscribeLinks } from '../../account/unsubscribe-links.ts';
import type { Library } from '../../knowledge/library.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MailGateway } from '../../ports/mail-gateway.ts';
import type { MailJudge } from '../../ports/mail-judge.ts';
import type { ReplyWriter } from '../../ports/reply-writer.ts';
import type { TextExtractor } from '../../ports/text-extractor.ts';
import type { Timer } from '../../ports/timer.ts';
import type { InstallationTokens } from '../../writing/installation-tokens.ts';
import type { TurnGate } from '../turn-gate.ts';

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
  /** Absent: the operating system's. */
  readonly timer?: Timer;
  /** Of this process. Absent: nothing else runs in it. */
  readonly gate?: TurnGate;
  /** Absent: no budget for the installation as a whole. */
  readonly installationTokens?: InstallationTokens;
  /** Absent: mails carry no link to unsubscribe. */
  readonly unsubscribe?: Pick<UnsubscribeLinks, 'linkTo'>;
  readonly settings: {
    /** How long a thread is held without a word of the turn that holds it: as long as a crash is waited for. */
    readonly leaseMs: number;
    /** Longer than any turn takes: one that hangs loses its lease then. Default: five minutes. */
    readonly turnMs?: number;
    /** Tokens a day: of an owner, and within that of one conversation and on one correspondent. */
    readonly dailyTokenBudget: number;
    readonly threadTokenBudget: number;
    readonly personTokenBudget: number;
    /** Whatever an owner has set. */
    readonly maxDailySendingLimit: number;
  };
}
