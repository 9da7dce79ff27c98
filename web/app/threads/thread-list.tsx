import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { nameOf, PersonAvatar } from '../ui/person.tsx';
import { Empty, Failed, ListSkeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { BulkStop } from './bulk-stop.tsx';
import { StateBadge } from './state-badge.tsx';
import classes from './thread-list.module.css';
import type { FilterState } from './use-thread-filter.ts';
import { useThreadPages } from './use-thread-pages.ts';

export const ThreadList = ({ filter }: { readonly filter: FilterState }) => {
  const { t } = useI18n();
  const { items, error, reload, hasMore, loadMore } = useThreadPages(filter.applied);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { run, pending } = useAction();

  if (!items)
    return error ? <Failed error={error} onRetry={reload} /> : <ListSkeleton rows={6} height={73} />;
  if (items.length === 0) return <NoThreads filter={filter} />;

  const stoppable = items.filter((thread) => thread.status === 'active');
  const selected = stoppable.filter(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });

  return (
    <div className="stack">
      <div className={classes.table}>
        <div className={classes.toolbar}>
          <Checkbox
            label={
              selected.length > 0 ? t('threads.selected', { count: selected.length }) : t('threads.selectAll')
            }
            checked={stoppable.length > 0 && selected.length === stoppable.length}
            indeterminate={selected.length > 0 && selected.length < stoppable.length}
            disabled={stoppable.length === 0}
            onChange={(event) =>
              choose(
                stoppable.map(({ id }) => id),
                event.currentTarget.checked,
              )
            }
          />
          {selected.length > 0 && <BulkStop threads={selected} onDone={() => setChosen(new Set())} />}
        </div>
        <ul className="plain-list">
          {items.map((thread) => (
            <Row
              key={thread.id}
              thread={thread}
              chosen={chosen.has(thread.id)}
              onChoose={(on) => choose([thread.id], on)}
            />
          ))}
        </ul>
      </div>
      {hasMore && (
        <Button variant="default" loading={pending} onClick={() => run(loadMore)}>
          {t('common.more')}
        </Button>
      )}
    </div>
  );
};

interface RowProps {
  readonly thread: ThreadResource;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
}

const Row = ({ thread, chosen, onChoose }: RowProps) => {
  const { t } = useI18n();
  const format = useFormat();
  const { recipient, subject, counters } = thread;
  const latest = Math.max(thread.createdAt, thread.lastSentAt ?? 0, thread.lastReceivedAt ?? 0);
  return (
    <li className={classes.row}>
      <Checkbox
        aria-label={t('threads.select', { name: nameOf(recipient) })}
        checked={chosen && thread.status === 'active'}
        disabled={thread.status !== 'active'}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <PersonAvatar person={recipient} />
      <div className={classes.main}>
        <Link to={`/threads/${thread.id}`} className={classes.link}>
          {nameOf(recipient)}
        </Link>
        <div className={classes.subject}>
          {subject ?? <span className="muted">{t('threads.noSubject')}</span>}
        </div>
      </div>
      <div className={classes.state}>
        <StateBadge thread={thread} />
      </div>
      <div className={classes.numbers}>
        <span title={t('threads.sentReceived', { sent: counters.sent, received: counters.received })}>
          <Icon name="send" size={13} /> {counters.sent}
          <span className="visually-hidden"> {t('threads.sentWord')}, </span> <Icon name="mail" size={13} />{' '}
          {counters.received}
          <span className="visually-hidden"> {t('threads.receivedWord')}</span>
        </span>
        <time dateTime={new Date(latest).toISOString()} title={format.full(latest)}>
          {format.relative(latest)}
        </time>
      </div>
    </li>
  );
};

const NoThreads = ({ filter }: { readonly filter: FilterState }) => {
  const { t } = useI18n();
  return filter.isFiltered ? (
    <Empty
      icon="search"
      title={t('threads.noneFound')}
      action={
        <Button variant="default" onClick={filter.clear}>
          {t('filter.clear')}
        </Button>
      }
    >
      {filter.applied.search !== undefined && t('threads.noneFoundText')}
    </Empty>
  ) : (
    <Empty
      icon="threads"
      title={t('threads.none')}
      action={
        <Button component={Link} to="/threads/new" leftSection={<Icon name="plus" size={16} />}>
          {t('threads.create')}
        </Button>
      }
    >
      {t('threads.noneText')}
    </Empty>
  );
};
