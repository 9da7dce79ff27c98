import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { learningWords } from '../i18n/learning.ts';
import { personLines } from '../people/person-lines.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { nameOf } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './thread-aside.module.css';

/** What the recipient has told the owner, in whichever conversation. Nothing where nothing is known. */
export default function PersonPart({ thread }: { readonly thread: ThreadResource }) {
  const { t, locale } = useI18n();
  const format = useFormat();
  const resource = at('getPerson', { personId: thread.personId });
  const { data } = useResource(resource);
  const [asking, setAsking] = useState(false);
  const { run, pending } = useAction();
  if (!data) return null;
  const lines = personLines(data, thread.id, t, format);
  if (lines.length === 0 && data.memory.length === 0) return null;
  const name = nameOf(thread.recipient);
  const forget = () =>
    run(
      async () => {
        await send('deletePerson', { personId: thread.personId });
        setAsking(false);
        resources.invalidate('getPerson');
      },
      { done: t('person.forgotten') },
    );
  return (
    <section className={classes.part}>
      <h2>{t('person.title', { name })}</h2>
      <dl className={classes.facts}>
        {lines.map(([label, value]) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd className="break">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <Link to={`/people/${thread.personId}`}>{learningWords(locale).person.open}</Link>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsking(true)}>
          {t('person.forget')}
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={t('person.forgetTitle', { name })}
        confirmLabel={t('person.forget')}
        pending={pending}
        onConfirm={forget}
        onClose={() => setAsking(false)}
      >
        <p>{t('person.forgetText')}</p>
      </Confirm>
    </section>
  );
}
