import type { Mutant } from './mutant.ts';

const turn = 'shared/application/conversation/turn.ts';
const takeTurn = 'shared/application/conversation/take-turn.ts';
const nextStep = 'shared/domain/conversation/next-step.ts';
const ahead = 'shared/domain/conversation/evolve-ahead.ts';
const outbound = 'shared/domain/conversation/evolve-outbound.ts';
const evolveTurns = 'shared/domain/conversation/evolve-turns.ts';
const healAlarms = 'shared/application/sweep/heal-alarms.ts';

/** Bugs in what faults and lying clocks lead to. */
export const faults: readonly Mutant[] = [
  {
    name: 'what fails for long is parked',
    file: takeTurn,
    find: '  const release = { until, waitingFor, failures };',
    replace: '  const release = { until: failures > 8 ? null : until, waitingFor, failures };',
  },
  {
    name: 'an outage is told as a failure of each conversation',
    file: takeTurn,
    find: 'isOwn && failures >= shownAfter(cause)',
    replace: 'failures >= shownAfter(cause)',
  },
  {
    name: 'after a crash everything is tried again beside everything else',
    file: turn,
    find: "if (thread.attempts > 0 && !alone) return { kind: 'suspect' };",
    replace: 'void alone;',
  },
  {
    name: 'what breaks off alone is set aside for good',
    file: evolveTurns,
    find: '        nextActionAt: until,\n        waitingFor: null,',
    replace: '        nextActionAt: null,\n        waitingFor: null,',
  },
  {
    name: 'a turn sends no heartbeat',
    file: 'shared/application/conversation/heartbeat.ts',
    find: 'if (deps.clock.now() >= until) return stop();',
    replace: 'if (deps.clock.now() >= until - turnMs) return stop();',
  },
  {
    name: 'asking for approval answers before a mail under way is held back',
    file: 'shared/application/conversation/update.ts',
    find: 'return takeBackUnapproved(deps, input, view);',
    replace: 'return mailBeingSent(view) ? ok(view.thread) : takeBackUnapproved(deps, input, view);',
  },
  {
    name: 'a mailbox that a clock has put off by a year stays so',
    file: healAlarms,
    find: 'spanMs: Math.max(silenceMs, spans.trouble),',
    replace: 'spanMs: 1000 * Math.max(silenceMs, spans.trouble),',
  },
  {
    name: 'a channel that a clock has put off sleeps',
    file: healAlarms,
    find: "    field: 'touchedAt',\n    spanMs: 0,",
    replace: "    field: 'touchedAt',\n    spanMs: 1e12,",
  },
  {
    name: 'what a clock has said of the past is believed',
    file: turn,
    find: 'const stored = withBoundedTimes(found, now);',
    replace: 'const stored = found;',
  },
  {
    name: 'a conversation that a clock has put off by a year sleeps',
    file: healAlarms,
    find: "    field: 'updatedAt',\n    spanMs: 0,",
    replace: "    field: 'updatedAt',\n    spanMs: 1e12,",
  },
  {
    name: 'what mends itself waits for the owner',
    file: nextStep,
    find: '  !mendsItself(thread.attention) &&\n',
    replace: '',
  },
  {
    name: 'a conversation is set aside without evidence',
    file: turn,
    find: 'if (attempts < MAX_ATTEMPTS) return null;',
    replace: 'if (attempts < MAX_ATTEMPTS - 2) return null;',
  },
  {
    name: 'what the owner tells a stopped conversation is not decided with when it goes on',
    file: ahead,
    find: '  reconsider: true,\n  counters',
    replace: "  reconsider: thread.status === 'active',\n  counters",
  },
  {
    name: 'asking an assistant for approval overlooks what is about to leave',
    file: 'shared/application/sending/hold-back.ts',
    find: "(why === 'pause' || thread.mode === null);",
    replace: "why === 'pause';",
  },
  {
    name: 'a turn under way keeps to the assistant as it was',
    file: turn,
    find: 'surroundings ? surroundings.assistant : (prepared.payer ?? turn.assistant)',
    replace: 'prepared.payer ?? turn.assistant',
  },
  {
    name: 'a draft that was taken back is taken for lost',
    file: outbound,
    find: "{ state: 'composed', draftId: null, gmailMessageId: null, missingSince: null },",
    replace: "{ state: 'composed', gmailMessageId: null, missingSince: null },",
  },
];
