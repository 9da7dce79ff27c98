import { lazy, Suspense } from 'react';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { eventIcons } from '../activity/event-icons.ts';
import { eventText, type ThreadEvent } from '../activity/event-text.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { ListSkeleton, TextSkeleton } from '../ui/states.tsx';
import classes from './conversation.module.css';
import { Mail } from './mail.tsx';
import { timelineOf } from './timeline.ts';
import type { MessagePage } from './use-messages.ts';

const UndoCard = lazy(() => import('./undo-card.tsx'));
const DraftCard = lazy(() => import('./draft-card.tsx'));
const HeldTextCard = lazy(() => import('./held-text-card.tsx'));

interface ConversationProps {
  readonly thread: ThreadResource;
  readonly messages: readonly MessageResource[];
  readonly assistantName: string;
  readonly pageOf: (messageId: string) => MessagePage;
}

export const Conversation = ({ thread, messages, assistantName, pageOf }: ConversationProps) => {
  const { t, say } = useI18n();
  const format = useFormat();
  const waiting =
    thread.status === 'active' ? messages.find(({ id }) => id === thread.waitingMessageId) : undefined;
  const heldText = thread.status === 'active' ? messages.find(({ state }) => state === 'held') : undefined;
  const { undo } = thread;
  const leaving = thread.status === 'active' ? messages.find(({ id }) => id === undo?.messageId) : undefined;
  const pendingOutbound = messages.some(
    ({ direction, state }) => direction === 'outbound' && (state === 'composed' || state === 'drafted'),
  );
  const nothingYet = messages.length === 0 && thread.status === 'active' && !thread.attention;
  /** What keeps the first mail from being written: nobody is at it. */
  const delayedBy = nothingYet && !thread.working ? thread.waitingFor : null;
  const writing =
    thread.status === 'active' &&
    !waiting &&
    !heldText &&
    !pendingOutbound &&
    (thread.working || (nothingYet && delayedBy === null));
  return (
    <div className={classes.flow}>
      <ol className={classes.entries} aria-live="polite" aria-relevant="additions">
        {timelineOf(thread, messages).map((entry) =>
          entry.type === 'message' ? (
            <li key={entry.message.id}>
              <Mail thread={thread} message={entry.message} assistantName={assistantName} />
            </li>
          ) : (
            <li key={`${entry.at} ${entry.event.kind}`}>
              <EventLine event={entry.event} />
            </li>
          ),
        )}
      </ol>
      {delayedBy !== null && (
        <p className="muted">
          {say('waiting', delayedBy)}
          {thread.nextActionAt !== null && ` ${format.moment(thread.nextActionAt)}`}
        </p>
      )}
      {writing && (
        <div className={classes.writing} role="status">
          <p>{t('thread.writing', { name: assistantName })}</p>
          <TextSkeleton lines={3} />
        </div>
      )}
      {undo && leaving && (
        <Suspense fallback={<ListSkeleton rows={1} height={240} />}>
          <UndoCard key={leaving.id} thread={thread} message={leaving} leavesAt={undo.leavesAt} />
        </Suspense>
      )}
      {heldText && (
        <Suspense fallback={<ListSkeleton rows={1} height={320} />}>
          <HeldTextCard key={heldText.id} thread={thread} message={heldText} />
        </Suspense>
      )}
      {waiting && (
        <Suspense fallback={<ListSkeleton rows={1} height={320} />}>
          <DraftCard key={waiting.id} thread={thread} message={waiting} page={pageOf(waiting.id)} />
        </Suspense>
      )}
    </div>
  );
};

const EventLine = ({ event }: { readonly event: ThreadEvent }) => {
  const { t, say } = useI18n();
  const format = useFormat();
  return (
    <div className={classes.event} data-kind={event.kind}>
      <Icon name={eventIcons[event.kind]} size={14} />
      <span className="break">
        {eventText(event, say)}
        {event.until !== null && ` ${t('event.until', { time: format.moment(event.until) })}`}
      </span>
      <time dateTime={new Date(event.at).toISOString()} title={format.full(event.at)}>
        {format.moment(event.at)}
      </time>
    </div>
  );
};
