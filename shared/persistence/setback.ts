import { z } from 'zod';
import type { Clock } from '../application/ports/clock.ts';
import {
  type DocumentPatch,
  type DocumentStore,
  type StoredDocument,
  StoreError,
} from '../application/ports/document-store.ts';
import { BusError } from '../application/ports/event-bus.ts';
import type { Logger } from '../application/ports/logger.ts';
import { VaultError } from '../application/ports/vault.ts';
import { DocumentError } from '../application/unreadable.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Doubles from one minute. Ten failures take eight hours, by which time an older instance of a rolling deployment is
 * gone.
 */
const FIRST_DELAY_MS = MINUTE;
export const MAX_SETBACKS = 10;
/** A document that was set aside is still retried: the operator may have fixed it, or a later version may read it. */
const ASIDE_MS = 7 * DAY;
/** A failure this long after the last one starts a new count. */
const FORGOTTEN_AFTER_MS = DAY;

const setbackSchema = z.object({
  /** Consecutive failures, each after the delay of the one before. */
  attempts: z.int().positive(),
  /** When to retry. Epoch ms. */
  until: z.number(),
  reason: z.string(),
  setAside: z.boolean(),
});
export type Setback = z.infer<typeof setbackSchema>;

/**
 * Field `setbacks` of the document itself, by the field that says when it is due. No schema declares it, because
 * unreadable documents have it too.
 */
const setbacksSchema = z.record(z.string(), setbackSchema).catch({});

/** The last failure of the work that is due at `alarm`; null: none. */
export const setbackOf = (document: StoredDocument, alarm: string): Setback | null =>
  setbacksSchema.parse(document.data.setbacks ?? {})[alarm] ?? null;

/** Whether the failure is not specific to a document, but an outage of something that all of them need. */
export const isOutage = (error: unknown): boolean =>
  (error instanceof StoreError && error.retryable) ||
  error instanceof BusError ||
  (error instanceof VaultError && error.code === 'unavailable');

/** Never a foreign error message, because it may quote mail. */
const reasonOf = (error: unknown): string => {
  if (error instanceof DocumentError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
};

export interface SetBack {
  readonly document: StoredDocument;
  /** The field that says when the document is due; epoch ms. */
  readonly alarm: string;
  /** Whether the alarm may be moved. If not, the code that selects due documents checks `setbackOf`. */
  readonly moves: boolean;
  readonly error: unknown;
  /** Fields to write in any case. */
  readonly also?: DocumentPatch;
  /** Fields to write if the document is set aside. */
  readonly aside?: DocumentPatch;
}

/**
 * Records on a document that its due work failed, and postpones it: longer each time, and finally sets it aside, with
 * the reason. Writes a raw patch, because the document itself may be unreadable. If another writer changed the document
 * meanwhile, it is left unchanged.
 */
export const setBack = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger },
  { document, alarm, moves, error, also = {}, aside = {} }: SetBack,
): Promise<'postponed' | 'set_aside'> => {
  const now = deps.clock.now();
  const last = setbackOf(document, alarm);
  const goesOn = last !== null && now - last.until < FORGOTTEN_AFTER_MS;
  // An event may start the work before the delay is over; that does not count as another attempt.
  const attempts = goesOn ? last.attempts + (now >= last.until ? 1 : 0) : 1;
  const setAside = attempts >= MAX_SETBACKS;
  const until = now + (setAside ? ASIDE_MS : FIRST_DELAY_MS * 2 ** (attempts - 1));
  const setback: Setback = { attempts, until, reason: reasonOf(error), setAside };
  const setbacks = { ...setbacksSchema.parse(document.data.setbacks ?? {}), [alarm]: setback };
  const patch = { ...also, setbacks, ...(moves ? { [alarm]: until } : {}), ...(setAside ? aside : {}) };
  await deps.store.update(document.path, patch, { version: document.version });
  const [collection, id] = document.path.split('/').slice(-2);
  const fields = { collection, id, alarm, attempts, until, reason: setback.reason };
  if (setAside) deps.logger.error('due_set_aside', fields, error);
  else deps.logger.warn('due_postponed', fields, error);
  return setAside ? 'set_aside' : 'postponed';
};
