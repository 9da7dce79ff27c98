import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { AuditList } from '../activity/audit-list.tsx';
import { feedOf } from '../activity/feed.ts';
import { FeedList } from '../activity/feed-list.tsx';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, ListSkeleton } from '../ui/states.tsx';

const SHOWN = 100;

export default function Activity() {
  const { t } = useI18n();
  const [params, setParams] = useSearchParams();
  const account = params.get('of') === 'account';
  return (
    <Page
      title={t('nav.activity')}
      lead={account ? t('activity.accountLead') : t('activity.lead')}
      width="reading"
      actions={
        <SegmentedControl
          aria-label={t('nav.activity')}
          value={account ? 'account' : 'threads'}
          onChange={(of) => setParams(of === 'account' ? { of } : {}, { replace: true })}
          data={[
            { value: 'threads', label: t('activity.conversations') },
            { value: 'account', label: t('activity.account') },
          ]}
        />
      }
    >
      {account ? <AuditList /> : <Conversations />}
    </Page>
  );
}

const Conversations = () => {
  const { t } = useI18n();
  const { data, error, reload } = useResource(at('listThreads', { query: { limit: 100 } }), {
    pollMs: 10_000,
  });
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <ListSkeleton rows={8} height={44} />;
  const items = feedOf(data.items).slice(0, SHOWN);
  return items.length === 0 ? (
    <Empty icon="activity" title={t('activity.none')}>
      {t('activity.noneText')}
    </Empty>
  ) : (
    <FeedList items={items} />
  );
};
