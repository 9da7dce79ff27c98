import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useI18n } from '../i18n/i18n.tsx';
import { ThreadFilters } from '../threads/filters.tsx';
import { ThreadList } from '../threads/thread-list.tsx';
import { useThreadFilter } from '../threads/use-thread-filter.ts';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';

export default function Threads() {
  const { t } = useI18n();
  const filter = useThreadFilter();
  return (
    <Page
      title={t('nav.threads')}
      actions={
        <>
          <Button
            component={Link}
            to="/threads/new-many"
            variant="default"
            leftSection={<Icon name="people" size={16} />}
          >
            {t('threads.createMany')}
          </Button>
          <Button component={Link} to="/threads/new" leftSection={<Icon name="plus" size={16} />}>
            {t('threads.create')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ThreadFilters filter={filter} />
        <ThreadList key={JSON.stringify(filter.applied)} filter={filter} />
      </div>
    </Page>
  );
}
