import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/http.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { useErrorText } from './error-text.ts';
import { Icon, type IconName } from './icons.tsx';
import classes from './states.module.css';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** An empty list, with what to do next. */
export const Empty = ({ icon, title, children, action }: EmptyProps) => (
  <div className={classes.empty}>
    <span className={classes.emblem}>
      <Icon name={icon} size={24} />
    </span>
    <h2>{title}</h2>
    {children && <p className={classes.words}>{children}</p>}
    {action}
  </div>
);

/** Shown when a part of the page could not be loaded. */
export const Failed = ({
  error,
  onRetry,
}: {
  readonly error: ApiError;
  readonly onRetry?: (() => unknown) | undefined;
}) => {
  const { t } = useI18n();
  const errorText = useErrorText();
  return (
    <div className={classes.empty} role="alert">
      <span className={`${classes.emblem} ${classes.failed}`}>
        <Icon name="alert" size={24} />
      </span>
      <h2>
        {error.isOutage
          ? t('error.outageTitle')
          : error.status === 404
            ? t('notFound.title')
            : t('error.title')}
      </h2>
      <p className={classes.words}>{errorText(error)}</p>
      {onRetry && error.status !== 404 && (
        <Button variant="default" leftSection={<Icon name="refresh" size={16} />} onClick={() => onRetry()}>
          {t('common.tryAgain')}
        </Button>
      )}
    </div>
  );
};

/** Placeholder lines of a text that is loading. */
export const TextSkeleton = ({ lines = 3 }: { readonly lines?: number }) => (
  <div className="stack-tight" aria-hidden="true">
    {Array.from({ length: lines }, (_, line) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity
      <Skeleton key={line} height={14} width={line === lines - 1 ? '62%' : '100%'} my={4} />
    ))}
  </div>
);

/** Placeholder cards of a list that is loading. */
export const ListSkeleton = ({
  rows = 4,
  height = 76,
}: {
  readonly rows?: number;
  readonly height?: number;
}) => {
  const { t } = useI18n();
  return (
    <div className="stack" aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('common.loading')}
      </span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no identity
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </div>
  );
};
