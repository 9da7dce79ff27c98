import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { ownPath, signInUrl } from '../api/own-path.ts';
import { scopeKeysOf } from '../api/scopes.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { PublicPage } from '../ui/public-page.tsx';
import classes from './sign-in.module.css';

export default function SignIn() {
  const { t } = useI18n();
  const [params] = useSearchParams();
  const returnTo = ownPath(params.get('returnTo'));
  const error = params.get('error');

  return (
    <PublicPage title={t('signIn.button')}>
      {error === null ? (
        <Welcome returnTo={returnTo} ended={params.has('ended')} />
      ) : (
        <Refused error={error} returnTo={returnTo} missing={params.get('missing')} />
      )}
    </PublicPage>
  );
}

const GoogleButton = ({ href, label }: { readonly href: string; readonly label: string }) => (
  <Button component="a" href={href} size="md" className={classes.button ?? ''}>
    {label}
  </Button>
);

const Point = ({ icon, children }: { readonly icon: IconName; readonly children: string }) => (
  <li>
    <Icon name={icon} size={20} />
    <p>{children}</p>
  </li>
);

const Welcome = ({ returnTo, ended }: { readonly returnTo: string; readonly ended: boolean }) => {
  const { t } = useI18n();
  return (
    <>
      {ended && (
        <p className={classes.notice} role="status">
          {t('signIn.ended')}
        </p>
      )}
      <h1>{t('signIn.title')}</h1>
      <ul className={classes.points}>
        <Point icon="send">{t('signIn.what')}</Point>
        <Point icon="mail">{t('signIn.access')}</Point>
        <Point icon="shield">{t('signIn.why')}</Point>
      </ul>
      <GoogleButton href={signInUrl(returnTo)} label={t('signIn.button')} />
      <p className="muted small">
        {t('signIn.provider')} <Link to="/privacy">{t('signIn.privacy')}</Link>
        {' · '}
        <Link to="/terms">{t('signIn.terms')}</Link>
      </p>
      <p className="muted small">{t('signIn.leave')}</p>
    </>
  );
};

interface RefusedProps {
  readonly error: string;
  readonly returnTo: string;
  readonly missing: string | null;
}

/** Shown when a sign-in did not succeed. */
const Refused = ({ error, returnTo, missing }: RefusedProps) => {
  const { t } = useI18n();
  if (error === 'partial') {
    const keys = scopeKeysOf((missing ?? '').split(/[\s,]+/));
    return (
      <>
        <h1>{t('signIn.partialTitle')}</h1>
        <p>{t('signIn.partial')}</p>
        {keys.length > 0 && (
          <ul className={classes.points}>
            {keys.map((key) => (
              <Point key={key} icon="alert">
                {t(key)}
              </Point>
            ))}
          </ul>
        )}
        <GoogleButton href={signInUrl(returnTo, { consent: true, missing })} label={t('signIn.grant')} />
        <p className="muted small">{t('signIn.partialNothing')}</p>
      </>
    );
  }
  if (error === 'denied') {
    return (
      <>
        <h1>{t('signIn.deniedTitle')}</h1>
        <p>{t('signIn.denied')}</p>
        <GoogleButton href={signInUrl(returnTo)} label={t('signIn.again')} />
        <p className="muted small">{t('signIn.deniedNothing')}</p>
      </>
    );
  }
  if (error === 'not_allowed') {
    return (
      <>
        <h1>{t('signIn.notAllowedTitle')}</h1>
        <p>{t('signIn.notAllowed')}</p>
        <GoogleButton href={signInUrl(returnTo)} label={t('signIn.otherAccount')} />
      </>
    );
  }
  return (
    <>
      <h1>{error === 'expired' ? t('signIn.expiredTitle') : t('signIn.failedTitle')}</h1>
      <p>{error === 'expired' ? t('signIn.expired') : t('signIn.failed')}</p>
      <GoogleButton href={signInUrl(returnTo)} label={t('signIn.again')} />
    </>
  );
};
