import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import type { SessionResource } from '../../../shared/contract/auth.ts';
import { signInUrl } from '../api/own-path.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import classes from './home.module.css';

interface FirstStepsProps {
  readonly session: SessionResource;
  readonly assistants: readonly AssistantResource[];
}

/** The three steps to a first conversation. */
export const FirstSteps = ({ session, assistants }: FirstStepsProps) => {
  const { t } = useI18n();
  const connected = session.mailbox?.status === 'connected';
  const assistant = assistants[0];
  return (
    <section className="card" aria-labelledby="first-steps">
      <h2 id="first-steps">{t('start.title')}</h2>
      <ol className={classes.steps}>
        <Step
          number={1}
          state={connected ? 'done' : 'now'}
          title={t('start.mailbox')}
          text={connected ? t('start.mailboxDone', { email: session.user.email }) : t('start.mailboxText')}
          action={
            !connected && (
              <Button component="a" href={signInUrl('/', { consent: true })}>
                {t('mailbox.reconnect')}
              </Button>
            )
          }
        />
        <Step
          number={2}
          state={!connected ? 'later' : assistant ? 'done' : 'now'}
          title={t('start.assistant')}
          text={assistant ? t('start.assistantDone', { name: assistant.name }) : t('start.assistantText')}
          action={
            assistant ? (
              <Button component={Link} to={`/assistants/${assistant.id}/playground`} variant="default">
                {t('start.try')}
              </Button>
            ) : (
              connected && (
                <Button component={Link} to="/assistants/new">
                  {t('assistants.create')}
                </Button>
              )
            )
          }
        />
        <Step
          number={3}
          state={assistant && connected ? 'now' : 'later'}
          title={t('start.thread')}
          text={session.demo.local ? t('start.threadTextLocal') : t('start.threadText')}
          action={
            assistant &&
            connected && (
              <Button component={Link} to={`/threads/new?assistant=${assistant.id}`}>
                {t('threads.create')}
              </Button>
            )
          }
        />
      </ol>
    </section>
  );
};

interface StepProps {
  readonly number: number;
  readonly state: 'done' | 'now' | 'later';
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

const Step = ({ number, state, title, text, action }: StepProps) => {
  const { t } = useI18n();
  return (
    <li className={classes.step} data-state={state} {...(state === 'now' ? { 'aria-current': 'step' } : {})}>
      <span className={classes.mark} aria-hidden="true">
        {state === 'done' ? <Icon name="check" size={17} /> : number}
      </span>
      <div>
        <h3>
          {title}
          {state === 'done' && <span className="visually-hidden"> {t('start.done')}</span>}
        </h3>
        <p className="muted">{text}</p>
      </div>
      <div className={classes.stepAction}>{action}</div>
    </li>
  );
};
