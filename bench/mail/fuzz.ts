import fc from 'fast-check';
import { beyondBudget, judgeAll } from '../../test/mail/judge-all.ts';
import { monster, mutatedMail } from '../../test/mail/mutations.ts';

/** Judges damaged and oversized mails for some seconds. Returns the failures, each with the seed that reproduces it. */
export const fuzz = async (
  mails: readonly Uint8Array[],
  seconds: number,
): Promise<{ readonly judged: number; readonly failures: readonly string[] }> => {
  const until = performance.now() + seconds * 1000;
  const failures: string[] = [];
  let judged = 0;
  let slowest = 0;
  for (let seed = 1; performance.now() < until && failures.length < 5; seed++) {
    const result = await fc.check(
      fc.asyncProperty(fc.oneof(mutatedMail(mails), monster), async (raw) => {
        judged++;
        const from = performance.now();
        const beyond = beyondBudget((await judgeAll(raw)).mail);
        slowest = Math.max(slowest, performance.now() - from);
        if (beyond.length > 0) throw new Error(beyond.join(', '));
      }),
      { numRuns: 200, seed },
    );
    if (result.failed)
      failures.push(
        `seed ${seed}: ${result.errorInstance ?? 'failed'}\n${JSON.stringify(Buffer.from(result.counterexample?.[0] ?? []).toString('latin1')).slice(0, 2000)}`,
      );
  }
  console.log(`Fuzz: ${judged} mails, the slowest took ${slowest.toFixed(0)} ms`);
  return { judged, failures };
};
