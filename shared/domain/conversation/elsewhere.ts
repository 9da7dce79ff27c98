import type { Person, Successor } from '../person/person.ts';
import type { StopDetail } from './notices.ts';
import type { EmailThread } from './thread.ts';

/** What the correspondent of a conversation has told us in others with them. */
export interface Elsewhere {
  /** When they last answered, epoch ms; null: never, as far as is known. */
  readonly answeredAt: number | null;
  readonly answeredIn: string | null;
  /** Away until then, epoch ms. */
  readonly awayUntil: number | null;
  /** Since when it is known that they have left for good, epoch ms. */
  readonly leftAt: number | null;
  readonly successor: Successor | null;
}

export const nothingElsewhere: Elsewhere = {
  answeredAt: null,
  answeredIn: null,
  awayUntil: null,
  leftAt: null,
  successor: null,
};

export const elsewhereOf = (person: Person | null, threadId: string): Elsewhere => {
  if (!person) return nothingElsewhere;
  const others = person.answered.filter((one) => one.threadId !== threadId);
  const latest = others.toSorted((a, b) => a.at - b.at).at(-1) ?? null;
  return {
    answeredAt: latest?.at ?? null,
    answeredIn: latest?.threadId ?? null,
    awayUntil: person.absentUntil,
    leftAt: person.leftAt,
    successor: person.successor,
  };
};

/** The conversation in which they answered after our last mail here; whoever has answered is not told that they have not. */
export const answeredElsewhere = (
  { lastSentAt, events }: Pick<EmailThread, 'lastSentAt' | 'events'>,
  { answeredAt, answeredIn }: Elsewhere,
): string | null => {
  if (answeredAt === null || lastSentAt === null) return null;
  // Who resumes has seen it and wants to go on.
  const resumedAt = events.findLast(({ kind }) => kind === 'resumed')?.at ?? 0;
  return answeredAt > Math.max(lastSentAt, resumedAt) ? answeredIn : null;
};

/** Until when they are away, by what they said here or elsewhere; epoch ms, 0: they are not. */
export const awayUntil = ({ pausedUntil }: Pick<EmailThread, 'pausedUntil'>, elsewhere: Elsewhere): number =>
  Math.max(pausedUntil ?? 0, elsewhere.awayUntil ?? 0);

/** Whether they have left since this conversation began. Who begins one afterwards knows better. */
export const hasLeft = ({ createdAt }: Pick<EmailThread, 'createdAt'>, { leftAt }: Elsewhere): boolean =>
  leftAt !== null && leftAt > createdAt;

/** How a conversation ends with somebody who has left. */
export const departureOf = (successor: Successor | null): StopDetail => ({
  code: 'left',
  params: {
    cause: successor ? 'named' : 'nobody_named',
    name: successor?.name ?? '',
    email: successor?.email ?? '',
  },
});
