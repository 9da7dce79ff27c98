import { functions } from '../../functions/manifest.ts';
import { runLoad } from './load.ts';
import { type Started, startMany } from './start-many.ts';

/** `npm run bench:load`: a thousand notifications for two hundred mailboxes at once, and 2,000 conversations started at once, on this machine. */
const concurrency = functions.find(({ name }) => name === 'gmail-notification')?.concurrency ?? 1;
const result = await runLoad({ mailboxes: 200, concurrency });
const { notifications, echoes, ms, counts, echoCounts, quotaUnits, answers, unread } = result;
const events = notifications + counts.published;
const perEvent = (total: number, of: number): string => (total / of).toFixed(2);

console.log(`${notifications} notifications for ${answers.length} mailboxes, ${concurrency} at a time,`);
console.log(`and ${echoes} that our own mails led to, settled in ${(ms / 1000).toFixed(1)} s:`);
console.log(`${((1000 * (notifications + echoes)) / ms).toFixed(0)} notifications a second.`);
console.table(
  Object.fromEntries(
    Object.entries(counts).map(([what, total]) => [
      what,
      {
        total,
        'per event': perEvent(total, events),
        'per echo': perEvent(echoCounts[what as keyof typeof counts], echoes),
      },
    ]),
  ),
);
console.log(`Gmail quota: ${quotaUnits} units, ${perEvent(quotaUnits, answers.length)} an answered mail.`);
const wrong = answers.filter((count) => count !== 1).length;
console.log(
  wrong === 0 && unread === 0 ? 'Every genuine mail was answered once.' : `${wrong} were not answered once.`,
);

const SWEEP_MS = 1000;
const MANY = { threads: 2000, concurrency: 8 } as const;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, SWEEP_MS));

/** Whether an answer to somebody else was not held up, and each turn was asked for once. */
const tell = (started: Started): boolean => {
  const ratio = started.turnEvents / started.needed;
  console.log(
    `${ratio.toFixed(3)} events a needed turn; at most ${started.longest} waited, ${started.left} are left.`,
  );
  console.log(`An answer to somebody else was seen after ${(started.seenMs / 1000).toFixed(2)} s,`);
  console.log(`and the reply to it left after ${(started.repliedMs / 1000).toFixed(2)} s.`);
  return started.seenMs <= 2000 && ratio <= 1.1 && started.left === 0 && started.longest < 200;
};

const started = await startMany({ ...MANY, paceSeconds: 0, pause });
console.log(
  `Without a pace, ${started.sent} first mails started at once left in ${(started.ms / 1000).toFixed(0)} s;`,
);
const isFast = tell(started);
const paced = await startMany({ ...MANY, paceSeconds: 20, pause });
console.log(`In pace, ${paced.sent} left at once or in turn, and ${paced.planned} said when they are due,`);
console.log(`all within ${(paced.ms / 1000).toFixed(0)} s;`);
const isPaced = tell(paced) && paced.sent + paced.planned === MANY.threads;
process.exitCode = wrong + unread === 0 && isFast && isPaced ? 0 : 1;
