import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { feedOf } from '../activity/feed.ts';
import { FeedList } from '../activity/feed-list.tsx';
import { at } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { useResource } from '../api/use-resource.ts';
import { allAssistants } from '../assistants/all-assistants.ts';
import { lastVisit } from '../home/last-visit.ts';
import { Needs } from '../home/needs.tsx';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { Key } from '../i18n/messages.ts';
import { needsOwner } from '../threads/thread-state.ts';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, ListSkeleton } from '../ui/states.tsx';

const FirstSteps = lazy(async () => ({ default: (await import('../home/first-steps.tsx')).FirstSteps }));
const FiguresSection = lazy(async () => ({ default: (await import('../home/figures.tsx')).FiguresSection }));

const POLL_MS = 10_000;
const SHOWN_EVENTS = 6;

const greetingAt = (hour: number) =>
  (hour < 5
    ? 'home.evening'
    : hour < 12
      ? 'home.morning'
      : hour < 18
        ? 'home.day'
        : 'home.evening') satisfies Key;

/** One list without duplicates, the longest waiting first. */
const waiting = (...lists: readonly (readonly ThreadResource[])[]): readonly ThreadResource[] =>
  [...new Map(lists.flat().map((thread) => [thread.id, thread])).values()]
    .filter(needsOwner)
    .sort((a, b) => (a.attention?.since ?? a.updatedAt) - (b.attention?.since ?? b.updatedAt));

export default function Home() {
  const { t } = useI18n();
  const format = useFormat();
  const session = useSession();
  const [since] = useState(() => lastVisit());
  const recent = useResource(at('listThreads', { query: { limit: 50 } }), { pollMs: POLL_MS });
  const flagged = useResource(at('listThreads', { query: { attention: 'true', limit: 50 } }), {
    pollMs: POLL_MS,
  });
  const drafts = useResource(at('listThreads', { query: { approval: 'true', limit: 50 } }), {
    pollMs: POLL_MS,
  });
  const assistants = useResource(allAssistants);

  const name = session.user.name.split(' ')[0] ?? '';
  const greeting = t(greetingAt(new Date().getHours()), { name: name === '' ? session.user.email : name });
  const error = recent.error ?? flagged.error ?? drafts.error ?? assistants.error;
  const threads = recent.data?.items;
  const isNew = threads?.length === 0;
  const happened = threads ? feedOf(threads, since ?? 0) : [];
  const loaded = threads && assistants.data && flagged.data && drafts.data;

  return (
    <Page
      title={greeting}
      lead={since === null ? t('home.welcome') : t('home.since', { time: format.relative(since) })}
      {...(isNew
        ? {}
        : {
            actions: (
              <Button component={Link} to="/threads/new" leftSection={<Icon name="plus" size={16} />}>
                {t('threads.create')}
              </Button>
            ),
          })}
    >
      {!loaded ? (
        error ? (
          <Failed
            error={error}
            onRetry={() =>
              Promise.all([recent.reload(), flagged.reload(), drafts.reload(), assistants.reload()])
            }
          />
        ) : (
          <ListSkeleton rows={3} height={120} />
        )
      ) : isNew ? (
        <div className="stack-loose">
          <Suspense fallback={<ListSkeleton />}>
            <FirstSteps session={session} assistants={assistants.data?.items ?? []} />
            <FiguresSection />
          </Suspense>
        </div>
      ) : (
        <div className="stack-loose">
          <Needs session={session} threads={waiting(flagged.data?.items ?? [], drafts.data?.items ?? [])} />
          <Suspense fallback={<ListSkeleton />}>
            <FiguresSection />
          </Suspense>
          <section className="stack" aria-labelledby="happened">
            <div className="row">
              <h2 id="happened">{since === null ? t('home.latest') : t('home.happened')}</h2>
              <Link className="push small" to="/activity">
                {t('home.allActivity')}
              </Link>
            </div>
            {happened.length === 0 ? (
              <p className="muted">{t('home.quiet')}</p>
            ) : (
              <FeedList items={happened.slice(0, SHOWN_EVENTS)} />
            )}
          </section>
        </div>
      )}
    </Page>
  );
}
