import { Button, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { LessonResource } from '../../../shared/contract/lessons.ts';
import { send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { filled, learningWords } from '../i18n/learning.ts';
import { useAction } from '../ui/use-action.ts';
import classes from './learning.module.css';

const PERSON = 'person:';
const MAX_CHARS = 500;

interface EntryProps {
  readonly assistantId: string;
  readonly lesson: LessonResource;
}

/** One lesson: where it is from, whether it counts, and what can be done with it. */
export const LessonEntry = ({ assistantId, lesson }: EntryProps) => {
  const { locale } = useI18n();
  const words = learningWords(locale);
  const format = useFormat();
  const { run, pending } = useAction();
  const [edited, setEdited] = useState<string | null>(null);
  const { id: lessonId, text, scope, on, about, origin, confirmations, updatedAt } = lesson;
  const isWaiting = !on && about === 'facts' && confirmations <= 1;

  const change = (body: { on?: boolean; text?: string }, done: string) =>
    run(
      async () => {
        await send('updateLesson', { assistantId, lessonId, body });
        await resources.invalidate('listLessons');
      },
      { done },
    );
  const save = async () => {
    const wanted = edited?.replaceAll(/\s+/g, ' ').trim() ?? '';
    if (wanted === '' || wanted === text) return setEdited(null);
    if (await change({ text: wanted }, words.saved)) setEdited(null);
  };
  const remove = () =>
    run(
      async () => {
        await send('deleteLesson', { assistantId, lessonId });
        await resources.invalidate('listLessons');
      },
      { done: words.removed },
    );

  return (
    <li className={classes.lesson}>
      {edited === null ? (
        <div className={classes.head}>
          <p className="break">{text}</p>
          {!isWaiting && (
            <Switch
              size="sm"
              label={words.heed}
              aria-label={filled(words.heedThis, locale, { text })}
              checked={on}
              disabled={pending}
              onChange={(event) => void change({ on: event.currentTarget.checked }, words.saved)}
            />
          )}
        </div>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Textarea
            label={words.text}
            autosize
            autoFocus
            maxLength={MAX_CHARS}
            value={edited}
            onChange={(event) => setEdited(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setEdited(null);
            }}
          />
          <div className={classes.buttons}>
            <Button type="submit" size="compact-sm" loading={pending}>
              {words.save}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setEdited(null)}>
              {words.cancel}
            </Button>
          </div>
        </form>
      )}
      {isWaiting && <p className={`small ${classes.unconfirmed}`}>{words.unconfirmed}</p>}
      <p className={`muted small ${classes.facts}`}>
        <span>{words.origins[origin.kind]}</span>
        {confirmations > 1 && <span>{filled(words.times, locale, { count: confirmations })}</span>}
        {scope.startsWith(PERSON) && (
          <span className="break">{filled(words.only, locale, { email: scope.slice(PERSON.length) })}</span>
        )}
        <time dateTime={new Date(updatedAt).toISOString()}>{format.moment(updatedAt)}</time>
        {origin.threadId !== null && <Link to={`/threads/${origin.threadId}`}>{words.conversation}</Link>}
      </p>
      {edited === null && (
        <div className={classes.buttons}>
          {isWaiting && (
            <Button
              size="compact-sm"
              disabled={pending}
              aria-label={filled(words.confirmThis, locale, { text })}
              onClick={() => void change({ on: true }, words.confirmed)}
            >
              {words.confirm}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={filled(words.editThis, locale, { text })}
            onClick={() => setEdited(text)}
          >
            {words.edit}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            className="danger"
            disabled={pending}
            aria-label={filled(words.removeThis, locale, { text })}
            onClick={() => void remove()}
          >
            {words.remove}
          </Button>
        </div>
      )}
    </li>
  );
};
