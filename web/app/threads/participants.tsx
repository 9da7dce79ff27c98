import { Switch } from '@mantine/core';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { optimistically } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { useAction } from '../ui/use-action.ts';
import { settleThread } from './thread-actions.tsx';
import classes from './thread-aside.module.css';

interface ParticipantsProps {
  readonly thread: ThreadResource;
  readonly others: ThreadResource['participants'];
}

/** Who takes part besides the recipient, and whether they are answered. */
export default function Participants({ thread, others }: ParticipantsProps) {
  const { t } = useI18n();
  const { run } = useAction();
  const allow = (allowOthers: boolean) =>
    run(async () =>
      settleThread(
        await optimistically(
          at('getThread', { threadId: thread.id }),
          (current) => ({ ...current, allowOthers }),
          () => send('updateThread', { threadId: thread.id, body: { allowOthers } }),
        ),
      ),
    );
  return (
    <section className={classes.part}>
      <h2>{t('thread.others')}</h2>
      <ul className="plain-list small">
        {others.map((person) => (
          <li key={person.email} className="break">
            {person.name === null ? person.email : `${person.name} <${person.email}>`}
          </li>
        ))}
      </ul>
      <Switch
        label={t('thread.allowOthers')}
        checked={thread.allowOthers}
        onChange={(event) => void allow(event.currentTarget.checked)}
      />
    </section>
  );
}
