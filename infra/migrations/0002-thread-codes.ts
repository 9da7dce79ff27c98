import { z } from 'zod';
import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
} from '../../shared/application/ports/document-store.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import type { Migration } from './migration.ts';
import { codeOf, type SentenceCode, type SentenceKind, sentenceOf } from './sentences.ts';

/** A thread's texts for its owner were stored as sentences; they become codes with parameters. */

const notice = z.looseObject({ code: z.string(), params: z.record(z.string(), z.unknown()) });
const oldAttention = z.looseObject({ code: z.string(), message: z.string(), since: z.number() });
const newAttention = notice.extend({ since: z.number() });
const oldEntry = z.looseObject({
  at: z.number(),
  kind: z.string(),
  detail: z.string(),
  until: z.number().nullable().default(null),
});
const newEntry = notice.extend({ at: z.number(), kind: z.string(), until: z.number().nullable() });

const kindOf = (entryKind: string): SentenceKind => {
  if (entryKind === 'stopped') return 'stop';
  if (entryKind === 'flagged') return 'attention';
  if (entryKind === 'waiting') return 'waiting';
  return ['superseded', 'discarded', 'reconciled'].includes(entryKind) ? 'resolution' : 'milestone';
};

/** A sentence that is not ours is the model's reason for ending the conversation. */
const stopDetail = (sentence: string): SentenceCode => {
  const found = codeOf('stop', sentence);
  return found.code === 'legacy' ? { code: 'decided', params: { reason: sentence } } : found;
};

const decision = /^(?<action>[a-z_]+): (?<reason>.*)$/s;

const codeOfEntry = (kind: string, detail: string): SentenceCode => {
  if (kind === 'stopped') return stopDetail(detail);
  if (kind === 'rewrite_requested') return { code: 'rewrite_requested', params: { feedback: detail } };
  const decided = kind === 'decided' ? decision.exec(detail)?.groups : undefined;
  return decided ? { code: 'decided', params: { ...decided } } : codeOf(kindOf(kind), detail);
};

const upAttention = (value: unknown): unknown => {
  const old = oldAttention.safeParse(value);
  if (!old.success) return value;
  const { code, message, since, ...rest } = old.data;
  const found = codeOf('attention', message);
  const params = found.code === 'legacy' ? { ...found.params, code } : found.params;
  return { ...rest, code: found.code, params, since };
};

const upEntry = (value: unknown): unknown => {
  const old = oldEntry.safeParse(value);
  if (!old.success) return value;
  const { detail, ...rest } = old.data;
  return { ...rest, ...codeOfEntry(rest.kind, detail) };
};

const downAttention = (value: unknown): unknown => {
  const now = newAttention.safeParse(value);
  if (!now.success) return value;
  const { code, params, since, ...rest } = now.data;
  const kept = code === 'legacy' && typeof params.code === 'string' ? params.code : code;
  return { ...rest, code: kept, message: sentenceOf('attention', { code, params }), since };
};

const downEntry = (value: unknown): unknown => {
  const now = newEntry.safeParse(value);
  if (!now.success) return value;
  const { code, params, ...rest } = now.data;
  const detail =
    rest.kind === 'decided'
      ? `${String(params.action)}: ${String(params.reason)}`
      : rest.kind === 'rewrite_requested'
        ? String(params.feedback)
        : sentenceOf(kindOf(rest.kind), { code, params });
  return { ...rest, detail };
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const migration: Migration = {
  collection: 'threads',
  group: true,
  up: (data: DocumentData): DocumentPatch | null => {
    const events = listOf(data.events);
    const isOld =
      typeof data.waitingFor === 'string' ||
      oldAttention.safeParse(data.attention).success ||
      events.some((entry) => oldEntry.safeParse(entry).success);
    if (!isOld) return null;
    const stopped = events
      .map((entry) => oldEntry.safeParse(entry))
      .findLast((entry) => entry.success && entry.data.kind === 'stopped');
    const isStopped = data.status === 'stopped' && stopped?.success;
    return asData({
      waitingFor: typeof data.waitingFor === 'string' ? codeOf('waiting', data.waitingFor) : data.waitingFor,
      attention: upAttention(data.attention ?? null),
      events: events.map(upEntry),
      stopDetail: isStopped ? stopDetail(stopped.data.detail) : null,
    });
  },
  down: (data: DocumentData): DocumentPatch | null => {
    const waiting = notice.safeParse(data.waitingFor);
    const events = listOf(data.events);
    const isNew =
      waiting.success ||
      newAttention.safeParse(data.attention).success ||
      events.some((entry) => newEntry.safeParse(entry).success);
    if (!isNew) return null;
    return {
      ...asData({
        waitingFor: waiting.success ? sentenceOf('waiting', waiting.data) : data.waitingFor,
        attention: downAttention(data.attention ?? null),
        events: events.map(downEntry),
      }),
      stopDetail: DELETE_FIELD,
    };
  },
};
