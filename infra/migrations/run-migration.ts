import type { DocumentStore, StoredDocument } from '../../shared/application/ports/document-store.ts';
import type { MigrationState } from '../../shared/persistence/migration-state.ts';
import { paths } from '../../shared/persistence/paths.ts';
import type { NamedMigration } from './migration.ts';
import { readState } from './state.ts';

export interface MigrationDeps {
  readonly store: DocumentStore;
  /** Epoch ms. */
  readonly now: () => number;
  readonly token: string;
  /** No other process can be running, so an existing lease belongs to a dead process. */
  readonly isAlone?: boolean;
  /** Documents between two stored progress updates. */
  readonly pageSize?: number;
}

export type MigrationResult =
  | { readonly kind: 'done'; readonly changed: number; readonly failed: readonly string[] }
  /** The migration is in the requested state already. */
  | { readonly kind: 'nothing' }
  /** Another process is running it. */
  | { readonly kind: 'busy' };

const LEASE_MS = 60_000;
const PAGE = 100;
/** Retries for a document that another writer changes at the same time. */
const TRIES = 5;

type Direction = 'up' | 'down';
const isGoing = (state: MigrationState | null, direction: Direction): boolean =>
  state?.state === `going_${direction}`;

/** Acquires the migration's lease. Continues where an interrupted run in the same direction stopped. */
const claim = (
  deps: MigrationDeps,
  id: string,
  direction: Direction,
): Promise<MigrationState | 'busy' | 'nothing'> =>
  deps.store.transaction(async (tx) => {
    const before = await readState(tx, id);
    if (!deps.isAlone && before?.lease && before.lease.expiresAt > deps.now()) return 'busy';
    if (before?.state === direction || (before === null && direction === 'down')) return 'nothing';
    const begun = isGoing(before, direction) ? before : null;
    const state: MigrationState = {
      schemaVersion: 1,
      state: `going_${direction}`,
      after: begun?.after ?? null,
      changed: begun?.changed ?? 0,
      failed: begun?.failed ?? [],
      lease: { token: deps.token, expiresAt: deps.now() + LEASE_MS },
      updatedAt: deps.now(),
    };
    tx.set(paths.migration(id), state);
    return state;
  });

/** Stores the progress. false: the lease expired and another process continues. */
const note = (deps: MigrationDeps, id: string, next: MigrationState): Promise<boolean> =>
  deps.store.transaction(async (tx) => {
    const stored = await readState(tx, id);
    if (stored?.lease?.token !== deps.token) return false;
    tx.set(paths.migration(id), { ...next, updatedAt: deps.now() });
    return true;
  });

const change = async (
  deps: MigrationDeps,
  migration: NamedMigration,
  direction: Direction,
  found: StoredDocument,
): Promise<'changed' | 'same' | 'failed'> => {
  let document: StoredDocument | null = found;
  for (let tries = 0; tries < TRIES && document; tries++) {
    let patch: ReturnType<NamedMigration['up']>;
    try {
      patch = migration[direction](document.data);
    } catch {
      return 'failed';
    }
    if (patch === null) return 'same';
    const written = await deps.store.update(document.path, patch, { version: document.version });
    if (written === 'updated') return 'changed';
    document = written === 'missing' ? null : await deps.store.get(document.path);
  }
  return document ? 'failed' : 'same';
};

/**
 * Runs one migration in pages. May be interrupted at any point and started again: it continues after the last stored
 * page, and processing a page twice changes nothing. Errors: StoreError.
 */
export const runMigration = async (
  deps: MigrationDeps,
  migration: NamedMigration,
  direction: Direction,
): Promise<MigrationResult> => {
  const { id, collection, group = false } = migration;
  const limit = deps.pageSize ?? PAGE;
  const claimed = await claim(deps, id, direction);
  if (typeof claimed === 'string') return { kind: claimed };
  let state = claimed;
  for (;;) {
    const page = await deps.store.query({
      collection,
      group,
      limit,
      ...(state.after === null ? {} : { startAfter: { values: [], path: state.after } }),
    });
    let { changed } = state;
    const failed = [...state.failed];
    for (const document of page) {
      const outcome = await change(deps, migration, direction, document);
      if (outcome === 'changed') changed++;
      if (outcome === 'failed') failed.push(document.path);
    }
    const isLast = page.length < limit;
    state = {
      ...state,
      changed,
      failed,
      after: isLast ? null : (page.at(-1)?.path ?? null),
      state: isLast ? direction : `going_${direction}`,
      lease: isLast ? null : { token: deps.token, expiresAt: deps.now() + LEASE_MS },
    };
    if (!(await note(deps, id, state))) return { kind: 'busy' };
    if (isLast) return { kind: 'done', changed, failed };
  }
};
