/** What a check found, and what to do about it. */
export interface Finding {
  readonly level: 'pass' | 'warn' | 'fail';
  readonly what: string;
  readonly advice?: string;
}

export interface Check {
  readonly name: string;
  readonly run: () => Promise<Finding | readonly Finding[]>;
}

export const pass = (what: string): Finding => ({ level: 'pass', what });
export const warn = (what: string, advice: string): Finding => ({ level: 'warn', what, advice });
export const fail = (what: string, advice: string): Finding => ({ level: 'fail', what, advice });

/** The findings of all checks. A check that throws is a finding itself. */
export const runChecks = async (checks: readonly Check[]): Promise<readonly Finding[]> => {
  const found = await Promise.all(
    checks.map(async ({ name, run }) => {
      try {
        return await run();
      } catch (error) {
        return fail(`${name}: could not be checked`, error instanceof Error ? error.message : String(error));
      }
    }),
  );
  return found.flat();
};
