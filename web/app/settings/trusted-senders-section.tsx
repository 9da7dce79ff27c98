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

type Sender = Answer<'listTrustedSenders'>['items'][number];

/** Addresses that the owner trusts though nothing vouches for them. */
export const TrustedSendersSection = () => {
  const { t } = usePageI18n(settingsTexts);
  const { data, error, reload } = useResource(at('listTrustedSenders'));
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={2} />;
  return (
    <div className="stack">
      <p className="muted">
        {data.items.length === 0 ? t('settings.trustedNone') : t('settings.trustedText')}
      </p>
      {data.items.length > 0 && (
        <ul className="plain-list">
          {data.items.map((sender) => (
            <Entry key={sender.id} sender={sender} />
          ))}
        </ul>
      )}
    </div>
  );
};

const Entry = ({ sender }: { readonly sender: Sender }) => {
  const { t } = usePageI18n(settingsTexts);
  const format = useFormat();
  const { id, email, createdAt } = sender;
  const { run, pending } = useAction();
  const revoke = () =>
    run(async () => {
      await optimistically(
        at('listTrustedSenders'),
        (page) => ({ ...page, items: page.items.filter((item) => item.id !== id) }),
        () => send('revokeTrust', { trustedSenderId: id }),
      );
      resources.invalidate('listTrustedSenders');
    });
  return (
    <li className={classes.entry}>
      <div>
        <span className="break">{email}</span>
        <div className="muted small">{format.day(createdAt)}</div>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={pending}
        onClick={revoke}
        aria-label={t('settings.revokeTrustFor', { email })}
      >
        {t('settings.revokeTrust')}
      </Button>
    </li>
  );
};
