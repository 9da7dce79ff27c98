import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useParams } from 'react-router';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Conversation } from '../threads/conversation.tsx';
import { NewBelow } from '../threads/new-below.tsx';
import { StateBadge } from '../threads/state-badge.tsx';
import classes from '../threads/thread-page.module.css';
import { useMessages } from '../threads/use-messages.ts';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { nameOf } from '../ui/person.tsx';
import { Failed, ListSkeleton, TextSkeleton } from '../ui/states.tsx';

/** Above the conversation what there is to decide, and below it on a phone, otherwise beside it, the rest. */
const ThreadNotice = lazy(async () => ({
  default: (await import('../threads/thread-notice.tsx')).ThreadNotice,
}));
const StopOrResume = lazy(async () => ({
  default: (await import('../threads/thread-actions.tsx')).StopOrResume,
}));
const ThreadAside = lazy(() => import('../threads/thread-aside.tsx'));

/** New mails appear within three seconds. */
const POLL_MS = 2500;

export default function Thread() {
  const { threadId = '' } = useParams();
  const { t } = useI18n();
  const { data, error, reload } = useResource(at('getThread', { threadId: threadId }), { pollMs: POLL_MS });
  const back = { to: '/threads', label: t('nav.threads') };
  if (data) return <OpenThread key={threadId} thread={data} />;
  return (
    <Page title={t('threads.one')} back={back}>
      {error ? (
        <Failed error={error} onRetry={reload} />
      ) : (
        <div className={classes.columns}>
          <ListSkeleton rows={2} height={220} />
          <TextSkeleton lines={8} />
        </div>
      )}
    </Page>
  );
}

const OpenThread = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const { items, error, reload, pageOf } = useMessages(thread.id, POLL_MS);
  const { data: assistant } = useResource(at('getAssistant', { assistantId: thread.assistantId }));
  const { recipient } = thread;

  // The thread shows it earlier than the session, which is polled less often.
  const waitsForMailbox = thread.waitingFor?.code === 'mailbox_disconnected';
  useEffect(() => {
    if (waitsForMailbox) void resources.invalidate('getSession');
  }, [waitsForMailbox]);

  return (
    <Page
      title={nameOf(recipient)}
      back={{ to: '/threads', label: t('nav.threads') }}
      lead={
        <span className="row">
          <StateBadge thread={thread} />
          {recipient.name !== null && <span className="break">{recipient.email}</span>}
          {thread.subject !== null && <span className="break">{thread.subject}</span>}
        </span>
      }
      actions={
        <Suspense
          fallback={
            <Button variant="default" disabled leftSection={<Icon name="stop" size={15} />}>
              {t('thread.stop')}
            </Button>
          }
        >
          <StopOrResume thread={thread} />
        </Suspense>
      }
    >
      <div className={classes.columns}>
        <div className="stack">
          {/* What there is to decide stands above the mails: shown later than they are, it would push them down. */}
          <Suspense fallback={<ListSkeleton rows={2} height={220} />}>
            <ThreadNotice thread={thread} messages={items ?? []} />
            {items ? (
              <Conversation
                thread={thread}
                messages={items}
                assistantName={assistant?.name ?? t('assistants.one')}
                pageOf={pageOf}
              />
            ) : error ? (
              <Failed error={error} onRetry={reload} />
            ) : (
              <ListSkeleton rows={2} height={220} />
            )}
          </Suspense>
          <NewBelow count={items?.length ?? 0} />
        </div>
        <Suspense fallback={<TextSkeleton lines={8} />}>
          <ThreadAside thread={thread} assistant={assistant} />
        </Suspense>
      </div>
    </Page>
  );
};
