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

/** Doubles from a minute on. Ten of them take eight hours: an older instance beside a newer one is gone by then. */
const FIRST_DELAY_MS = MINUTE;
export const MAX_SETBACKS = 10;
/** What is set aside is tried once in a while all the same: somebody may have mended it, or a later version can read it. */
const ASIDE_MS = 7 * DAY;
/** A failure so long after the last one begins a new count. */
const FORGOTTEN_AFTER_MS = DAY;

const setbackSchema = z.object({
  /** Failures in a row, each after the pause that the one before it brought. */
  attempts: z.int().positive(),
  /** When it is tried again. Epoch ms. */
  until: z.number(),
  reason: z.string(),
  setAside: z.boolean(),
});
export type Setback = z.infer<typeof setbackSchema>;

/** `setbacks` on the document itself, by the field that says when it is due. No schema declares it: it stands on unreadable ones. */
const setbacksSchema = z.record(z.string(), setbackSchema).catch({});

/** The last failure of what is due at `alarm`; null: none that is known. */
export const setbackOf = (document: StoredDocument, alarm: string): Setback | null =>
  setbacksSchema.parse(document.data.setbacks ?? {})[alarm] ?? null;

/** Whether a failure is nobody's in particular: something that all of them need is out of reach for the moment. */
export const isOutage = (error: unknown): boolean =>
  (error instanceof StoreError && error.retryable) ||
  error instanceof BusError ||
  (error instanceof VaultError && error.code === 'unavailable');

/** Never a sentence of somebody else's: an error may quote what it was about. */
const reasonOf = (error: unknown): string => {
  if (error instanceof DocumentError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
};

export interface SetBack {
  readonly document: StoredDocument;
  /** The field that says when the document is due; epoch ms. */
  readonly alarm: string;
  /** Whether the alarm may be moved. Where it cannot, whoever asks for what is due looks at `setbackOf`. */
  readonly moves: boolean;
  readonly error: unknown;
  /** What else to write in either case. */
  readonly also?: DocumentPatch;
  /** What else to write when it is set aside. */
  readonly aside?: DocumentPatch;
}

/**
 * Notes on a document that what was due failed, and puts it off: for longer each time, and finally aside, with the reason. A raw
 * patch, for the document may be what could not be read. One that somebody else changed meanwhile is left as they have it.
 */
export const setBack = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger },
  { document, alarm, moves, error, also = {}, aside = {} }: SetBack,
): Promise<'postponed' | 'set_aside'> => {
  const now = deps.clock.now();
  const last = setbackOf(document, alarm);
  const goesOn = last !== null && now - last.until < FORGOTTEN_AFTER_MS;
  // Events may bring it before its pause is over: they are no attempts of their own.
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
