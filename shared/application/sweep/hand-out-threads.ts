import { CLOCK_TOLERANCE_MS, isBeyond, spans } from '../../domain/clock-bounds.ts';
import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import type { DueDeps } from '../../persistence/for-each-due.ts';
import { parseDocument } from '../../persistence/read.ts';
import { isOutage, setBack } from '../../persistence/setback.ts';
import { HAND_OUT_MS, PROMPT_HAND_OUT_MS, publishTurn } from '../conversation/hand-out.ts';
import { inParallel } from '../in-parallel.ts';
import type { Filter, Query, StoredDocument } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import { type Candidate, shareOut } from './share-out.ts';

export interface HandOutThreadsDeps extends DueDeps {
  readonly bus: EventBus;
  readonly settings: {
    /** How many turns of a kind (answers, and all others) the sweep keeps under way. */
    readonly underWay: number;
    /**
     * How long the sweep leaves a thread to the process that marked it in the write that made it due. 0 where the next sweep is a
     * minute away: a second event costs less than a conversation that waits for another minute because that process died.
     */
    readonly trustMs: number;
  };
}

const PAGE = 300;
/** Due threads that one sweep looks at. What is beyond is due at the next one still. */
const MAX_PAGES = 10;
const CONCURRENCY = 20;

interface Due extends Candidate {
  readonly document: StoredDocument;
}

const asDue = (document: StoredDocument): Due => {
  const { unanswered } = document.data;
  const [, userId = ''] = document.path.split('/');
  return {
    document,
    path: document.path,
    userId,
    owesAnswer: Array.isArray(unanswered) && unanswered.length > 0,
  };
};

const threads = idOf(collections.threads);

/** Marked by the write that made it due, so long ago that its publisher counts as dead. The sweep's own marks last longer. */
const isUntrusted = (
  { lease }: StoredDocument['data'],
  until: number,
  now: number,
  trustMs: number,
): boolean => lease == null && until - PROMPT_HAND_OUT_MS + trustMs <= now;

const isFree = ({ document: { data } }: Due, now: number, trustMs: number): boolean => {
  const until = data.handedOutUntil;
  return (
    typeof until !== 'number' ||
    until <= now ||
    isBeyond(until, now, spans.handedOut) ||
    isUntrusted(data, until, now, trustMs)
  );
};

/** Due threads that nobody has handed out, in the order of their alarms. */
const findDue = async (
  { store, clock, settings }: HandOutThreadsDeps,
  maxPages: number,
  where: readonly Filter[] = [],
) => {
  const now = clock.now();
  const found: Due[] = [];
  let startAfter: Query['startAfter'];
  for (let page = 0; page < maxPages; page++) {
    const documents = await store.query({
      collection: threads,
      group: true,
      where: [...where, { field: 'nextActionAt', op: '<=', value: now }],
      orderBy: [{ field: 'nextActionAt' }],
      limit: PAGE,
      ...(startAfter ? { startAfter } : {}),
    });
    found.push(...documents.map(asDue).filter((due) => isFree(due, now, settings.trustMs)));
    const last = documents.at(-1);
    if (!last || documents.length < PAGE) return { found, isAll: true };
    startAfter = { values: [Number(last.data.nextActionAt)], path: last.path };
  }
  return { found, isAll: false };
};

/**
 * Publishes the turns of due threads, each once, as many as `shareOut` finds room for. What is marked as handed out and still
 * there when the mark expires is published again. How many were published.
 * Errors: when a page cannot be had, or when an outage let nothing through, that StoreError or BusError.
 */
export const handOutThreads = async (deps: HandOutThreadsDeps): Promise<number> => {
  const { found, isAll } = await findDue(deps, MAX_PAGES);
  if (found.length === 0) return 0;
  // The rule that answers go first holds for those beyond the last page too.
  const answers = isAll
    ? []
    : (await findDue(deps, 1, [{ field: 'owesAnswer', op: '==', value: true }])).found;
  const byPath = new Map([...answers, ...found].map((due) => [due.path, due]));
  const marked = await deps.store.query({
    collection: threads,
    group: true,
    where: [
      { field: 'handedOutUntil', op: '>', value: deps.clock.now() },
      // A mark further ahead was set by a clock that lied.
      {
        field: 'handedOutUntil',
        op: '<=',
        value: deps.clock.now() + spans.handedOut + CLOCK_TOLERANCE_MS,
      },
    ],
    orderBy: [{ field: 'handedOutUntil' }],
    limit: PAGE,
  });
  const underWay = marked.map(asDue).filter(({ path }) => !byPath.has(path));
  let done = 0;
  const outages: unknown[] = [];
  await inParallel(
    CONCURRENCY,
    shareOut([...byPath.values()], underWay, deps.settings.underWay),
    async (due) => {
      try {
        await handOut(deps, due.document);
        done++;
      } catch (error) {
        if (!isOutage(error)) return putOff(deps, due.document, error);
        outages.push(error);
        deps.logger.warn('due_hit_by_outage', { collection: threads, alarm: 'nextActionAt' }, error);
      }
    },
  );
  if (outages.length > 0 && done === 0) throw outages[0];
  return done;
};

/**
 * Publishes before it marks: a sweep that dies between the two has at worst published what the next one publishes again. A turn
 * that has begun by then needs no mark.
 */
const handOut = async (deps: HandOutThreadsDeps, document: StoredDocument): Promise<void> => {
  await publishTurn(deps.bus, parseDocument(emailThreadSchema, document));
  const mark = { handedOutUntil: deps.clock.now() + HAND_OUT_MS };
  await deps.store.update(document.path, mark, { version: document.version });
};

const putOff = (deps: HandOutThreadsDeps, document: StoredDocument, error: unknown): Promise<void> =>
  setBack(deps, { document, alarm: 'nextActionAt', moves: true, error }).then(
    () => {},
    (failure: unknown) =>
      deps.logger.error('due_not_postponed', { collection: threads, id: document.id }, failure),
  );
