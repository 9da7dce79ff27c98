import {
  type DocumentData,
  type DocumentReader,
  type DocumentStore,
  type JsonValue,
  type StoredDocument,
  StoreError,
  type Transaction,
} from '../../../shared/application/ports/document-store.ts';
import {
  applyPatch,
  checkSize,
  cleanData,
  cleanPatch,
} from '../../../shared/infrastructure/document-store/data.ts';
import { parseDocumentPath } from '../../../shared/infrastructure/document-store/path.ts';
import { checkQuery } from '../../../shared/infrastructure/document-store/query.ts';
import { DocumentMap } from './document-map.ts';
import { find } from './find.ts';

/** What happens before each operation: the simulation waits, crashes or counts there. */
export type Gate = (operation: string) => Promise<void>;

const MAX_ATTEMPTS = 50;

type Undo = (readonly [path: string, before: StoredDocument | undefined])[];

const copyOfValue = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(copyOfValue);
  return typeof value === 'object' && value !== null ? copyOfData(value as DocumentData) : value;
};

const copyOfData = (data: DocumentData): DocumentData =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, copyOfValue(value)]));

/** Several times as fast as structuredClone, which has to expect more than JSON. */
const copyOf = <T extends StoredDocument | null>(document: T): T =>
  document === null ? document : { ...document, data: copyOfData(document.data) };

/** The DocumentStore port in memory, optimistic like the real ones and under their contract suite. */
export class MemoryStore {
  /** Told of every document that any of them is given. */
  static onPut: (document: StoredDocument) => void = () => {};
  readonly documents = new DocumentMap();
  /** Told of every document that is written or deleted. */
  onWrite: (path: string) => void = () => {};
  #version = 0;
  /** What the documents were that the commit under way has written so far; null: none is under way. */
  #undo: Undo | null = null;

  /** A connection: all of them see the same documents. */
  connect(gate: Gate = async () => {}): DocumentStore {
    let open = true;
    const enter: Gate = async (operation) => {
      if (!open) throw new StoreError('unavailable', 'the store is closed');
      await gate(operation);
    };
    return {
      ...this.#reader(enter, () => {}),
      count: async (query) => {
        const checked = checkQuery(query);
        await enter('count');
        return find(this.documents.candidates(checked), checked).length;
      },
      create: async (path, data) => {
        const clean = this.#clean(path, data);
        await enter('create');
        if (this.documents.has(path)) return 'exists';
        this.#put(path, clean);
        return 'created';
      },
      set: async (path, data) => {
        const clean = this.#clean(path, data);
        await enter('set');
        this.#put(path, clean);
      },
      update: async (path, patch, precondition) => {
        parseDocumentPath(path);
        const clean = cleanPatch(path, patch);
        await enter('update');
        const before = this.documents.get(path);
        if (!before) return 'missing';
        if (precondition && precondition.version !== before.version) return 'conflict';
        this.#put(path, applyPatch(before.data, clean));
        return 'updated';
      },
      delete: async (path) => {
        parseDocumentPath(path);
        await enter('delete');
        this.#remove(path);
      },
      transaction: (body) => this.#transaction(enter, body),
      close: async () => {
        open = false;
      },
    };
  }

  #clean(path: string, data: DocumentData): DocumentData {
    parseDocumentPath(path);
    return cleanData(path, data);
  }

  #put(path: string, data: DocumentData): void {
    checkSize(path, data);
    this.#undo?.push([path, this.documents.get(path)]);
    const id = path.slice(path.lastIndexOf('/') + 1);
    const document = { path, id, data, version: String(++this.#version) };
    this.documents.set(path, document);
    MemoryStore.onPut(document);
    this.onWrite(path);
  }

  #remove(path: string): void {
    this.#undo?.push([path, this.documents.get(path)]);
    if (this.documents.delete(path)) this.onWrite(path);
  }

  /** `read` is told how to read the same once more. */
  #reader(gate: Gate, read: (again: () => readonly (StoredDocument | null)[]) => void): DocumentReader {
    const reading = async <T extends StoredDocument | null>(
      operation: string,
      again: () => readonly T[],
    ): Promise<T[]> => {
      await gate(operation);
      read(again);
      // Whoever changes what they read changes nothing here.
      return again().map(copyOf);
    };
    const one = (path: string): StoredDocument | null => this.documents.get(path) ?? null;
    return {
      get: async (path) => {
        parseDocumentPath(path);
        return (await reading('get', () => [one(path)]))[0] ?? null;
      },
      getAll: async (paths) => {
        const copy = paths.map((path) => parseDocumentPath(path).path);
        return reading('getAll', () => copy.map(one));
      },
      query: async (query) => {
        const checked = checkQuery(query);
        return reading('query', () => find(this.documents.candidates(checked), checked));
      },
    };
  }

  async #transaction<T>(gate: Gate, body: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const { transaction, writes, isCurrent, end } = this.#attempt(gate);
      try {
        const result = await body(transaction);
        end();
        if (writes.length > 0) await gate('commit');
        // Readers too are shown one state, not two halves.
        if (!isCurrent()) continue;
        if (writes.length === 0) return result;
        this.#atOnce(writes);
        await gate('committed');
        return result;
      } catch (error) {
        end();
        // A body that has seen half of someone else's change may fail for that reason alone.
        if (isCurrent() || (error instanceof StoreError && error.code === 'unavailable')) throw error;
      }
    }
    throw new StoreError('contention', 'a transaction lost too often');
  }

  #attempt(gate: Gate) {
    const reads: { readonly again: () => string; readonly was: string }[] = [];
    const writes: (() => void)[] = [];
    let open = true;
    const write = (path: string, action: () => void): void => {
      if (!open) throw new StoreError('invalid', 'the transaction is over');
      parseDocumentPath(path);
      writes.push(action);
    };
    const reader = this.#reader(
      async (operation) => {
        if (!open) throw new StoreError('invalid', 'the transaction is over');
        if (writes.length > 0) throw new StoreError('invalid', 'a transaction reads before it writes');
        await gate(`tx ${operation}`);
      },
      (again) => {
        const fingerprint = () =>
          again()
            .map((found) => `${found?.path}@${found?.version}`)
            .join(' ');
        reads.push({ again: fingerprint, was: fingerprint() });
      },
    );
    const transaction: Transaction = {
      ...reader,
      create: (path, data) => {
        const clean = this.#clean(path, data);
        write(path, () => {
          if (this.documents.has(path)) throw new StoreError('exists', path);
          this.#put(path, clean);
        });
      },
      set: (path, data) => {
        const clean = this.#clean(path, data);
        write(path, () => this.#put(path, clean));
      },
      update: (path, patch) => {
        parseDocumentPath(path);
        const clean = cleanPatch(path, patch);
        write(path, () => {
          const before = this.documents.get(path);
          if (!before) throw new StoreError('missing', path);
          this.#put(path, applyPatch(before.data, clean));
        });
      },
      delete: (path) => write(path, () => this.#remove(path)),
    };
    return {
      transaction,
      writes,
      isCurrent: () => reads.every(({ again, was }) => again() === was),
      end: () => {
        open = false;
      },
    };
  }

  /** All of them, or none when one fails. */
  #atOnce(writes: readonly (() => void)[]): void {
    const undo: Undo = [];
    this.#undo = undo;
    try {
      for (const write of writes) write();
    } catch (error) {
      this.#undo = null;
      for (const [path, before] of undo.reverse()) {
        if (before) this.documents.set(path, before);
        else this.documents.delete(path);
      }
      throw error;
    } finally {
      this.#undo = null;
    }
  }
}
