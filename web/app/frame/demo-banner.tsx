import type { SessionResource } from '../../../shared/contract/auth.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import classes from './demo-banner.module.css';

/** States that this is a demo, and links to the recipients' mailboxes. */
export const DemoBanner = ({ demo }: { readonly demo: SessionResource['demo'] }) => {
  const { t, locale } = useI18n();
  const names = demo.standIns.map((part) =>
    part === 'google' ? t('demo.google') : part === 'writer' ? t('demo.writer') : part,
  );
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  return (
    <aside className={classes.banner} aria-label={t('demo.label')}>
      <Icon name="flask" size={16} />
      <span>
        <strong>{t('demo.title')}</strong>{' '}
        {demo.standIns.includes('google') ? t('demo.standIns', { list }) : t('demo.realMail')}
      </span>
      {demo.mailboxesUrl !== null && (
        <a href={demo.mailboxesUrl} target="_blank" rel="noreferrer">
          {t('demo.mailbox')}
          <Icon name="external" size={14} />
        </a>
      )}
    </aside>
  );
};
