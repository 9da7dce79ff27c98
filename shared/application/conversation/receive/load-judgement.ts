/**
 * Everything that reads and judges mails: as much code as all the rest of a function, loaded with the first mail that is
 * fetched. Most notifications of Gmail lead to none.
 */
export const loadJudgement = async () => {
  const [reading, judging, writing] = await Promise.all([
    import('./read-mail.ts'),
    import('./meaning.ts'),
    import('./inbound-message.ts'),
  ]);
  return { ...reading, ...judging, ...writing };
};
export type Judgement = Awaited<ReturnType<typeof loadJudgement>>;
