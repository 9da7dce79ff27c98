import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { SessionResource } from '../../../shared/contract/auth.ts';
import { send } from '../api/client.ts';
import { leave } from '../api/leave.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { settingsTexts } from '../i18n/pages/settings-page.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './settings.module.css';

/** Export, sign-out on all devices, and deletion of the account. */
export const AccountSection = ({ user }: { readonly user: SessionResource['user'] }) => {
  const { t } = usePageI18n(settingsTexts);
  const navigate = useNavigate();
  const { run, pending } = useAction();
  const [asking, setAsking] = useState<'signOut' | 'delete' | null>(null);

  const leaveAfter = (what: () => Promise<unknown>, done: string) =>
    run(
      async () => {
        await what();
        await leave(navigate);
      },
      { done },
    );

  return (
    <div>
      <ActionLine
        title={t('account.export')}
        text={t('account.exportText')}
        action={
          <Button
            component="a"
            href="/api/auth/export"
            download
            variant="default"
            leftSection={<Icon name="download" size={16} />}
          >
            {t('account.exportButton')}
          </Button>
        }
      />
      <ActionLine
        title={t('account.signOutEverywhere')}
        text={t('account.signOutEverywhereText')}
        action={
          <Button variant="default" onClick={() => setAsking('signOut')}>
            {t('account.signOutEverywhere')}
          </Button>
        }
      />
      <ActionLine
        title={t('account.delete')}
        text={t('account.deleteShort')}
        action={
          <Button variant="outline" color="red" className="danger" onClick={() => setAsking('delete')}>
            {t('account.delete')}
          </Button>
        }
      />
      <Confirm
        opened={asking === 'signOut'}
        title={t('account.signOutEverywhere')}
        confirmLabel={t('account.signOutEverywhere')}
        pending={pending}
        onConfirm={() => leaveAfter(() => send('logoutEverywhere'), t('account.signedOutEverywhere'))}
        onClose={() => setAsking(null)}
      >
        <p>{t('account.signOutEverywhereText')}</p>
      </Confirm>
      <Confirm
        opened={asking === 'delete'}
        title={t('account.deleteTitle')}
        confirmLabel={t('account.deleteForGood')}
        pending={pending}
        typed={user.email}
        onConfirm={() => leaveAfter(() => send('deleteAccount'), t('account.deleted'))}
        onClose={() => setAsking(null)}
      >
        <p>{t('account.deleteText')}</p>
      </Confirm>
    </div>
  );
};

interface ActionLineProps {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

const ActionLine = ({ title, text, action }: ActionLineProps) => (
  <div className={classes.action}>
    <div>
      <h3>{title}</h3>
      <p className="muted">{text}</p>
    </div>
    {action}
  </div>
);
