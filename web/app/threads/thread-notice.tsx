import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { signInUrl } from '../api/own-path.ts';
import { useSession } from '../api/session.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { TextSkeleton } from '../ui/states.tsx';
import { mailElementId } from './mail.tsx';
import { mailboxPage } from './mailbox-link.ts';
import { ResumeButton } from './thread-actions.tsx';
import classes from './thread-notice.module.css';
import { attentionKeys } from './thread-state.ts';

const QuestionCard = lazy(() => import('./question-card.tsx'));

interface ThreadNoticeProps {
  readonly thread: ThreadResource;
  readonly messages: readonly MessageResource[];
}

/** Above the conversation: why it does not continue automatically, and what the owner can do. */
export const ThreadNotice = ({ thread, messages }: ThreadNoticeProps) => {
  const { t, say } = useI18n();
  const { mailbox } = useSession();
  // Resuming takes no held mail: what it says is decided at the mail itself.
  const held = messages.find((message) => message.held);

  if (mailbox?.status !== 'connected' && thread.stopReason === null) {
    return (
      <div className={classes.notice} role="status">
        <Icon name="alert" size={20} />
        <div>
          <strong>{t('mailbox.disconnectedTitle')}</strong>
          <p>{t('thread.waitsForMailbox')}</p>
        </div>
        <Button component="a" href={signInUrl(`/threads/${thread.id}`, { consent: true })}>
          {t('mailbox.reconnect')}
        </Button>
      </div>
    );
  }
  if (thread.leaving !== null) {
    return (
      <div className={classes.notice} role="status">
        <Icon name="alert" size={20} />
        <p>{t('thread.leaving')}</p>
      </div>
    );
  }
  if (thread.question !== null && thread.status === 'active') {
    return (
      <Suspense fallback={<TextSkeleton lines={4} />}>
        <QuestionCard thread={thread} question={thread.question} />
      </Suspense>
    );
  }
  if (thread.attention) {
    return (
      <div className={classes.notice} data-stacked role="status">
        <Icon name="flag" size={20} />
        <div>
          <strong>{t(attentionKeys[thread.attention.code])}</strong>
          <p className="break">{say('attention', thread.attention)}</p>
          <AnswerByHand messages={messages} />
        </div>
        {thread.attention.code === 'unproved' ? (
          <Button variant="default" onClick={() => goTo('held-text')}>
            {t('thread.goToHeld')}
          </Button>
        ) : held ? (
          <Button variant="default" onClick={() => goTo(mailElementId(held.id))}>
            {t('thread.goToHeld')}
          </Button>
        ) : (
          <ResumeButton thread={thread} variant="default" />
        )}
      </div>
    );
  }
  if (thread.status === 'stopped' && thread.stopReason === 'owner_replied') {
    return (
      <div className={classes.notice} role="status">
        <Icon name="pen" size={20} />
        <div>
          <strong>{t('stop.ownerReplied')}</strong>
          <p>{say('stopReason', { code: thread.stopReason, params: {} })}</p>
        </div>
      </div>
    );
  }
  if (thread.waitingMessageId !== null && messages.length > 2) {
    return (
      <div className={classes.notice} role="status">
        <Icon name="pen" size={20} />
        <p>{t('draft.waits')}</p>
        <Button variant="default" onClick={() => goTo('draft')}>
          {t('draft.goTo')}
        </Button>
      </div>
    );
  }
  if (thread.status === 'stopped') {
    return (
      <div className={classes.notice} data-tone="quiet" role="status">
        <Icon name={thread.stopReason === 'goal_reached' ? 'check' : 'stop'} size={20} />
        <p className="break">
          {thread.stopDetail?.code === 'left'
            ? say('stopDetail', thread.stopDetail)
            : say('stopReason', { code: thread.stopReason ?? 'owner_stopped', params: {} })}
        </p>
        <WriteToSuccessor thread={thread} />
      </div>
    );
  }
  return null;
};

/** Whom the recipient's last note names: the form for a new conversation, filled in with what this one was about. */
const WriteToSuccessor = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const { stopDetail, assistantId, instructions, goal, subject } = thread;
  if (stopDetail?.code !== 'left' || stopDetail.params.email === '') return null;
  const { email, name } = stopDetail.params;
  const fill = { email, name, assistantId, instructions, goal: goal ?? '', subject: subject ?? '' };
  return (
    <Button component={Link} to="/threads/new" state={{ fill }} variant="default">
      {t('thread.writeTo', { name: name || email })}
    </Button>
  );
};

const goTo = (elementId: string): void => {
  const element = document.getElementById(elementId);
  element?.scrollIntoView({ behavior: 'smooth', block: 'center' });
  element?.focus({ preventScroll: true });
};

const AnswerByHand = ({ messages }: { readonly messages: readonly MessageResource[] }) => {
  const { t } = useI18n();
  const { user, demo } = useSession();
  const last = messages.findLast(({ gmailMessageId }) => gmailMessageId !== null);
  const href =
    mailboxPage(demo, user.email) ??
    (last &&
      `https://mail.google.com/mail/?authuser=${encodeURIComponent(user.email)}#all/${last.gmailMessageId}`);
  if (!href) return null;
  return (
    <p>
      <a href={href} target="_blank" rel="noreferrer">
        {t('thread.answerByHand')}
      </a>
    </p>
  );
};
