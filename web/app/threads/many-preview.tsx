import { memo } from 'react';
import { Link } from 'react-router';
import { usePageI18n } from '../i18n/i18n.tsx';
import { manyTexts } from '../i18n/pages/many-page.ts';
import { Icon } from '../ui/icons.tsx';
import type { PlannedThread } from './many-plan.ts';
import classes from './many-preview.module.css';
import type { ManyThreadsRun, Outcome } from './use-many-threads.ts';

interface ManyPreviewProps {
  readonly plan: readonly PlannedThread[];
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly state: ManyThreadsRun['state'];
}

/** Every recipient with the purpose of their conversation, the objection to it, or its outcome. */
export const ManyPreview = memo(({ plan, outcomes, state }: ManyPreviewProps) => {
  const { t } = usePageI18n(manyTexts);
  const bad = plan.filter(({ objection }) => objection !== null).length;
  const done = [...outcomes.values()].length;
  return (
    <section className="stack" aria-labelledby="many-preview">
      <div className="row">
        <h2 id="many-preview">{state === 'idle' ? t('many.preview') : t('many.progress')}</h2>
        <span className="muted" role="status">
          {state === 'idle'
            ? bad === 0
              ? t('many.ready', { count: plan.length })
              : t('many.readyBut', { good: plan.length - bad, bad })
            : t('common.progress', { done, total: plan.length })}
        </span>
      </div>
      {state !== 'idle' && (
        <progress className={classes.bar} max={plan.length} value={done} aria-label={t('many.progress')} />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} aria-label={t('many.recipients')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('many.line')}</th>
              <th scope="col">{t('many.recipient')}</th>
              <th scope="col">{t('many.about')}</th>
              <th scope="col">{t('many.result')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.map((planned) => (
              <Row
                key={planned.recipient.line}
                planned={planned}
                outcome={outcomes.get(planned.recipient.line)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
});

interface RowProps {
  readonly planned: PlannedThread;
  readonly outcome: Outcome | undefined;
}

const Row = ({ planned: { recipient, body, objection }, outcome }: RowProps) => (
  <tr data-bad={objection !== null || outcome?.kind === 'failed'}>
    <td className="muted">{recipient.line}</td>
    <td>
      <div className="break">{recipient.name || recipient.email}</div>
      {recipient.name !== '' && <div className="muted small break">{recipient.email}</div>}
    </td>
    <td>
      <div className={classes.about}>
        {body.subject && <strong>{body.subject} · </strong>}
        {body.instructions}
      </div>
    </td>
    <td>
      <Result objection={objection} outcome={outcome} />
    </td>
  </tr>
);

const Result = ({
  objection,
  outcome,
}: {
  readonly objection: string | null;
  readonly outcome: Outcome | undefined;
}) => {
  const { t } = usePageI18n(manyTexts);
  if (outcome?.kind === 'created') {
    return (
      <Link to={`/threads/${outcome.threadId}`} className={classes.good}>
        <Icon name="check" size={15} />
        {t('many.created')}
      </Link>
    );
  }
  const why = outcome?.kind === 'failed' ? outcome.why : objection;
  if (why !== null) {
    return (
      <span className={classes.bad}>
        <Icon name="alert" size={15} />
        {why}
      </span>
    );
  }
  return <span className="muted">{t('many.waiting')}</span>;
};
