import { z } from 'zod';
import type { DocumentData, DocumentPatch } from '../../shared/application/ports/document-store.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import type { Migration } from './migration.ts';
import { codeOf, sentenceOf } from './sentences.ts';

/** The outcome of a mail was stored as a sentence, as was the fact that its text had been deleted. */

const notice = z.looseObject({ code: z.string(), params: z.record(z.string(), z.unknown()) });
const DELETED = '(deleted after the time you set)';

export const migration: Migration = {
  collection: 'messages',
  group: true,
  up: ({ resolution, text, bodyKept }: DocumentData): DocumentPatch | null => {
    const isDeleted = bodyKept === false && text === DELETED;
    if (typeof resolution !== 'string' && !isDeleted) return null;
    return asData({
      ...(typeof resolution === 'string' ? { resolution: codeOf('resolution', resolution) } : {}),
      ...(isDeleted ? { text: '' } : {}),
    });
  },
  down: ({ resolution, text, bodyKept }: DocumentData): DocumentPatch | null => {
    const found = notice.safeParse(resolution);
    const isDeleted = bodyKept === false && text === '';
    if (!found.success && !isDeleted) return null;
    return {
      ...(found.success ? { resolution: sentenceOf('resolution', found.data) } : {}),
      ...(isDeleted ? { text: DELETED } : {}),
    };
  },
};
