/** A due thread, as much of it as deciding takes. */
export interface Candidate {
  readonly path: string;
  readonly userId: string;
  /** Somebody has written and waits. */
  readonly owesAnswer: boolean;
}

/**
 * Which of the due threads are handed out now: answers before everything else, and within each kind always one of the owner who
 * has the least under way. `room`: how many of a kind may be under way; of one owner half of that, so that there is room for
 * others. `candidates` and `underWay` are the due threads in the order of their alarms, and those handed out before.
 */
export const shareOut = <T extends Candidate>(
  candidates: readonly T[],
  underWay: readonly Candidate[],
  room: number,
): readonly T[] =>
  [true, false].flatMap((owesAnswer) => {
    const isOfKind = (one: Candidate): boolean => one.owesAnswer === owesAnswer;
    return shareOutKind(candidates.filter(isOfKind), underWay.filter(isOfKind), room);
  });

const shareOutKind = <T extends Candidate>(
  candidates: readonly T[],
  underWay: readonly Candidate[],
  room: number,
): readonly T[] => {
  const queues = Map.groupBy(candidates, ({ userId }) => userId);
  const loads = new Map<string, number>();
  for (const { userId } of underWay) loads.set(userId, (loads.get(userId) ?? 0) + 1);
  const perOwner = Math.ceil(room / 2);
  const taken: T[] = [];
  while (taken.length < room - underWay.length) {
    let least: { readonly userId: string; readonly load: number } | null = null;
    for (const userId of queues.keys()) {
      const load = loads.get(userId) ?? 0;
      if (load < (least?.load ?? perOwner)) least = { userId, load };
    }
    if (!least) break;
    const queue = queues.get(least.userId) ?? [];
    const next = queue.shift();
    if (next) taken.push(next);
    if (queue.length === 0) queues.delete(least.userId);
    loads.set(least.userId, least.load + 1);
  }
  return taken;
};
