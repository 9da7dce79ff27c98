import type { UsageDay } from '../account/user.ts';
import type { ThreadView } from './changes.ts';

/** How many of our replies' times a day keeps. */
const MAX_TIMES = 200;

/**
 * The day's figures with what became of a thread between two views: whoever stores it counts it, be it the turn that
 * sent a mail or a sync that saw it among the sent ones first. The same object when nothing of it counts. `now`: epoch ms.
 */
export const countDay = (day: UsageDay, before: ThreadView, after: ThreadView, now: number): UsageDay => {
  const [was, is] = [before.thread, after.thread];
  const sent = is.counters.sent - was.counters.sent;
  const replied = sent > 0 && is.counters.replies > was.counters.replies;
  const goal = is.stopReason === 'goal_reached' && was.stopReason !== 'goal_reached';
  const received = is.unanswered.filter((id) => !was.unanswered.includes(id)).length;
  const inputTokens = is.usage.inputTokens - was.usage.inputTokens;
  const outputTokens = is.usage.outputTokens - was.usage.outputTokens;
  if (sent === 0 && received === 0 && !goal && inputTokens === 0 && outputTokens === 0) return day;
  const waited = was.lastReceivedAt === null ? null : Math.max(0, now - was.lastReceivedAt);
  return {
    ...day,
    sent: day.sent + sent,
    received: day.received + received,
    conversationsStarted: day.conversationsStarted + (was.counters.sent === 0 && sent > 0 ? 1 : 0),
    conversationsAnswered: day.conversationsAnswered + (received > 0 && was.lastReceivedAt === null ? 1 : 0),
    goalsReached: day.goalsReached + (goal ? 1 : 0),
    inputTokens: day.inputTokens + inputTokens,
    outputTokens: day.outputTokens + outputTokens,
    answerMs: replied && waited !== null ? [...day.answerMs, waited].slice(-MAX_TIMES) : day.answerMs,
  };
};
