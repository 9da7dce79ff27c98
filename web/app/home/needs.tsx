import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { SessionResource } from '../../../shared/contract/auth.ts';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { signInUrl } from '../api/own-path.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { useMailboxNotices } from '../settings/mailbox-notices.ts';
import { attentionKeys } from '../threads/thread-state.ts';
import { Icon } from '../ui/icons.tsx';
import { nameOf } from '../ui/person.tsx';
import classes from './home.module.css';

interface NeedsProps {
  readonly session: SessionResource;
  readonly threads: readonly ThreadResource[];
}

/** What needs the owner's attention, most urgent first. */
export const Needs = ({ session, threads }: NeedsProps) => {
  const { t, say } = useI18n();
  const format = useFormat();
  const disconnected = session.mailbox?.status !== 'connected';
  const why = session.mailbox?.disconnectedReason;
  const notices = useMailboxNotices(session);
  return (
    <section className="stack" aria-labelledby="needs">
      <h2 id="needs">{t('home.needs')}</h2>
      {!disconnected && notices.length === 0 && threads.length === 0 ? (
        <div className={classes.clear}>
          <Icon name="check" size={20} />
          {t('home.nothing')}
        </div>
      ) : (
        <ul className={classes.needs}>
          {disconnected && (
            <li className={classes.need}>
              <div>
                <div className={classes.needTitle}>{t('mailbox.disconnectedTitle')}</div>
                <p>{why ? say('disconnected', { code: why, params: {} }) : t('mailbox.disconnectedText')}</p>
              </div>
              <Button component="a" href={signInUrl('/', { consent: true })}>
                {t('mailbox.reconnect')}
              </Button>
            </li>
          )}
          {notices.map(({ title, text }) => (
            <li key={title} className={classes.need}>
              <div>
                <div className={classes.needTitle}>{title}</div>
                <p>{text}</p>
              </div>
            </li>
          ))}
          {threads.map((thread) => {
            const isDraft = thread.waitingMessageId !== null && !thread.attention;
            const since = thread.attention?.since ?? thread.updatedAt;
            return (
              <li key={thread.id} className={classes.need}>
                <div>
                  <div className={classes.needTitle}>
                    <span className="break">{nameOf(thread.recipient)}</span>
                    <span className="muted small">{format.relative(since)}</span>
                  </div>
                  <p className="break">
                    {thread.attention ? t(attentionKeys[thread.attention.code]) : t('home.draftWaits')}
                    {thread.subject !== null && <span> · {thread.subject}</span>}
                  </p>
                </div>
                <Button
                  component={Link}
                  to={`/threads/${thread.id}`}
                  variant={isDraft ? 'filled' : 'default'}
                >
                  {isDraft ? t('home.review') : t('home.look')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};
