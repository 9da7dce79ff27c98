import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { playgroundTexts } from '../i18n/pages/playground-page.ts';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import classes from './assistant-page.module.css';

interface AssistantPageProps {
  readonly assistantId: string;
  readonly children: (assistant: AssistantResource) => ReactNode;
}

/** The frame of an assistant's pages: its name, the tabs, loading and errors. */
export const AssistantPage = ({ assistantId, children }: AssistantPageProps) => {
  const { t } = usePageI18n(playgroundTexts);
  const { data, error, reload } = useResource(at('getAssistant', { assistantId: assistantId }));
  return (
    <Page
      title={data?.name ?? t('assistants.one')}
      back={{ to: '/assistants', label: t('nav.assistants') }}
      actions={
        <Button
          component={Link}
          to={`/threads/new?assistant=${assistantId}`}
          leftSection={<Icon name="send" size={16} />}
        >
          {t('threads.create')}
        </Button>
      }
    >
      <nav className={classes.tabs} aria-label={t('assistants.one')}>
        <NavLink to={`/assistants/${assistantId}`} end>
          {t('assistants.description')}
        </NavLink>
        <NavLink to={`/assistants/${assistantId}/playground`}>{t('playground.title')}</NavLink>
        <NavLink to={`/assistants/${assistantId}/rehearsals`}>{t('playground.rehearsals')}</NavLink>
      </nav>
      {data ? children(data) : error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={8} />}
    </Page>
  );
};
