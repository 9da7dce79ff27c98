import { Button, Textarea } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import type { RehearsalResource } from '../../../shared/contract/rehearsals.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import letter from '../assistants/playground.module.css';
import { useFormat } from '../i18n/format.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import type { PlainKeyOf } from '../i18n/messages.ts';
import { rehearsalTexts } from '../i18n/pages/rehearsal-page.ts';
import { actionKeys } from '../threads/action-keys.ts';
import { Icon } from '../ui/icons.tsx';
import { nameOf, PersonAvatar } from '../ui/person.tsx';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './rehearsals.module.css';

const SourcedText = lazy(() => import('../threads/sourced-text.tsx'));

const POLL_MS = 1000;

const endKeys = {
  decided: 'rehearsal.ended.decided',
  opted_out: 'rehearsal.ended.opted_out',
  rejected: 'rehearsal.ended.rejected',
  turns: 'rehearsal.ended.turns',
  tokens: 'rehearsal.ended.tokens',
  writer: 'rehearsal.ended.writer',
} as const satisfies Readonly<
  Record<NonNullable<RehearsalResource['ended']>, PlainKeyOf<typeof rehearsalTexts.en>>
>;

interface TranscriptProps {
  readonly assistant: AssistantResource;
  readonly rehearsalId: string;
}

/** On a phone it begins below the form. */
const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

/** A rehearsal mail by mail, while it runs and afterwards. */
export const Transcript = ({ assistant, rehearsalId }: TranscriptProps) => {
  const { t } = usePageI18n(rehearsalTexts);
  const resource = at('getRehearsal', { assistantId: assistant.id, rehearsalId });
  const isRunning = (resources.known(resource)?.state ?? 'running') === 'running';
  const { data, error, reload } = useResource(resource, { pollMs: isRunning ? POLL_MS : 0 });
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={8} />;
  return (
    <>
      <div ref={intoView} />
      <ol
        className="plain-list stack"
        aria-live="polite"
        aria-busy={data.state === 'running' ? 'true' : undefined}
      >
        {data.messages.map((said) => (
          <li key={`${said.author} ${said.at} ${said.text}`}>
            <Said said={said} rehearsal={data} assistantName={assistant.name} />
          </li>
        ))}
      </ol>
      {data.state === 'running' && <p className="muted">{t('rehearsal.writing')}</p>}
      {data.state === 'waiting' && <OwnMail rehearsal={data} />}
      {data.ended !== null && (
        <p className={classes.ended} role="status">
          <Icon name="check" size={16} />
          <span>{t(endKeys[data.ended])}</span>
        </p>
      )}
      <Below rehearsal={data} />
    </>
  );
};

interface SaidProps {
  readonly said: RehearsalResource['messages'][number];
  readonly rehearsal: RehearsalResource;
  readonly assistantName: string;
}

const Said = ({ said, rehearsal, assistantName }: SaidProps) => {
  const { t, say } = usePageI18n(rehearsalTexts);
  const isOurs = said.author === 'assistant';
  return (
    <article className={letter.letter} data-theirs={isOurs ? undefined : true}>
      <header className={letter.letterHead}>
        {isOurs ? (
          <PersonAvatar person={{ email: '', name: assistantName }} tone="pine" />
        ) : (
          <PersonAvatar person={rehearsal.recipient} />
        )}
        <div>
          <strong>{isOurs ? assistantName : nameOf(rehearsal.recipient)}</strong>
          {said.action !== null && <div className="muted small">{t(actionKeys[said.action])}</div>}
          {said.automatic && <div className="muted small">{t('rehearsal.automatic')}</div>}
        </div>
      </header>
      {said.subject !== null && <h3>{said.subject}</h3>}
      {said.text !== null && said.text !== '' ? (
        <div className={letter.letterText}>
          <Suspense fallback={said.text}>
            <SourcedText assistantId={rehearsal.assistantId} message={{ ...said, text: said.text }} />
          </Suspense>
        </div>
      ) : (
        <p className="muted">{t('rehearsal.noMail')}</p>
      )}
      {said.objections.length > 0 && (
        <div className={letter.objections} role="note">
          <Icon name="alert" size={17} />
          <div>
            <strong>{t('rehearsal.objections')}</strong>
            <ul>
              {said.objections.map((objection) => (
                <li key={JSON.stringify(objection)}>{say('objection', objection)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {isOurs && (
        <dl className={letter.why}>
          <dt>{t('decision.reason')}</dt>
          <dd>{said.reason}</dd>
          {said.question !== null && (
            <>
              <dt>{t('rehearsal.question')}</dt>
              <dd>{said.question}</dd>
            </>
          )}
        </dl>
      )}
    </article>
  );
};

const OwnMail = ({ rehearsal }: { readonly rehearsal: RehearsalResource }) => {
  const { t } = usePageI18n(rehearsalTexts);
  const { run, pending } = useAction();
  const [text, setText] = useState('');
  const own = { assistantId: rehearsal.assistantId, rehearsalId: rehearsal.id };
  const reply = () =>
    run(async () => {
      const after = await send('answerRehearsal', { ...own, body: { text: text.trim() } });
      resources.write(at('getRehearsal', own), after);
      setText('');
    });
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void reply();
      }}
    >
      <Textarea
        label={t('rehearsal.yourTurn')}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={pending} disabled={text.trim() === ''}>
          {t('rehearsal.reply')}
        </Button>
      </div>
    </form>
  );
};

const Below = ({ rehearsal }: { readonly rehearsal: RehearsalResource }) => {
  const { t } = usePageI18n(rehearsalTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const { run, pending } = useAction();
  const { id, assistantId, usage } = rehearsal;
  const remove = () =>
    run(async () => {
      await send('deleteRehearsal', { assistantId, rehearsalId: id });
      void resources.invalidate('listRehearsals');
      toast('done', t('rehearsal.deleted'));
      await navigate(`/assistants/${assistantId}/rehearsals`);
    });
  return (
    <div className="row">
      <span className="muted small">
        {t('decision.tokens', {
          input: format.number(usage.inputTokens),
          output: format.number(usage.outputTokens),
        })}
      </span>
      {rehearsal.state === 'done' && rehearsal.messages.length > 0 && (
        <Button
          component="a"
          variant="default"
          size="xs"
          href={`/api/assistants/${assistantId}/rehearsals/${id}/cases`}
          download={`rehearsal-${id.slice(0, 8)}.json`}
          leftSection={<Icon name="download" size={15} />}
        >
          {t('rehearsal.cases')}
        </Button>
      )}
      <Button variant="subtle" size="xs" loading={pending} onClick={() => void remove()}>
        {t('rehearsal.delete')}
      </Button>
    </div>
  );
};
