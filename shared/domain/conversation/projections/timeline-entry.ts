import type { ConversationEvent, ThreadView } from '../events.ts';
import { findMessage } from '../evolve-support.ts';
import { plain } from '../notices.ts';
import type { TimelineEntry } from '../timeline.ts';

/**
 * The timeline entry for an event; null: none. Mails have no entry, because they are shown themselves. `before`: the
 * conversation without the event.
 */
export const timelineEntryOf = (event: ConversationEvent, before: ThreadView): TimelineEntry | null => {
  const { at } = event;
  const until = null;
  switch (event.type) {
    case 'created':
    case 'resumed':
    case 'approved':
    case 'unsubscribed':
      return { at, until, kind: event.type, ...plain(event.type) };
    case 'stopped':
      return { at, until, kind: 'stopped', ...event.detail };
    case 'flagged':
      return { at, until, kind: 'flagged', ...event.notice };
    case 'waiting':
      return { at, until: event.until, kind: 'waiting', ...event.reason };
    case 'absence_received':
      return { at, until: event.until, kind: 'waiting', ...plain('out_of_office') };
    case 'send_refused':
      return { at, until: event.until, kind: 'waiting', ...plain('sending_paused') };
    case 'decided': {
      const { action, reason } = event.decision;
      return { at, until, kind: 'decided', code: 'decided', params: { action, reason } };
    }
    case 'mail_accepted':
    case 'mail_rejected':
    case 'sender_blocked': {
      const params = { from: findMessage(before, event.messageId)?.from?.email ?? '' };
      return { at, until, kind: event.type, code: event.type, params };
    }
    case 'rewrite_requested':
      return {
        at,
        until,
        kind: 'rewrite_requested',
        code: 'rewrite_requested',
        params: { feedback: event.feedback },
      };
    case 'note_added':
      return { at, until, kind: 'note_added', code: 'note_added', params: { text: event.text } };
    case 'question_answered': {
      const { attention } = before.thread;
      const question = attention?.code === 'question' ? attention.params.question : '';
      return {
        at,
        until,
        kind: 'question_answered',
        code: 'question_answered',
        params: { question, text: event.text },
      };
    }
    case 'withdrawn': {
      const kind = event.state === 'superseded' ? 'superseded' : 'discarded';
      return { at, until, kind, ...event.resolution };
    }
    case 'draft_discarded':
      return { at, until, kind: 'discarded', ...plain('discarded_by_owner') };
    case 'sent': {
      const { resolution } = event.facts;
      const isNew = findMessage(before, event.messageId)?.state !== 'sent';
      return resolution && isNew ? { at, until, kind: 'reconciled', ...resolution } : null;
    }
    default:
      return null;
  }
};
