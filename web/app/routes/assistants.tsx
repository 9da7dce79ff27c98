import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useResource } from '../api/use-resource.ts';
import { allAssistants } from '../assistants/all-assistants.ts';
import classes from '../assistants/card.module.css';
import { AssistantCard } from '../assistants/card.tsx';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, ListSkeleton } from '../ui/states.tsx';

export default function Assistants() {
  const { t } = useI18n();
  const { data, error, reload } = useResource(allAssistants);
  const create = (
    <Button component={Link} to="/assistants/new" leftSection={<Icon name="plus" size={16} />}>
      {t('assistants.create')}
    </Button>
  );
  return (
    <Page
      title={t('nav.assistants')}
      lead={t('assistants.lead')}
      actions={data?.items.length ? create : null}
    >
      {!data ? (
        error ? (
          <Failed error={error} onRetry={reload} />
        ) : (
          <ListSkeleton rows={2} height={190} />
        )
      ) : data.items.length === 0 ? (
        <Empty icon="assistant" title={t('assistants.none')} action={create}>
          {t('assistants.noneText')}
        </Empty>
      ) : (
        <ul className={classes.cards}>
          {data.items.map((assistant) => (
            <AssistantCard key={assistant.id} assistant={assistant} />
          ))}
        </ul>
      )}
    </Page>
  );
}
