import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SessionResource } from '../../../shared/contract/auth.ts';
import { send } from '../api/client.ts';
import { signInUrl } from '../api/own-path.ts';
import { resources } from '../api/resources.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useAction } from '../ui/use-action.ts';
import { useMailboxNotices } from './mailbox-notices.ts';
import classes from './settings.module.css';

export const MailboxSection = ({ session }: { readonly session: SessionResource }) => {
  const { t, say } = useI18n();
  const format = useFormat();
  const { mailbox } = session;
  const notices = useMailboxNotices(session);
  if (mailbox?.status !== 'connected') {
    return (
      <div className="stack">
        <div>
          <h3>{t('mailbox.disconnectedTitle')}</h3>
          <p className="muted">
            {mailbox?.disconnectedReason
              ? say('disconnected', { code: mailbox.disconnectedReason, params: {} })
              : t('mailbox.disconnectedText')}
          </p>
          {mailbox?.revocationPending && <p className="muted">{t('mailbox.revocationPending')}</p>}
        </div>
        <div>
          <Button component="a" href={signInUrl('/settings', { consent: true })}>
            {t('mailbox.reconnect')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="stack">
      {notices.map(({ title, text }) => (
        <div key={title}>
          <h3>{title}</h3>
          <p className="muted">{text}</p>
        </div>
      ))}
      <dl className={classes.facts}>
        <dt>{t('mailbox.address')}</dt>
        <dd>{mailbox.email}</dd>
        <dt>{t('mailbox.state')}</dt>
        <dd>{t('mailbox.connected')}</dd>
        <dt>{t('mailbox.watch')}</dt>
        <dd>
          {mailbox.watchExpiresAt === null
            ? t('mailbox.polled')
            : t('mailbox.watchUntil', { time: format.moment(mailbox.watchExpiresAt) })}
        </dd>
        <dt>{t('mailbox.synced')}</dt>
        <dd>
          {mailbox.syncedAt === null ? t('mailbox.notSynced') : format.relative(mailbox.syncedAt)}
          {mailbox.stuck && <p className="muted">{t('mailbox.stuck', { count: mailbox.stuck.attempts })}</p>}
        </dd>
      </dl>
      <div>
        <Disconnect />
      </div>
    </div>
  );
};

const Disconnect = () => {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const { run, pending } = useAction();
  const disconnect = () =>
    run(
      async () => {
        await send('disconnect');
        await resources.invalidate(
          'getSession',
          'listThreads',
          'summarise',
          'getThread',
          'listMessages',
          'listAudit',
        );
        setAsking(false);
      },
      { done: t('mailbox.disconnectDone') },
    );
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('mailbox.disconnect')}
      </Button>
      <Confirm
        opened={asking}
        title={t('mailbox.disconnectTitle')}
        confirmLabel={t('mailbox.disconnect')}
        pending={pending}
        onConfirm={disconnect}
        onClose={() => setAsking(false)}
      >
        <p>{t('mailbox.disconnectText')}</p>
      </Confirm>
    </>
  );
};
