/**
 * Everything that reads and judges mails: as much code as all the rest of a function, loaded with the first mail that is
 * fetched. Most notifications of Gmail lead to none.
 */
export const loadJudgement = () => import('./meaning.ts');
export type Judgement = Awaited<ReturnType<typeof loadJudgement>>;
