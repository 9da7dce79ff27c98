import classes from './person.module.css';

export interface Someone {
  readonly email: string;
  readonly name: string | null;
}

/** The name if there is one, else the address. */
export const nameOf = (person: Someone): string =>
  person.name !== null && person.name !== '' ? person.name : person.email;

const initials = (person: Someone): string =>
  nameOf(person)
    .split(/[\s@._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

export const PersonAvatar = ({
  person,
  size = 36,
  tone = 'gray',
}: {
  readonly person: Someone;
  readonly size?: number;
  readonly tone?: 'gray' | 'pine';
}) => (
  <span className={classes.avatar} data-tone={tone} style={{ '--size': `${size}px` }} aria-hidden="true">
    {initials(person)}
  </span>
);
