import type { Logger } from '../ports/logger.ts';

/**
 * Runs every job, whatever becomes of the others, one after the other. What each gave, by its name.
 * Errors: once all have been run, what the first failed one threw.
 */
export const runJobs = async <T>(
  logger: Logger,
  jobs: Readonly<Record<string, () => Promise<T>>>,
): Promise<Readonly<Record<string, T>>> => {
  const results: Record<string, T> = {};
  const failures: unknown[] = [];
  for (const [job, run] of Object.entries(jobs)) {
    try {
      results[job] = await run();
    } catch (error) {
      failures.push(error);
      logger.error('job_failed', { job }, error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return results;
};
