import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { send } from '../api/client.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import { settleThread } from './thread-actions.tsx';
import classes from './thread-aside.module.css';

/** What the owner told the assistant about this conversation, and room for more. */
export default function Notes({ thread }: { readonly thread: ThreadResource }) {
  const { t } = useI18n();
  const format = useFormat();
  const [text, setText, clearText] = useDraft(`note:${thread.id}`, '');
  const [actNow, setActNow] = useState(false);
  const { run, pending } = useAction();
  const isActive = thread.status === 'active';
  const add = async () => {
    if (text.trim() === '') return;
    const body = { text: text.trim(), actNow: actNow && isActive };
    const sent = await run(async () => settleThread(await send('addNote', { threadId: thread.id, body })), {
      done: t('note.done'),
    });
    if (!sent) return;
    setText('');
    clearText();
    setActNow(false);
  };
  return (
    <section className={classes.part}>
      <h2>{t('note.title')}</h2>
      {thread.notes.length > 0 && (
        <ul className={classes.list}>
          {thread.notes.map((note) => (
            <li key={`${note.at} ${note.text}`}>
              {note.question !== null && <span className="muted small break">{note.question}</span>}
              <span className="break">{note.text}</span>
              <time className="muted small" dateTime={new Date(note.at).toISOString()}>
                {format.moment(note.at)}
              </time>
            </li>
          ))}
        </ul>
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Textarea
          label={t('note.label')}
          description={t('note.hint')}
          placeholder={t('note.placeholder')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {isActive && (
          <Checkbox
            label={t('note.actNow')}
            checked={actNow}
            onChange={(event) => setActNow(event.currentTarget.checked)}
          />
        )}
        <div>
          <Button
            type="submit"
            size="compact-sm"
            variant="default"
            loading={pending}
            disabled={text.trim() === ''}
          >
            {t('note.add')}
          </Button>
        </div>
      </form>
    </section>
  );
}
