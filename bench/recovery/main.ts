import { measureRecovery, type PlatformName, platforms } from './recovery.ts';

/** `npm run bench:recovery`: how much later a mail leaves when its process dies, for each moment at which it can. */
for (const name of Object.keys(platforms) as PlatformName[]) {
  const recoveries = await measureRecovery(name);
  console.log(`\n${name}: delay in seconds, by the effect after which the process died`);
  console.table(
    recoveries.map(({ moment, after, delayMs }) => ({
      moment,
      after,
      seconds: delayMs === null ? 'never' : Math.max(0, Math.round(delayMs / 100) / 10),
    })),
  );
  const worst = Math.max(...recoveries.map(({ delayMs }) => delayMs ?? Number.POSITIVE_INFINITY));
  console.log(`The worst: ${(worst / 1000).toFixed(1)} s.`);
}
