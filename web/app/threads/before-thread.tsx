import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import { signInUrl } from '../api/own-path.ts';
import { useSession } from '../api/session.ts';
import { useResource } from '../api/use-resource.ts';
import { allAssistants } from '../assistants/all-assistants.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Empty, Failed, TextSkeleton } from '../ui/states.tsx';
import classes from './thread-fields.module.css';

interface BeforeThreadProps {
  readonly children: (assistants: readonly AssistantResource[]) => ReactNode;
}

/** A conversation needs an assistant and a mailbox; shows which of them is missing. */
export const BeforeThread = ({ children }: BeforeThreadProps) => {
  const { t } = useI18n();
  const { mailbox } = useSession();
  const { pathname, search } = useLocation();
  const { data, error, reload } = useResource(allAssistants);
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={8} />;
  if (data.items.length === 0) {
    return (
      <Empty
        icon="assistant"
        title={t('thread.noAssistant')}
        action={
          <Button component={Link} to="/assistants/new">
            {t('assistants.create')}
          </Button>
        }
      >
        {t('thread.noAssistantText')}
      </Empty>
    );
  }
  return (
    <div className="stack">
      {mailbox?.status !== 'connected' && (
        <div className={classes.notice}>
          <span>{t('thread.noMailbox')}</span>
          <a href={signInUrl(pathname + search, { consent: true })}>{t('mailbox.reconnect')}</a>
        </div>
      )}
      {children(data.items)}
    </div>
  );
};
