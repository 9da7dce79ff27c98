import { Button } from '@mantine/core';
import { at, send } from '../api/client.ts';
import type { Answer } from '../api/operations.ts';
import { optimistically, resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useFormat } from '../i18n/format.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { settingsTexts } from '../i18n/pages/settings-page.ts';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './settings.module.css';

type Suppression = Answer<'listSuppressions'>['items'][number];

export const SuppressionsSection = () => {
  const { t } = usePageI18n(settingsTexts);
  const { data, error, reload } = useResource(at('listSuppressions'));
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={2} />;
  return (
    <div className="stack">
      <p className="muted">
        {data.items.length === 0 ? t('settings.suppressionsNone') : t('settings.suppressionsText')}
      </p>
      {data.items.length > 0 && (
        <ul className="plain-list">
          {data.items.map((suppression) => (
            <Entry key={suppression.id} suppression={suppression} />
          ))}
        </ul>
      )}
    </div>
  );
};

const Entry = ({ suppression }: { readonly suppression: Suppression }) => {
  const { t, say } = usePageI18n(settingsTexts);
  const format = useFormat();
  const { id, email, reason, message, createdAt } = suppression;
  const { run, pending } = useAction();
  const remove = () =>
    run(async () => {
      await optimistically(
        at('listSuppressions'),
        (page) => ({ ...page, items: page.items.filter((item) => item.id !== id) }),
        () => send('deleteSuppression', { suppressionId: id }),
      );
      resources.invalidate('listSuppressions');
    });
  return (
    <li className={classes.entry}>
      <div>
        <span className="break">{email}</span>
        <div className="muted small">
          {say('suppression', { code: reason, params: {}, message })} · {format.day(createdAt)}
        </div>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={pending}
        onClick={remove}
        aria-label={t('settings.allowAgainFor', { email })}
      >
        {t('settings.allowAgain')}
      </Button>
    </li>
  );
};
