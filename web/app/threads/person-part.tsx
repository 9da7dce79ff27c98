import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { PersonResource } from '../../../shared/contract/people.ts';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { nameOf } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './thread-aside.module.css';

const said = ({ email, name }: { readonly email: string | null; readonly name: string | null }): string =>
  [name, email && (name ? `<${email}>` : email)].filter(Boolean).join(' ');

/** What the recipient has told the owner, in whichever conversation. Nothing where nothing is known. */
export default function PersonPart({ thread }: { readonly thread: ThreadResource }) {
  const { t } = useI18n();
  const format = useFormat();
  const resource = at('getPerson', { personId: thread.personId });
  const { data } = useResource(resource);
  const [asking, setAsking] = useState(false);
  const { run, pending } = useAction();
  if (!data) return null;
  const lines = linesOf(data, thread, t, format);
  if (lines.length === 0) return null;
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
      <div>
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

const linesOf = (
  person: PersonResource,
  thread: ThreadResource,
  t: ReturnType<typeof useI18n>['t'],
  format: ReturnType<typeof useFormat>,
): readonly (readonly [string, ReactNode])[] => {
  const others = person.activeThreadIds.filter((id) => id !== thread.id);
  const isAway = person.absentUntil !== null && person.absentUntil > Date.now();
  const lines: (readonly [string, ReactNode] | false)[] = [
    person.names.length > 1 && [t('person.names'), person.names.join(', ')],
    person.otherAddresses.length > 0 && [t('person.addresses'), person.otherAddresses.join(', ')],
    person.colleagues.length > 0 && [t('person.colleagues'), person.colleagues.map(said).join(', ')],
    isAway && [t('person.absent'), format.day(person.absentUntil ?? 0)],
    person.leftAt !== null && [t('person.left'), format.day(person.leftAt)],
    person.successor !== null && [t('person.successor'), said(person.successor)],
    person.wishes.length > 0 && [
      t('person.wishes'),
      person.wishes
        .map(({ code, address }) =>
          code === 'answers_elsewhere'
            ? t('person.wish.answers_elsewhere', { address: address ?? '' })
            : t('person.wish.not_to_be_written_to'),
        )
        .join(', '),
    ],
    others.length > 0 && [
      t('person.others'),
      others.map((id) => (
        <Link key={id} to={`/threads/${id}`}>
          {t('person.otherConversation')}{' '}
        </Link>
      )),
    ],
  ];
  return lines.filter((line) => line !== false);
};
