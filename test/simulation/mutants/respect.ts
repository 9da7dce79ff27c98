import type { Mutant } from './mutant.ts';

const unsubscribe = 'shared/application/conversation/unsubscribe.ts';

/** Bugs that a reader would feel: who asked for no more mails, is not told how to, or is written to at night. */
export const respect: readonly Mutant[] = [
  {
    name: 'who has unsubscribed gets the reply that was being written',
    file: 'shared/domain/conversation/consequences.ts',
    find: "    case 'unsubscribed':\n      return stopped(",
    replace:
      "      return stopped(at, 'opted_out', plain('opted_out_before'));\n    case 'unsubscribed':\n      return at > 0 ? [] : stopped(",
  },
  {
    name: 'who has unsubscribed gets the draft that is about to leave',
    file: unsubscribe,
    find: 'return committed && takeBackPending(deps, target, committed.view);',
    replace: 'return committed && { ok: true, value: committed.view.thread };',
  },
  {
    name: 'who has unsubscribed in one conversation gets what is under way in another',
    file: unsubscribe,
    find: 'for (const id of others) stopped.push(await endThere(deps, userId, id));',
    replace: '',
  },
  {
    name: 'a link that is used after the end counts for nothing',
    file: 'shared/application/conversation/commit.ts',
    find: "  event.type === 'unsubscribed' ||\n",
    replace: '',
  },
  {
    name: 'a link that is used after the conversation was deleted counts for nothing',
    file: unsubscribe,
    find: 'if (ended === null && !wasSuppressed) await suppress(deps, link);',
    replace: '',
  },
  {
    name: 'who answers is told how to opt out on and on',
    file: 'shared/domain/writing/lines-below.ts',
    find: 'optOutLine && !hasAnswered(before);',
    replace: 'optOutLine;',
  },
  {
    name: 'the recipient’s hours are read on the owner’s clock',
    file: 'shared/application/conversation/turn.ts',
    find: 'hoursZone: sendingZoneIn(turn, deps.clock.now()).zone,',
    replace: 'hoursZone: turn.user.timeZone,',
  },
];
