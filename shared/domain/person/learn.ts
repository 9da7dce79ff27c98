import { domainOf, sameAddress } from '../../mail/address.ts';
import { mailProviders } from '../../mail/authentication/mail-providers.ts';
import type { Happened } from '../conversation/consequences.ts';
import type { ThreadView } from '../conversation/events.ts';
import type { Message } from '../conversation/message.ts';
import type { EmailThread } from '../conversation/thread.ts';
import { isProven, replyToOf } from '../conversation/verdict.ts';
import { idSchema } from '../ids.ts';
import type { MailAddress } from '../mail-address.ts';
import { withMemories } from './memory.ts';
import { blankPerson, type Person } from './person.ts';

const MAX_ADDRESSES = 20;
const MAX_NAMES = 10;
const MAX_COLLEAGUES = 50;
const MAX_THREADS = 200;
const MAX_WISHES = 20;

/** Whether an event says something about the correspondent, or begins or ends a conversation with them. */
export const concernsPerson = ({ event, before }: Happened): boolean => {
  switch (event.type) {
    case 'bodies_removed':
      return before.thread.remembered.some((id) => event.messageIds.includes(id));
    case 'remembered':
    case 'answer_received':
    case 'mail_held':
    case 'mail_accepted':
    case 'mail_rejected':
    case 'sender_blocked':
    case 'absence_received':
    case 'departure_received':
    case 'wish_received':
    case 'unsubscribed':
    case 'send_refused':
    case 'stopped':
    case 'resumed':
      return true;
    default:
      return false;
  }
};

const withLast = <T>(list: readonly T[], item: T, isSame: (one: T) => boolean, max: number): T[] =>
  list.some(isSame) ? [...list] : [...list, item].slice(-max);

const named = (person: Person, name: string | null | undefined): Person => {
  const said = name?.trim() ?? '';
  const isKnown = person.names.some((one) => one.toLowerCase() === said.toLowerCase());
  return said === '' || isKnown ? person : { ...person, names: [...person.names, said].slice(-MAX_NAMES) };
};

const alsoAt = (person: Person, address: string | undefined): Person => {
  const spelled = address?.trim().toLowerCase() ?? '';
  return spelled === '' || spelled === person.email || person.otherAddresses.includes(spelled)
    ? person
    : { ...person, otherAddresses: [...person.otherAddresses, spelled].slice(-MAX_ADDRESSES) };
};

const withColleague = (person: Person, { email, name }: MailAddress): Person =>
  sameAddress(email, person.email) || person.colleagues.some((one) => sameAddress(one.email, email))
    ? person
    : { ...person, colleagues: [...person.colleagues, { email, name }].slice(-MAX_COLLEAGUES) };

/** Whom they put into To or Cc and who writes from their domain. */
const colleaguesIn = ({ to, cc }: Message, { thread, messages }: ThreadView): readonly MailAddress[] => {
  const domain = domainOf(thread.recipient.email);
  if (mailProviders.has(domain)) return [];
  const own = messages.flatMap(({ direction, from }) =>
    direction === 'outbound' && from ? [from.email] : [],
  );
  return [...to, ...cc].filter(
    ({ email }) => domainOf(email) === domain && !own.some((address) => sameAddress(address, email)),
  );
};

/** When they last answered here; only where somebody may ask, which is in another conversation. */
const answeredIn = (person: Person, { id }: EmailThread, at: number | null): Person => {
  if (person.threadIds.length < 2) return person;
  const others = person.answered.filter(({ threadId }) => threadId !== id);
  return {
    ...person,
    answered: at === null ? others : [...others, { threadId: id, at }].slice(-MAX_THREADS),
  };
};

const wished = (person: Person, wish: Person['wishes'][number]): Person => ({
  ...person,
  wishes: withLast(
    person.wishes,
    wish,
    ({ code, address }) => code === wish.code && address === wish.address,
    MAX_WISHES,
  ),
});

/** A mail of the recipient's own that is proven to be theirs. */
const isTheirs = ({ from, verdict }: Message, { recipient }: EmailThread): boolean =>
  from !== null && sameAddress(from.email, recipient.email) && isProven(verdict);

const ofAnswer = (person: Person, message: Message, view: ThreadView, at: number): Person => {
  const known = colleaguesIn(message, view).reduce(withColleague, alsoAt(person, message.from?.email));
  const back = { ...named(known, message.from?.name), absentUntil: null, leftAt: null };
  return answeredIn(back, view.thread, at);
};

