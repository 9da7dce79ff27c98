import { renewWatches } from '../../shared/application/mailbox/renew-watches.ts';
import type { DocumentStore } from '../../shared/application/ports/document-store.ts';
import type { AppEvent } from '../../shared/application/ports/event-bus.ts';
import type { MailGateway } from '../../shared/application/ports/mail-gateway.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { ok } from '../../shared/domain/result.ts';
import { NOW } from '../../test/support/documents.ts';

export interface Round {
  readonly events: readonly AppEvent[];
  readonly renewed: number;
  readonly queries: number;
  /** Documents that the queries returned. */
  readonly read: number;
  readonly transactions: number;
  readonly sweepMs: number;
  readonly renewMs: number;
  /** The most concurrent calls of Gmail. */
  readonly gmailAtOnce: number;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** One sweep and one round of renewing watches, as the functions run them, with everything counted. */
export const playRound = async (store: DocumentStore): Promise<Round> => {
  let [queries, read, transactions, gmailNow, gmailAtOnce, ids] = [0, 0, 0, 0, 0, 0];
  const events: AppEvent[] = [];
  const counted: DocumentStore = {
    ...store,
    query: async (query) => {
      queries++;
      const found = await store.query(query);
      read += found.length;
      return found;
    },
    transaction: (body) => {
      transactions++;
      return store.transaction(body);
    },
  };
  const gateway = {
    watch: async () => {
      gmailAtOnce = Math.max(gmailAtOnce, ++gmailNow);
      await new Promise((resolve) => setImmediate(resolve));
      gmailNow--;
      return ok({ historyId: '9', expiresAt: NOW + 7 * 24 * 60 * 60_000 });
    },
  } as unknown as MailGateway;
  const deps = {
    store: counted,
    gateway,
    bus: { publish: async (event: AppEvent) => void events.push(event) },
    clock: { now: () => NOW },
    random: { id: () => String(ids++), token: () => String(ids++) },
    logger: silent,
    settings: { push: true, underWay: 1_000_000, trustMs: 30_000 },
  };
  const started = performance.now();
  await sweep(deps)();
  const swept = performance.now();
  const { renewed } = await renewWatches(deps)();
  const ended = performance.now();
  return {
    events,
    renewed,
    queries,
    read,
    transactions,
    sweepMs: swept - started,
    renewMs: ended - swept,
    gmailAtOnce,
  };
};
