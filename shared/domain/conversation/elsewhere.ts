import type { Person } from '../person/person.ts';
import type { EmailThread } from './thread.ts';

/** What the correspondent of a conversation has told us in others with them. */
export interface Elsewhere {
  /** When they last answered, epoch ms; null: never, as far as is known. */
  readonly answeredAt: number | null;
  readonly answeredIn: string | null;
  /** Away until then, epoch ms. */
  readonly awayUntil: number | null;
}

export const nothingElsewhere: Elsewhere = { answeredAt: null, answeredIn: null, awayUntil: null };

export const elsewhereOf = (person: Person | null, threadId: string): Elsewhere => {
  if (!person) return nothingElsewhere;
  const others = person.answered.filter((one) => one.threadId !== threadId);
  const latest = others.toSorted((a, b) => a.at - b.at).at(-1) ?? null;
  return {
    answeredAt: latest?.at ?? null,
    answeredIn: latest?.threadId ?? null,
    awayUntil: person.absentUntil,
  };
};

/** The conversation in which they answered after our last mail here; whoever has answered is not told that they have not. */
export const answeredElsewhere = (
  { lastSentAt }: Pick<EmailThread, 'lastSentAt'>,
  { answeredAt, answeredIn }: Elsewhere,
): string | null =>
  answeredAt !== null && lastSentAt !== null && answeredAt > lastSentAt ? answeredIn : null;

/** Until when they are away, by what they said here or elsewhere; epoch ms, 0: they are not. */
export const awayUntil = ({ pausedUntil }: Pick<EmailThread, 'pausedUntil'>, elsewhere: Elsewhere): number =>
  Math.max(pausedUntil ?? 0, elsewhere.awayUntil ?? 0);
