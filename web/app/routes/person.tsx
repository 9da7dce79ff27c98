import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { PersonResource } from '../../../shared/contract/people.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { filled, learningWords } from '../i18n/learning.ts';
import classes from '../learning/learning.module.css';
import { personLines } from '../people/person-lines.tsx';
import aside from '../threads/thread-aside.module.css';
import { Confirm } from '../ui/confirm.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, TextSkeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';

/** All that is known of a correspondent, which their owner can erase, at once or one by one. */
export default function PersonPage() {
  const { personId = '' } = useParams();
  const { locale } = useI18n();
  const words = learningWords(locale).person;
  const { data, error, reload } = useResource(at('getPerson', { personId }));
  const name = data?.names.at(-1) ?? data?.email ?? words.one;
  const isGone = error?.status === 404;
  return (
    <Page
      title={name}
      lead={data ? words.lead : undefined}
      back={{ to: '/threads', label: words.back }}
      width="reading"
    >
      {isGone ? (
        <Empty icon="people" title={words.gone}>
          {words.goneText}
        </Empty>
      ) : data ? (
        <Known person={data} name={name} />
      ) : error ? (
        <Failed error={error} onRetry={reload} />
      ) : (
        <TextSkeleton lines={6} />
      )}
    </Page>
  );
}

const Known = ({ person, name }: { readonly person: PersonResource; readonly name: string }) => {
  const { t, locale } = useI18n();
  const words = learningWords(locale).person;
  const format = useFormat();
  const { run, pending } = useAction();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const personId = person.id;
  const reread = () => resources.invalidate('getPerson');
  const forgetAll = () =>
    run(
      async () => {
        await send('deletePerson', { personId });
        setAsking(false);
        await navigate('/threads');
        void reread();
      },
      { done: t('person.forgotten') },
    );
  const forgetOne = (memoryId: string) =>
    run(
      async () => {
        await send('deleteMemory', { personId, memoryId });
        await reread();
      },
      { done: words.forgottenOne },
    );
  const lines = personLines(person, null, t, format);
  return (
    <div className="stack-loose">
      <section className="stack">
        <dl className={aside.facts}>
          <div className={aside.fact}>
            <dt>{t('mailbox.address')}</dt>
            <dd className="break">{person.email}</dd>
          </div>
          {lines.map(([label, value]) => (
            <div key={label} className={aside.fact}>
              <dt>{label}</dt>
              <dd className="break">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={classes.section} aria-labelledby="memory">
        <h2 id="memory">{words.memory}</h2>
        <p className="muted">{person.memory.length === 0 ? words.noMemory : words.memoryIntro}</p>
        {person.memory.length > 0 && (
          <ul className="plain-list">
            {person.memory.map(({ id, text, quote, threadId, at: wroteAt }) => (
              <li key={id} className={classes.lesson}>
                {text !== quote && <p className="break">{text}</p>}
                <blockquote className={`break ${classes.quote}`}>{quote}</blockquote>
                <p className={`muted small ${classes.facts}`}>
                  <time dateTime={new Date(wroteAt).toISOString()}>{format.moment(wroteAt)}</time>
                  <Link to={`/threads/${threadId}`}>{learningWords(locale).conversation}</Link>
                </p>
                <div>
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={pending}
                    aria-label={filled(words.forgetOne, locale, { text })}
                    onClick={() => void forgetOne(id)}
                  >
                    {words.forget}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
      <div>
        <Button variant="subtle" color="red" className="danger" px={0} onClick={() => setAsking(true)}>
          {words.forgetAll}
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={t('person.forgetTitle', { name })}
        confirmLabel={t('person.forget')}
        pending={pending}
        onConfirm={forgetAll}
        onClose={() => setAsking(false)}
      >
        <p>{t('person.forgetText')}</p>
      </Confirm>
    </div>
  );
};
