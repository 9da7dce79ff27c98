import type { UsageDay, User } from '../../domain/account/user.ts';
import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Transaction } from '../ports/document-store.ts';
import type { TokenUsage } from '../ports/reply-writer.ts';
import type { InstallationTokens } from './installation-tokens.ts';

interface Payer {
  readonly day: UsageDay;
  readonly assistant: Assistant | null;
}

/** Reads whose usage grows: the owner's day, and the assistant if there still is one. */
export const readPayers = async (
  tx: Transaction,
  user: Pick<User, 'id' | 'timeZone'>,
  assistantId: string,
  now: number,
): Promise<Payer> => {
  const [assistant, day] = await Promise.all([
    readDocument(tx, assistantSchema, paths.assistant(user.id, assistantId)),
    readUsageDay(tx, user.id, user.timeZone, now),
  ]);
  return { day, assistant };
};

/** Counts what the model was paid outside of a conversation's turns. The transaction reads nothing after it. */
export const writeTokens = (
  tx: Transaction,
  userId: string,
  { day, assistant }: Payer,
  { inputTokens, outputTokens }: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>,
): void => {
  if (inputTokens + outputTokens === 0) return;
  const added = <T extends { inputTokens: number; outputTokens: number }>(usage: T): T => ({
    ...usage,
    inputTokens: usage.inputTokens + inputTokens,
    outputTokens: usage.outputTokens + outputTokens,
  });
  tx.set(paths.day(userId, day.date), asData(added(day)));
  if (assistant) tx.update(paths.assistant(userId, assistant.id), { usage: added(assistant.usage) });
};

/** What is tried out counts like any mail: for the assistant, and for the day's and the installation's budget. */
export const countTokens = async (
  deps: {
    readonly store: DocumentStore;
    readonly clock: Clock;
    readonly installationTokens?: InstallationTokens | undefined;
  },
  user: Pick<User, 'id' | 'timeZone'>,
  assistantId: string,
  usage: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>,
): Promise<void> => {
  const tokens = usage.inputTokens + usage.outputTokens;
  if (tokens === 0) return;
  await deps.store.transaction(async (tx) => {
    if (!(await tx.get(paths.user(user.id)))) return;
    writeTokens(tx, user.id, await readPayers(tx, user, assistantId, deps.clock.now()), usage);
  });
  await deps.installationTokens?.spend(user.id, tokens);
};
