import type {
  DocumentReader,
  DocumentStore,
  Transaction,
} from '../../../shared/application/ports/document-store.ts';
import type { EventBus } from '../../../shared/application/ports/event-bus.ts';
import type { MailGateway } from '../../../shared/application/ports/mail-gateway.ts';
import type { ReplyWriter } from '../../../shared/application/ports/reply-writer.ts';
import type { Vault } from '../../../shared/application/ports/vault.ts';

/** How often each outside system was asked. */
export interface Counts {
  /** Single reads and queries outside transactions. */
  readonly storeReads: number;
  readonly storeWrites: number;
  readonly transactions: number;
  /** Within them, retries included. */
  readonly transactionReads: number;
  readonly transactionWrites: number;
  readonly gmailCalls: number;
  readonly modelCalls: number;
  readonly published: number;
  readonly vaultCalls: number;
}

/** Counts calls at the ports; what is behind them works as ever. */
export interface Meter {
  counts(): Counts;
  reset(): void;
  store(store: DocumentStore): DocumentStore;
  gateway(gateway: MailGateway): MailGateway;
  writer(writer: ReplyWriter): ReplyWriter;
  bus(bus: EventBus): EventBus;
  vault(vault: Vault): Vault;
}

const zero: Counts = {
  storeReads: 0,
  storeWrites: 0,
  transactions: 0,
  transactionReads: 0,
  transactionWrites: 0,
  gmailCalls: 0,
  modelCalls: 0,
  published: 0,
  vaultCalls: 0,
};

/** The same functions, each of which first says that it was called. */
const telling = <A extends readonly unknown[], R>(tell: () => void, call: (...args: A) => R) =>
  ((...args: A): R => {
    tell();
    return call(...args);
  }) satisfies (...args: A) => R;

export const createMeter = (): Meter => {
  let counts = zero;
  const count = (what: keyof Counts) => (): void => {
    counts = { ...counts, [what]: counts[what] + 1 };
  };
  const reader = (source: DocumentReader, read: () => void): DocumentReader => ({
    get: telling(read, source.get),
    getAll: telling(read, source.getAll),
    query: telling(read, source.query),
  });
  const transaction = (tx: Transaction): Transaction => {
    const wrote = count('transactionWrites');
    return {
      ...reader(tx, count('transactionReads')),
      create: telling(wrote, tx.create),
      set: telling(wrote, tx.set),
      update: telling(wrote, tx.update),
      delete: telling(wrote, tx.delete),
    };
  };
  const called = count('gmailCalls');
  return {
    counts: () => counts,
    reset: () => {
      counts = zero;
    },
    store: (store) => ({
      ...reader(store, count('storeReads')),
      count: telling(count('storeReads'), store.count),
      create: telling(count('storeWrites'), store.create),
      set: telling(count('storeWrites'), store.set),
      update: telling(count('storeWrites'), store.update),
      delete: telling(count('storeWrites'), store.delete),
      transaction: (body) => {
        count('transactions')();
        return store.transaction((tx) => body(transaction(tx)));
      },
      close: () => store.close(),
    }),
    gateway: (gateway) => ({
      getProfile: telling(called, gateway.getProfile),
      listSendAs: telling(called, gateway.listSendAs),
      watch: telling(called, gateway.watch),
      stopWatch: telling(called, gateway.stopWatch),
      listHistory: telling(called, gateway.listHistory),
      getMessage: telling(called, gateway.getMessage),
      getAttachments: telling(called, gateway.getAttachments),
      getSignature: telling(called, gateway.getSignature),
      getThread: telling(called, gateway.getThread),
      searchFrom: telling(called, gateway.searchFrom),
      findByMessageId: telling(called, gateway.findByMessageId),
      createDraft: telling(called, gateway.createDraft),
      updateDraft: telling(called, gateway.updateDraft),
      getDraft: telling(called, gateway.getDraft),
      findDraft: telling(called, gateway.findDraft),
      sendDraft: telling(called, gateway.sendDraft),
      deleteDraft: telling(called, gateway.deleteDraft),
    }),
    writer: (writer) => ({
      write: telling(count('modelCalls'), writer.write),
      summarise: telling(count('modelCalls'), writer.summarise),
    }),
    bus: (bus) => ({ publish: telling(count('published'), bus.publish) }),
    vault: (vault) => ({
      get: telling(count('vaultCalls'), vault.get),
      put: telling(count('vaultCalls'), vault.put),
      destroy: telling(count('vaultCalls'), vault.destroy),
    }),
  };
};
