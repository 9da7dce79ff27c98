import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { useSession } from '../api/session.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { nameOf } from '../ui/person.tsx';
import { TextSkeleton } from '../ui/states.tsx';
import { Commitments } from './commitments.tsx';
import { DeleteThread } from './delete-thread.tsx';
import { mailboxPage } from './mailbox-link.ts';
import classes from './thread-aside.module.css';

const ZONE_TEXTS = {
  mails: 'thread.sendingZone.mails',
  domain: 'thread.sendingZone.domain',
  owner: 'thread.sendingZone.owner',
} as const;

const ThreadEditor = lazy(() => import('./thread-editor.tsx'));
const PersonPart = lazy(() => import('./person-part.tsx'));
const Notes = lazy(() => import('./notes.tsx'));
const Participants = lazy(() => import('./participants.tsx'));

interface ThreadAsideProps {
  readonly thread: ThreadResource;
  readonly assistant: AssistantResource | undefined;
}

/** Purpose, next step and participants of a conversation. */
export default function ThreadAside({ thread, assistant }: ThreadAsideProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { tokenPrices } = useSession();
  const [editing, setEditing] = useState(false);
  const recipient = thread.recipient.email.toLowerCase();
  const others = thread.participants.filter(({ email }) => email.toLowerCase() !== recipient);
  return (
    <aside className={classes.aside} aria-label={t('thread.about')}>
      {thread.status === 'active' && <Next thread={thread} />}
      {editing ? (
        <Suspense fallback={<TextSkeleton lines={8} />}>
          <ThreadEditor thread={thread} onDone={() => setEditing(false)} />
        </Suspense>
      ) : (
        <section className={classes.part}>
          <h2>{t('thread.instructions')}</h2>
          <p className={classes.text}>{thread.instructions}</p>
          {thread.goal !== null && (
            <>
              <h2>{t('thread.goalShort')}</h2>
              <p className={classes.text}>{thread.goal}</p>
            </>
          )}
          <div>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Icon name="pen" size={14} />}
              onClick={() => setEditing(true)}
            >
              {t('thread.change')}
            </Button>
          </div>
        </section>
      )}
      <Commitments thread={thread} />
      <Suspense>
        <PersonPart thread={thread} />
      </Suspense>
      <Suspense fallback={<TextSkeleton lines={4} />}>
        <Notes thread={thread} />
      </Suspense>
      <BothSides thread={thread} />
      {others.length > 0 && (
        <Suspense>
          <Participants thread={thread} others={others} />
        </Suspense>
      )}
      <section className={classes.part}>
        <dl className={classes.facts}>
          <dt>{t('assistants.one')}</dt>
          <dd>
            {assistant ? (
              <Link to={`/assistants/${assistant.id}`}>{assistant.name}</Link>
            ) : (
              t('thread.assistantGone')
            )}
          </dd>
          <dt>{t('mode.short')}</dt>
          <dd>
            {(thread.mode ?? assistant?.mode) === 'review'
              ? t('mode.reviewShort')
              : t('mode.autonomousShort')}
          </dd>
          <dt>{t('thread.followUpShort')}</dt>
          <dd>
            {thread.followUp === null
              ? t('thread.followUpNone')
              : t('thread.followUpFacts', {
                  days: format.number(thread.followUp.afterDays),
                  done: thread.counters.followUps,
                  max: thread.followUp.max,
                })}
          </dd>
          <dt>{t('thread.mails')}</dt>
          <dd>
            {t('threads.sentReceived', { sent: thread.counters.sent, received: thread.counters.received })}
          </dd>
          <dt>{t('decision.cost')}</dt>
          <dd>
            {t('decision.tokens', {
              input: format.compact(thread.usage.inputTokens),
              output: format.compact(thread.usage.outputTokens),
            })}
            {tokenPrices &&
              ` · ${format.money(
                (thread.usage.inputTokens * tokenPrices.input +
                  thread.usage.outputTokens * tokenPrices.output) /
                  1e6,
                tokenPrices.currency,
              )}`}
          </dd>
          {thread.sendingZone && assistant?.sendingHours === 'recipient' && (
            <>
              <dt>{t('thread.sendingZone')}</dt>
              <dd>{t(ZONE_TEXTS[thread.sendingZone.source], { zone: thread.sendingZone.zone })}</dd>
            </>
          )}
          <dt>{t('thread.begun')}</dt>
          <dd>{format.moment(thread.createdAt)}</dd>
        </dl>
      </section>
      <div>
        <DeleteThread thread={thread} />
      </div>
    </aside>
  );
}

/** In the demo, links to the recipient's mailbox and to the owner's. */
const BothSides = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const { user, demo } = useSession();
  const theirs = mailboxPage(demo, thread.recipient.email);
  const mine = mailboxPage(demo, user.email);
  if (theirs === null || mine === null) return null;
  return (
    <section className={classes.part}>
      <h2>{t('thread.bothSides')}</h2>
      <a href={theirs} target="_blank" rel="noreferrer">
        {t('thread.openTheirs', { name: nameOf(thread.recipient) })}
      </a>
      <a href={mine} target="_blank" rel="noreferrer">
        {t('thread.openMine')}
      </a>
    </section>
  );
};

/** What will be done by itself, said with its date. */
const datedKeys: Readonly<
  Record<string, 'thread.followsUpOn' | 'thread.endsOn' | 'thread.looksOn' | undefined>
> = {
  follow_up: 'thread.followsUpOn',
  no_answer: 'thread.endsOn',
  agreed_moment: 'thread.looksOn',
};

const Next = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t, say } = useI18n();
  const format = useFormat();
  const dated = datedKeys[thread.waitingFor?.code ?? ''];
  const what = thread.working
    ? t('thread.workingNow')
    : dated !== undefined && thread.nextActionAt !== null
      ? t(dated, { time: format.moment(thread.nextActionAt) })
      : thread.waitingFor !== null
        ? say('waiting', thread.waitingFor)
        : thread.attention
          ? t('thread.waitsForYou')
          : thread.lastSentAt === null
            ? t('thread.firstMailSoon')
            : t('thread.waitsForAnswer');
  return (
    <section className={classes.next}>
      <Icon name="clock" size={18} />
      <div>
        <h2>{t('thread.next')}</h2>
        <p>{what}</p>
        {!thread.working &&
          dated === undefined &&
          thread.nextActionAt !== null &&
          thread.nextActionAt > Date.now() && (
            <p className="muted small">
              {format.moment(thread.nextActionAt)} ({format.relative(thread.nextActionAt)})
            </p>
          )}
      </div>
    </section>
  );
};
