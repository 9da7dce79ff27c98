import type { User } from '../../domain/account/user.ts';
import { assistantSchema } from '../../domain/assistant/assistant.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { TokenUsage } from '../ports/reply-writer.ts';
import type { InstallationTokens } from '../writing/installation-tokens.ts';

/** What is tried out counts like any mail: for the assistant, and for the day's and the installation's budget. */
export const countTokens = async (
  deps: {
    readonly store: DocumentStore;
    readonly clock: Clock;
    readonly installationTokens?: InstallationTokens | undefined;
  },
  user: User,
  assistantId: string,
  { inputTokens, outputTokens }: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>,
): Promise<void> => {
  if (inputTokens + outputTokens === 0) return;
  await deps.store.transaction(async (tx) => {
    if (!(await tx.get(paths.user(user.id)))) return;
    const path = paths.assistant(user.id, assistantId);
    const assistant = await readDocument(tx, assistantSchema, path);
    const day = await readUsageDay(tx, user.id, user.timeZone, deps.clock.now());
    const added = <T extends { inputTokens: number; outputTokens: number }>(usage: T): T => ({
      ...usage,
      inputTokens: usage.inputTokens + inputTokens,
      outputTokens: usage.outputTokens + outputTokens,
    });
    tx.set(paths.day(user.id, day.date), asData(added(day)));
    if (assistant) tx.update(path, { usage: added(assistant.usage) });
  });
  await deps.installationTokens?.spend(user.id, inputTokens + outputTokens);
};
