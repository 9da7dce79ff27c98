import { Button } from '@mantine/core';
import { isRouteErrorResponse } from 'react-router';
import { ApiError } from '../api/http.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { useErrorText } from './error-text.ts';
import { Icon } from './icons.tsx';
import { Wordmark } from './logo.tsx';
import classes from './states.module.css';

/** Replaces a page that failed: the server cannot be reached, or the app has a bug. */
export const Crash = ({ error }: { readonly error: unknown }) => {
  const { t } = useI18n();
  const errorText = useErrorText();
  const outage = error instanceof ApiError && error.isOutage;
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className={classes.crash}>
      <Wordmark />
      <h1>{outage ? t('error.outageTitle') : missing ? t('notFound.title') : t('error.crashTitle')}</h1>
      <p className="muted">
        {error instanceof ApiError ? errorText(error) : missing ? t('notFound.text') : t('error.crash')}
      </p>
      <div className="row">
        <Button
          leftSection={<Icon name="refresh" size={16} />}
          onClick={() => {
            window.location.reload();
          }}
        >
          {t('common.tryAgain')}
        </Button>
        <Button variant="default" component="a" href="/">
          {t('nav.home')}
        </Button>
      </div>
      {outage && <p className="muted small">{t('error.outageCalm')}</p>}
    </main>
  );
};
