import { emptyUsageDay, type UsageDay, usageDaySchema, userSchema } from '../../domain/account/user.ts';
import { localDate } from '../../domain/assistant/working-hours.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Filter } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

export interface Summary {
  readonly active: number;
  readonly stopped: number;
  readonly needsAttention: number;
  readonly awaitingApproval: number;
  /** The owner's last calendar days, oldest first, quiet ones included. */
  readonly days: readonly UsageDay[];
}

const DAY = 24 * 60 * 60_000;

/** Counts, and figures for each of the last days. */
export const summarise =
  (deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger }) =>
  async (input: { readonly userId: string; readonly days: number }): Promise<Summary | null> => {
    const { userId } = input;
    const user = await readDocument(deps.store, userSchema, paths.user(userId));
    if (!user) return null;
    const count = (where: readonly Filter[]) =>
      deps.store.count({ collection: paths.threads(userId), where });
    const [active, stopped, needsAttention, awaitingApproval] = await Promise.all([
      count([{ field: 'status', op: '==', value: 'active' }]),
      count([{ field: 'status', op: '==', value: 'stopped' }]),
      count([{ field: 'needsAttention', op: '==', value: true }]),
      count([{ field: 'awaitingApproval', op: '==', value: true }]),
    ]);
    const now = deps.clock.now();
    const dates = [
      ...new Set(
        Array.from({ length: input.days }, (_, ago) =>
          localDate(now - (input.days - 1 - ago) * DAY, user.timeZone),
        ),
      ),
    ];
    const documents = await deps.store.getAll(dates.map((date) => paths.day(userId, date)));
    return {
      active,
      stopped,
      needsAttention,
      awaitingApproval,
      days: documents.map(
        (document, index) =>
          (document && parseReadable(deps.logger, usageDaySchema, document)) ??
          emptyUsageDay(dates[index] ?? ''),
      ),
    };
  };
