import { modelCheckSchema } from '../../domain/writing/model-check.ts';
import { daysToEnd } from '../../domain/writing/model-end.ts';
import { paths } from '../../persistence/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { ModelDirectory } from '../ports/model-directory.ts';
import { writerErrorKinds } from '../ports/reply-writer.ts';

export interface CheckModelDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly models: ModelDirectory;
}

const MODEL_CHECK = paths.installationNote('modelCheck');

/** Slightly less than a day, so that an hourly job runs it at the same hour every day. */
const EVERY_MS = 23.5 * 60 * 60_000;

/**
 * Checks once a day per installation whether the configured model exists and when it is shut down, and logs one line
 * with what to do. Idempotent. After a temporary error the next call tries again.
 */
export const checkModel = (deps: CheckModelDeps) => async (): Promise<'checked' | 'not_due' | 'later'> => {
  const now = deps.clock.now();
  const last = modelCheckSchema.safeParse((await deps.store.get(MODEL_CHECK))?.data);
  if (last.success && now - last.data.checkedAt < EVERY_MS) return 'not_due';
  const described = await deps.models.describe();
  if (!described.ok && writerErrorKinds[described.error.code] !== 'operator') return 'later';
  if (described.ok) {
    const { model, shutdownDate } = described.value;
    const daysLeft = daysToEnd(shutdownDate, now);
    if (daysLeft !== null) {
      deps.logger.warn('model_ends', {
        model,
        shutdownDate,
        daysLeft,
        advice: `Set OPENAI_MODEL to its successor (${DEPRECATIONS}), and test that with npm run eval.`,
      });
    }
  } else {
    deps.logger.error('model_trouble', { code: described.error.code, advice: described.error.message });
  }
  await deps.store.set(MODEL_CHECK, { ...last.data, schemaVersion: 1, checkedAt: now });
  return 'checked';
};

const DEPRECATIONS = 'https://developers.openai.com/api/docs/deprecations';
