import type { IconName } from '../ui/icons.tsx';
import type { FeedItem } from './feed.ts';

export const eventIcons: Readonly<Record<FeedItem['kind'], IconName>> = {
  created: 'plus',
  resumed: 'play',
  stopped: 'stop',
  flagged: 'flag',
  waiting: 'clock',
  decided: 'assistant',
  superseded: 'refresh',
  discarded: 'trash',
  approved: 'check',
  rewrite_requested: 'pen',
  mail_accepted: 'check',
  mail_rejected: 'close',
  sender_blocked: 'shield',
  note_added: 'pen',
  question_answered: 'check',
  unsubscribed: 'stop',
  reconciled: 'check',
  sent: 'send',
  received: 'mail',
};
