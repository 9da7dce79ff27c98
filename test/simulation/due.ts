import type { StoredDocument } from '../../shared/application/ports/document-store.ts';

/** The alarm clocks that the sweep looks at. */
const alarms = [
  'nextActionAt',
  'nextSyncAt',
  'revokeDueAt',
  'deletionRequestedAt',
  'goOnDueAt',
  'dueAt',
  'learnDueAt',
];

/**
 * Whether a sweep could find anything. Virtual days are mostly idle minutes, and playing each would be most of the
 * simulation's time; that the list above is complete does not have to be believed, as some idle minutes are played too.
 */
export const anythingDue = (documents: Iterable<StoredDocument>, now: number): boolean => {
  for (const { data } of documents) {
    for (const alarm of alarms) {
      const at = data[alarm];
      if (typeof at === 'number' && at <= now) return true;
    }
  }
  return false;
};
