import type { z } from 'zod';
import { inParallel } from '../application/in-parallel.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { DocumentStore, Filter, Query, StoredDocument } from '../application/ports/document-store.ts';
import type { Logger } from '../application/ports/logger.ts';
import { isBeyond, spans } from '../domain/clock-bounds.ts';
import { parseDocument } from './read.ts';
import { isOutage, setBack, setbackOf } from './setback.ts';

export interface DueDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Due<S extends z.ZodType> {
  readonly collection: string;
  /** Whether `collection` is the id of the collections of all owners. */
  readonly group?: boolean;
  readonly schema: S;
  readonly where?: readonly Filter[];
  /** The field that says when a document is due; epoch ms. */
  readonly alarm: string;
  /** Whether a failure may move the alarm. No if the field records when something happened. Default: yes. */
  readonly moves?: boolean;
  /** Documents that are due at or before this time are processed. Epoch ms; default: now. */
  readonly dueBy?: number;
  readonly pageSize: number;
  /** The rest is due again at the next run. Default: no limit. */
  readonly maxPages?: number;
  /** No page is started after this time. Epoch ms; default: no limit. */
  readonly stopAt?: number;
  /** How many documents are processed concurrently. Default: one. */
  readonly concurrency?: number;
}

/**
 * Processes everything that is due, earliest first, in pages. Each document succeeds or fails independently: if it
 * cannot be read, or `work` throws, it is postponed and finally set aside (`setBack`), and the others continue. An
 * outage is not counted against a document, which stays due. Returns how many succeeded.
 * Errors: StoreError, BusError or VaultError if a page cannot be read, or if nothing succeeded because of an outage.
 */
export const forEachDue = async <S extends z.ZodType>(
  deps: DueDeps,
  due: Due<S>,
  work: (value: z.infer<S>, document: StoredDocument) => Promise<void>,
): Promise<number> => {
  const dueBy = due.dueBy ?? deps.clock.now();
  let done = 0;
  const outages: unknown[] = [];

  const takeOn = async (document: StoredDocument): Promise<void> => {
    const moves = due.moves ?? true;
    const now = deps.clock.now();
    const until = setbackOf(document, due.alarm)?.until ?? 0;
    if (!moves && until > now && !isBeyond(until, now, spans.setback)) return;
    try {
      await work(parseDocument(due.schema, document), document);
      done++;
    } catch (error) {
      if (isOutage(error)) {
        outages.push(error);
        deps.logger.warn('due_hit_by_outage', { collection: due.collection, alarm: due.alarm }, error);
        return;
      }
      await setBack(deps, { document, alarm: due.alarm, moves, error }).catch((failure: unknown) => {
        deps.logger.error('due_not_postponed', { collection: due.collection, id: document.id }, failure);
      });
    }
  };

  let startAfter: Query['startAfter'];
  for (let page = 0; page < (due.maxPages ?? Number.POSITIVE_INFINITY); page++) {
    if (deps.clock.now() > (due.stopAt ?? Number.POSITIVE_INFINITY)) break;
    const documents = await deps.store.query({
      collection: due.collection,
      group: due.group ?? false,
      where: [...(due.where ?? []), { field: due.alarm, op: '<=', value: dueBy }],
      orderBy: [{ field: due.alarm }],
      limit: due.pageSize,
      ...(startAfter ? { startAfter } : {}),
    });
    await inParallel(due.concurrency ?? 1, documents, takeOn);
    if (outages.length > 0 && done === 0) throw outages[0];
    const last = documents.at(-1);
    if (!last || documents.length < due.pageSize) break;
    startAfter = { values: [Number(last.data[due.alarm])], path: last.path };
  }
  return done;
};