/** What one event tells. `before`: the conversation without it. */
const afterEvent = (person: Person, { event, before }: Happened, after: ThreadView): Person => {
  const { thread } = before;
  const messageOf = (id: string): Message | undefined => before.messages.find((one) => one.id === id);
  switch (event.type) {
    case 'answer_received':
      return sameAddress(event.from.email, thread.recipient.email)
        ? ofAnswer(person, event.message, before, event.at)
        : withColleague(person, event.from);
    case 'mail_held':
      // They wrote, whatever the owner will say of it. Who only claims to be them has said nothing.
      return isTheirs(event.message, thread) ? answeredIn(person, thread, event.at) : person;
    case 'mail_accepted': {
      const message = messageOf(event.messageId);
      if (!message?.from) return person;
      if (!sameAddress(message.from.email, thread.recipient.email))
        return withColleague(person, message.from);
      const answered = ofAnswer(person, message, before, event.at);
      const address = event.toReplyTo === true ? replyToOf(message) : null;
      return address === null
        ? answered
        : wished(alsoAt(answered, address), { code: 'answers_elsewhere', address, at: event.at });
    }
    case 'mail_rejected':
    case 'sender_blocked':
      // What was rejected has answered nothing, elsewhere either.
      return person.answered.some(({ threadId }) => threadId === thread.id)
        ? answeredIn(person, thread, after.thread.lastReceivedAt)
        : person;
    case 'remembered': {
      const facts = event.facts.filter(({ messageId }) => !thread.remembered.includes(messageId));
      return {
        ...person,
        memory: withMemories(
          person.memory,
          facts.map((fact, n) => ({
            ...fact,
            id: idSchema.parse(`${fact.messageId}-${n}`),
            threadId: thread.id,
          })),
        ),
      };
    }
    case 'bodies_removed': {
      const isGone = (one: Person['memory'][number]): boolean =>
        one.threadId === thread.id && event.messageIds.includes(one.messageId);
      return { ...person, memory: person.memory.filter((one) => !isGone(one)) };
    }
    case 'absence_received':
      return {
        ...person,
        absentUntil: Math.max(person.absentUntil ?? 0, event.until),
        successor: event.successor ?? person.successor,
      };
    case 'departure_received':
      return { ...person, leftAt: event.at, successor: event.successor };
    case 'wish_received':
    case 'unsubscribed':
      return wished(person, { code: 'not_to_be_written_to', address: null, at: event.at });
    case 'stopped':
      return event.reason === 'opted_out'
        ? wished(person, { code: 'not_to_be_written_to', address: null, at: event.at })
        : person;
    default:
      return person;
  }
};

/** Which conversations there are, and which of them run. */
const withThread = (person: Person, { id, status }: EmailThread): Person => {
  const threadIds = withLast(person.threadIds, id, (one) => one === id, MAX_THREADS);
  const others = person.activeThreadIds.filter((one) => one !== id);
  return { ...person, threadIds, activeThreadIds: status === 'active' ? [...others, id] : others };
};

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A record of somebody of whom there was none. */
export const newPerson = (id: string, { email, name }: MailAddress, now: number): Person =>
  named({ ...blankPerson, id, email, createdAt: now, updatedAt: now }, name);

/**
 * The record of a conversation's correspondent after what happened in it; the same object where it says nothing new. `after`:
 * the conversation with everything that happened. Pure.
 */
export const personAfter = (
  before: Person,
  happened: readonly Happened[],
  after: ThreadView,
  now: number,
): Person => {
  const tracked = withThread(before, after.thread);
  const learnt = happened.reduce((person, one) => afterEvent(person, one, after), tracked);
  const facts = ({
    updatedAt: _at,
    threadIds: _all,
    activeThreadIds: _running,
    answered: _answered,
    ...rest
  }: Person) => rest;
  // Nothing is remembered again by a conversation that merely ends.
  const isNew = !isEqual(facts(learnt), facts(before));
  const person =
    learnt.forgotten && isNew
      ? {
          ...learnt,
          email: learnt.email === '' ? after.thread.recipient.email : learnt.email,
          forgotten: false,
        }
      : learnt;
  return isEqual(person, before) ? before : { ...person, updatedAt: now };
};
