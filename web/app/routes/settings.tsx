import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { AuditList } from '../activity/audit-list.tsx';
import { useSession } from '../api/session.ts';
import { LanguageSwitch, ThemeSwitch } from '../frame/appearance.tsx';
import { PauseSwitch } from '../frame/pause.tsx';
import { usePageI18n } from '../i18n/i18n.tsx';
import { notificationWords } from '../i18n/notifications.ts';
import { settingsTexts } from '../i18n/pages/settings-page.ts';
import { AccountSection } from '../settings/account-section.tsx';
import { HoursSection } from '../settings/hours-section.tsx';
import { MailboxSection } from '../settings/mailbox-section.tsx';
import { NotificationsSection } from '../settings/notifications-section.tsx';
import { SendingSection } from '../settings/sending-section.tsx';
import classes from '../settings/settings.module.css';
import { SuppressionsSection } from '../settings/suppressions-section.tsx';
import { TrustedSendersSection } from '../settings/trusted-senders-section.tsx';
import { Page } from '../ui/page.tsx';

export default function Settings() {
  const { t, locale } = usePageI18n(settingsTexts);
  const session = useSession();
  const sections: readonly (readonly [id: string, title: string, content: ReactNode])[] = [
    ['mailbox', t('settings.mailbox'), <MailboxSection key="mailbox" session={session} />],
    [
      'pause',
      t('pause.title'),
      <div key="pause" className="stack">
        <p>{t('pause.text')}</p>
        <div className={classes.pause}>
          <PauseSwitch settings={session.settings} />
        </div>
      </div>,
    ],
    ['sending', t('settings.sending'), <SendingSection key="sending" settings={session.settings} />],
    ['hours', t('settings.hours'), <HoursSection key="hours" timeZone={session.settings.timeZone} />],
    ['notifications', notificationWords(locale).title, <NotificationsSection key="notifications" />],
    ['suppressions', t('settings.suppressions'), <SuppressionsSection key="suppressions" />],
    ['trusted', t('settings.trusted'), <TrustedSendersSection key="trusted" />],
    [
      'appearance',
      t('settings.appearance'),
      <div key="appearance" className="row">
        <ThemeSwitch />
        <LanguageSwitch />
      </div>,
    ],
    [
      'audit',
      t('settings.audit'),
      <div key="audit" className="stack">
        <AuditList limit={5} />
        <Link to="/activity?of=account">{t('settings.wholeAudit')}</Link>
      </div>,
    ],
    ['account', t('settings.account'), <AccountSection key="account" user={session.user} />],
  ];
  return (
    <Page title={t('nav.settings')}>
      <div className={classes.sections}>
        {sections.map(([id, title, content]) => (
          <section key={id} className={classes.section} aria-labelledby={`settings-${id}`}>
            <h2 id={`settings-${id}`}>{title}</h2>
            <div>{content}</div>
          </section>
        ))}
      </div>
    </Page>
  );
}
