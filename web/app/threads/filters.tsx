import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { allAssistants } from '../assistants/all-assistants.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import classes from './thread-list.module.css';
import type { FilterState, ThreadFilter } from './use-thread-filter.ts';

const TYPING_PAUSE_MS = 250;

/** No filter on the state. */
const noView = { status: undefined, attention: undefined, approval: undefined } as const;

export const ThreadFilters = ({ filter }: { readonly filter: FilterState }) => {
  const { t } = useI18n();
  const { data: summary } = useResource(at('summarise', { query: { days: 14 } }), { pollMs: 20_000 });
  const { data: assistants } = useResource(allAssistants);
  const { applied, set } = filter;

  const isView = ({ status, attention, approval }: ThreadFilter) =>
    applied.status === status && applied.attention === attention && applied.approval === approval;
  const views = [
    {
      label: t('filter.all'),
      count: summary && summary.active + summary.stopped,
      on: isView({}),
      change: noView,
    },
    {
      label: t('filter.attention'),
      count: summary?.needsAttention,
      on: isView({ attention: 'true' }),
      change: { ...noView, attention: 'true' },
    },
    {
      label: t('filter.drafts'),
      count: summary?.awaitingApproval,
      on: isView({ approval: 'true' }),
      change: { ...noView, approval: 'true' },
    },
    {
      label: t('filter.active'),
      count: summary?.active,
      on: isView({ status: 'active' }),
      change: { ...noView, status: 'active' },
    },
    {
      label: t('filter.stopped'),
      count: summary?.stopped,
      on: isView({ status: 'stopped' }),
      change: { ...noView, status: 'stopped' },
    },
  ] as const;

  return (
    <div className={classes.filters}>
      <fieldset className={classes.views}>
        <legend className="visually-hidden">{t('filter.label')}</legend>
        {views.map(({ label, count, on, change }) => (
          <button
            key={label}
            type="button"
            className={classes.view}
            aria-pressed={on}
            onClick={() => set(change)}
          >
            {label}
            <span className={classes.viewCount}>{count ?? ' '}</span>
          </button>
        ))}
      </fieldset>
      <div className={classes.narrow}>
        <Search value={applied.search ?? ''} onChange={(search) => set({ search })} />
        <NativeSelect
          aria-label={t('filter.assistant')}
          value={applied.assistantId ?? ''}
          onChange={(event) => set({ assistantId: event.currentTarget.value })}
          data={[
            { value: '', label: t('filter.anyAssistant') },
            ...(assistants?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
    </div>
  );
};

interface SearchProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Searches when the typing pauses. */
const Search = ({ value, onChange }: SearchProps) => {
  const { t } = useI18n();
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <TextInput
      type="search"
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<Icon name="search" size={16} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
};
