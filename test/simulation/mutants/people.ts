import type { Mutant } from './mutant.ts';

const send = 'shared/application/conversation/steps/send.ts';
const consequences = 'shared/domain/conversation/consequences.ts';
const create = 'shared/application/conversation/create.ts';
const resume = 'shared/application/conversation/resume.ts';
const elsewhere = 'shared/application/conversation/receive/look-elsewhere.ts';
const learn = 'shared/domain/person/learn.ts';

/** Bugs where conversations with one person meet. */
export const people: readonly Mutant[] = [
  {
    name: 'a second conversation with one person begins unasked',
    file: create,
    find: 'if (other !== undefined && request.allowParallel !== true) return alreadyIn(other);',
    replace: '',
  },
  {
    name: 'a stopped conversation is resumed beside another',
    file: resume,
    find: "if (thread.status === 'active' || thread.allowParallel) return null;",
    replace: 'return null;',
  },
  {
    name: 'a conversation that is resumed is not noted with its person',
    file: learn,
    find: "    case 'resumed':\n      return true;",
    replace: "      return true;\n    case 'resumed':\n      return false;",
  },
  {
    name: 'an answer in another conversation is not asked for before a follow-up',
    file: send,
    find: 'const elsewhere = await recordElsewhere(deps, turn.mailbox, thread, outside.value.tracked);',
    replace: 'const elsewhere = await recordElsewhere(deps, turn.mailbox, thread, []);',
  },
  {
    name: 'what is found elsewhere right before a follow-up is recorded and not heeded',
    file: send,
    find: 'if (isUnprompted(message.purpose) && isTold(turn, message, deps.clock.now())) return next(turn);',
    replace: '',
  },
  {
    name: 'a mail in another conversation that is new is passed over',
    file: elsewhere,
    find: 'if (news.length > 0) {',
    replace: 'if (news.length > 1_000) {',
  },
  {
    name: 'an absence holds only where it was told',
    file: learn,
    find: 'absentUntil: Math.max(person.absentUntil ?? 0, event.until),',
    replace: '',
  },
  {
    name: 'a departure is known only where it was told',
    file: learn,
    find: 'return { ...person, leftAt: event.at, successor: event.successor };',
    replace: 'return person;',
  },
  {
    name: 'who has left is written to on and on',
    file: consequences,
    find: "return stopped(at, 'left', departureOf(event.successor));",
    replace: 'return [];',
  },
];
