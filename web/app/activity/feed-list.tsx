import { Link } from 'react-router';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { Key } from '../i18n/messages.ts';
import { Icon } from '../ui/icons.tsx';
import { nameOf } from '../ui/person.tsx';
import { eventIcons } from './event-icons.ts';
import { eventText } from './event-text.ts';
import type { FeedItem } from './feed.ts';
import classes from './feed-list.module.css';

type Kind = FeedItem['kind'];

const eventKeys = {
  created: 'event.created',
  resumed: 'event.resumed',
  stopped: 'event.stopped',
  flagged: 'event.flagged',
  waiting: 'event.waiting',
  decided: 'event.decided',
  superseded: 'event.superseded',
  discarded: 'event.discarded',
  approved: 'event.approved',
  rewrite_requested: 'event.rewriteRequested',
  mail_accepted: 'event.mailAccepted',
  mail_rejected: 'event.mailRejected',
  sender_blocked: 'event.senderBlocked',
  note_added: 'event.noteAdded',
  question_answered: 'event.questionAnswered',
  unsubscribed: 'event.unsubscribed',
  reconciled: 'event.reconciled',
  sent: 'event.sent',
  received: 'event.received',
} as const satisfies Record<Kind, Key>;

/** Events whose text says more than their heading. */
const tellsMore: ReadonlySet<Kind> = new Set([
  'stopped',
  'flagged',
  'rewrite_requested',
  'mail_accepted',
  'mail_rejected',
  'sender_blocked',
  'note_added',
  'question_answered',
  'reconciled',
  'superseded',
  'discarded',
]);

export const FeedList = ({ items }: { readonly items: readonly FeedItem[] }) => {
  const { t, say } = useI18n();
  const format = useFormat();
  return (
    <ul className={classes.list}>
      {items.map((item) => (
        <li key={`${item.thread.id} ${item.at} ${item.kind}`} className={classes.item}>
          <span className={classes.icon} data-kind={item.kind}>
            <Icon name={eventIcons[item.kind]} size={15} />
          </span>
          <div className={classes.words}>
            <Link to={`/threads/${item.thread.id}`} className="break">
              {nameOf(item.thread.recipient)}
            </Link>
            <span className={classes.what}>{t(eventKeys[item.kind])}</span>
            {item.event && tellsMore.has(item.kind) && (
              <div className="muted small break">{eventText(item.event, say)}</div>
            )}
            {item.event && item.event.until !== null && (
              <div className="muted small">{t('event.until', { time: format.moment(item.event.until) })}</div>
            )}
          </div>
          <time
            className={classes.time}
            dateTime={new Date(item.at).toISOString()}
            title={format.full(item.at)}
          >
            {format.relative(item.at)}
          </time>
        </li>
      ))}
    </ul>
  );
};
