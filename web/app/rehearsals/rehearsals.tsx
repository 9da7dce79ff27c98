import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { NavLink, useNavigate } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import type { StartRehearsalBody } from '../../../shared/contract/rehearsals.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import bench from '../assistants/playground.module.css';
import { useFormat } from '../i18n/format.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { rehearsalTexts } from '../i18n/pages/rehearsal-page.ts';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import classes from './rehearsals.module.css';
import { temperKeys, tempers } from './tempers.ts';
import { Transcript } from './transcript.tsx';

const TURNS = [3, 6, 12] as const;

interface RehearsalsProps {
  readonly assistant: AssistantResource;
  readonly rehearsalId: string | null;
}

/** A form for a rehearsal, those before, and the one that is chosen. */
export const Rehearsals = ({ assistant, rehearsalId }: RehearsalsProps) => {
  const { t } = usePageI18n(rehearsalTexts);
  return (
    <div className={bench.bench}>
      <div className="stack-loose">
        <StartForm assistantId={assistant.id} />
        <Earlier assistantId={assistant.id} />
      </div>
      <section className={bench.outcome} aria-label={t('rehearsal.title')}>
        {rehearsalId === null ? (
          <div className={bench.placeholder}>
            <p className="muted">{t('rehearsal.empty')}</p>
          </div>
        ) : (
          <Transcript key={rehearsalId} assistant={assistant} rehearsalId={rehearsalId} />
        )}
      </section>
    </div>
  );
};

const StartForm = ({ assistantId }: { readonly assistantId: string }) => {
  const { t } = usePageI18n(rehearsalTexts);
  const navigate = useNavigate();
  const { run, pending } = useAction();
  const [temper, setTemper] = useState<StartRehearsalBody['temper']>('keen');
  const [turns, setTurns] = useState<number>(TURNS[1]);
  const [about, setAbout] = useDraft(`rehearsal:${assistantId}`, { instructions: '', goal: '' });

  const start = () =>
    run(async () => {
      const { instructions, goal } = about;
      const body = {
        temper,
        turns,
        instructions: instructions.trim(),
        ...(goal.trim() === '' ? {} : { goal: goal.trim() }),
      };
      const rehearsal = await send('startRehearsal', { assistantId, body });
      resources.write(at('getRehearsal', { assistantId, rehearsalId: rehearsal.id }), rehearsal);
      void resources.invalidate('listRehearsals');
      await navigate(`/assistants/${assistantId}/rehearsals/${rehearsal.id}`);
    });

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <p className="muted">{t('rehearsal.lead')}</p>
      <div className={bench.pair}>
        <NativeSelect
          label={t('rehearsal.temper')}
          value={temper}
          onChange={(event) => setTemper(tempers.find((one) => one === event.currentTarget.value) ?? 'keen')}
          data={tempers.map((value) => ({ value, label: t(temperKeys[value]) }))}
        />
        <NativeSelect
          label={t('rehearsal.turns')}
          value={turns}
          onChange={(event) => setTurns(Number(event.currentTarget.value))}
          data={TURNS.map(String)}
        />
      </div>
      <Textarea
        label={t('rehearsal.instructions')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        value={about.instructions}
        onChange={({ currentTarget: { value } }) =>
          setAbout((before) => ({ ...before, instructions: value }))
        }
      />
      <TextInput
        label={t('thread.goal')}
        maxLength={2000}
        value={about.goal}
        onChange={({ currentTarget: { value } }) => setAbout((before) => ({ ...before, goal: value }))}
      />
      <div className="row">
        <Button type="submit" loading={pending} leftSection={<Icon name="flask" size={16} />}>
          {t('rehearsal.start')}
        </Button>
      </div>
    </form>
  );
};

const Earlier = ({ assistantId }: { readonly assistantId: string }) => {
  const { t } = usePageI18n(rehearsalTexts);
  const format = useFormat();
  const { data } = useResource(at('listRehearsals', { assistantId }));
  if (!data || data.items.length === 0) return null;
  return (
    <nav aria-label={t('rehearsal.earlier')} className="stack-tight">
      <h2>{t('rehearsal.earlier')}</h2>
      <ul className="plain-list">
        {data.items.map(({ id, temper, createdAt }) => (
          <li key={id}>
            <NavLink to={`/assistants/${assistantId}/rehearsals/${id}`} className={classes.earlier ?? ''}>
              <span>{t(temperKeys[temper])}</span>
              <span className="muted small">{format.moment(createdAt)}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
};
