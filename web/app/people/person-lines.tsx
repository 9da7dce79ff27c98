import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PersonResource } from '../../../shared/contract/people.ts';
import type { useFormat } from '../i18n/format.ts';
import type { useI18n } from '../i18n/i18n.tsx';

const said = ({ email, name }: { readonly email: string | null; readonly name: string | null }): string =>
  [name, email && (name ? `<${email}>` : email)].filter(Boolean).join(' ');

/** What is known of somebody, without what they said of themselves. `threadId`: of the conversation that shows it. */
export const personLines = (
  person: PersonResource,
  threadId: string | null,
  t: ReturnType<typeof useI18n>['t'],
  format: ReturnType<typeof useFormat>,
): readonly (readonly [string, ReactNode])[] => {
  const others = person.activeThreadIds.filter((id) => id !== threadId);
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
