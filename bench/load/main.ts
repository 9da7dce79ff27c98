import { functions } from '../../functions/manifest.ts';
import { runLoad } from './load.ts';

/** `npm run bench:load`: a thousand notifications for two hundred mailboxes at once, on this machine. */
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
process.exitCode = wrong + unread === 0 ? 0 : 1;
