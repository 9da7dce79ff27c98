import type { MessageResource } from '../../../shared/contract/threads.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { actionKeys } from './action-keys.ts';
import classes from './mail.module.css';

const replyKeys = {
  first: 'action.first',
  reply: 'action.reply',
  follow_up: 'action.followUp',
  revisit: 'action.revisit',
  holding: 'action.holding',
} as const;

interface DecisionNoteProps {
  readonly purpose: MessageResource['purpose'];
  readonly decision: NonNullable<MessageResource['decision']>;
  readonly usage: MessageResource['usage'];
}

/** The assistant's decision with its reason. */
export const DecisionNote = ({ decision, purpose, usage }: DecisionNoteProps) => {
  const { t } = useI18n();
  const format = useFormat();
  return (
    <details className={classes.decision}>
      <summary>
        <strong>
          {t(
            decision.action === 'reply' || purpose === 'holding'
              ? replyKeys[purpose ?? 'reply']
              : actionKeys[decision.action],
          )}
        </strong>
        {decision.reason !== '' && <span className="break"> · {decision.reason}</span>}
      </summary>
      <dl>
        {decision.goalProgress !== '' && (
          <>
            <dt>{t('decision.progress')}</dt>
            <dd>{decision.goalProgress}</dd>
          </>
        )}
        {usage && (
          <>
            <dt>{t('decision.cost')}</dt>
            <dd>
              {t('decision.tokens', {
                input: format.number(usage.inputTokens),
                output: format.number(usage.outputTokens),
              })}
              {usage.model !== '' && ` · ${usage.model}`}
            </dd>
          </>
        )}
      </dl>
    </details>
  );
};
