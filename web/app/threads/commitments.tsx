import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import classes from './thread-aside.module.css';

/** What was promised on both sides and is not kept yet. */
export const Commitments = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const format = useFormat();
  if (thread.commitments.length === 0) return null;
  return (
    <section className={classes.part}>
      <h2>{t('commitment.title')}</h2>
      <ul className={classes.list}>
        {thread.commitments.map(({ who, what, due }) => (
          <li key={`${who} ${what} ${due}`}>
            <span className="muted small">
              {t(who === 'owner' ? 'commitment.owner' : 'commitment.theirs')}
            </span>
            <span className="break">{what}</span>
            {due !== null && (
              <time className="muted small" dateTime={new Date(due).toISOString()}>
                {t(due < Date.now() ? 'commitment.wasDue' : 'commitment.due', { time: format.moment(due) })}
              </time>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
