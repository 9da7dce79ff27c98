import type { ThreadResource } from '../../../shared/contract/threads.ts';
import type { Say } from '../i18n/speaker.ts';

export type ThreadEvent = ThreadResource['events'][number];

/** The full text of an event. */
export const eventText = (event: ThreadEvent, say: Say): string => {
  switch (event.kind) {
    case 'stopped':
      return say('stopDetail', event);
    case 'flagged':
      return say('attention', event);
    case 'waiting':
      return say('waiting', event);
    case 'superseded':
    case 'discarded':
    case 'reconciled':
      return say('resolution', event);
    default:
      return say('milestone', event);
  }
};
