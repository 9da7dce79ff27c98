import type { PreviewResource } from '../../../shared/contract/assistants.ts';
import { useFormat } from '../i18n/format.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { playgroundTexts } from '../i18n/pages/playground-page.ts';
import { actionKeys } from '../threads/action-keys.ts';
import { Icon } from '../ui/icons.tsx';
import { PersonAvatar } from '../ui/person.tsx';
import { TextSkeleton } from '../ui/states.tsx';
import classes from './playground.module.css';

interface PreviewAnswerProps {
  readonly answer: PreviewResource;
  readonly assistantName: string;
}

/** What the assistant would write, and why. */
export const PreviewAnswer = ({ answer, assistantName }: PreviewAnswerProps) => {
  const { t, say } = usePageI18n(playgroundTexts);
  const format = useFormat();
  return (
    <article className={classes.letter}>
      <header className={classes.letterHead}>
        <PersonAvatar person={{ email: '', name: assistantName }} tone="pine" />
        <div>
          <strong>{assistantName}</strong>
          <div className="muted small">{t(actionKeys[answer.action])}</div>
        </div>
      </header>
      {answer.subject !== null && <h3>{answer.subject}</h3>}
      {answer.text !== null && answer.text !== '' ? (
        <div className={classes.letterText}>{answer.text}</div>
      ) : (
        <p className="muted">{t('playground.noText')}</p>
      )}
      {answer.objections.length > 0 && (
        <div className={classes.objections} role="note">
          <Icon name="alert" size={17} />
          <div>
            <strong>{t('playground.objections')}</strong>
            <ul>
              {answer.objections.map((objection) => (
                <li key={JSON.stringify(objection)}>{say('objection', objection)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <dl className={classes.why}>
        <dt>{t('decision.reason')}</dt>
        <dd>{answer.reason}</dd>
        {answer.goalProgress !== '' && (
          <>
            <dt>{t('decision.progress')}</dt>
            <dd>{answer.goalProgress}</dd>
          </>
        )}
        <dt>{t('decision.cost')}</dt>
        <dd>
          {t('decision.tokens', {
            input: format.number(answer.usage.inputTokens),
            output: format.number(answer.usage.outputTokens),
          })}
        </dd>
      </dl>
    </article>
  );
};

export const PreviewPlaceholder = ({ pending }: { readonly pending: boolean }) => {
  const { t } = usePageI18n(playgroundTexts);
  return (
    <div className={classes.placeholder}>
      {pending ? (
        <>
          <p className="muted">{t('playground.thinking')}</p>
          <TextSkeleton lines={6} />
        </>
      ) : (
        <p className="muted">{t('playground.empty')}</p>
      )}
    </div>
  );
};
