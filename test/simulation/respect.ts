import { byLink, type Happening, type Plan, type PlannedEvent } from './plan.ts';
import type { Dice } from './random.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** An assistant that tells its reader what it is, and heeds their clock; and readers who want no more. */
export const withRespect = (d: Dice, plan: Plan, until: number, threads: number): Plan => {
  const isOnTheirClock = !plan.untidyClocks && d.chance(0.05);
  const hours = isOnTheirClock ? { workingHours: true, recipientHours: true } : {};
  const events = [...plan.events];
  if (isOnTheirClock) {
    const at = d.below(HOUR);
    events.push({ type: 'happening', at, what: 'answer', thread: d.below(threads) });
  }
  if (!d.chance(0.12)) return { ...plan, ...hours, events };
  events.push(...unsubscribing(d, until, threads));
  const sameRecipient = plan.sameRecipient || (plan.threads > 1 && d.chance(0.6));
  return { ...plan, ...hours, linesBelow: true, sameRecipient, events };
};

/** The link is used in quiet, while something is on its way, and when all is over. */
const unsubscribing = (d: Dice, until: number, threads: number): PlannedEvent[] => {
  const thread = d.below(threads);
  const other = d.below(threads);
  const events: PlannedEvent[] = [];
  const add = (what: Happening, at: number, where = thread): void => {
    events.push({ type: 'happening', at, what, thread: where });
  };
  const click = d.pick(byLink);
  const roll = d.below(10);
  if (roll < 5) {
    // While an answer is written or sent, here or in another conversation with them.
    const from = d.below(MINUTE);
    add('answer', from, d.chance(0.5) ? thread : other);
    if (d.chance(0.5)) add('answer', from + d.below(3 * SECOND), other);
    const on = d.pick(['writer.write', 'writer.write', 'gmail.createDraft', 'gmail.sendDraft'] as const);
    // The first calls are those of the first mails, which bring the link.
    const at = { on, nth: threads + d.below(3) };
    events.push({ type: 'interruption', at, what: click, thread });
  } else if (roll < 7) {
    add(click, until + d.below(10 * MINUTE));
  } else {
    // Late: after the end, and the owner has it go on all the same.
    const end = until + d.below(10 * MINUTE);
    if (d.chance(0.6)) add(d.pick(['stop', 'delete_thread'] as const), end);
    add(click, end + d.below(6 * HOUR));
    if (d.chance(0.5)) add('resume', end + 6 * HOUR + d.below(HOUR));
  }
  if (d.chance(0.3)) add(d.pick(['answer', 'begin_another', 'resume', 'approve'] as const), until + HOUR);
  return events;
};
