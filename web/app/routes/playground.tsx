import { Button, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import {
  type AssistantResource,
  type PreviewResource,
  previewBody,
} from '../../../shared/contract/assistants.ts';
import { send } from '../api/client.ts';
import { AssistantPage } from '../assistants/assistant-page.tsx';
import classes from '../assistants/playground.module.css';
import { PreviewAnswer, PreviewPlaceholder } from '../assistants/preview-answer.tsx';
import { usePageI18n } from '../i18n/i18n.tsx';
import { playgroundTexts } from '../i18n/pages/playground-page.ts';
import { type FieldErrors, focusFirstError, looksLikeAddress, objections } from '../ui/check.ts';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { Icon } from '../ui/icons.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';

export default function Playground() {
  const { assistantId = '' } = useParams();
  return (
    <AssistantPage key={assistantId} assistantId={assistantId}>
      {(assistant) => <Bench assistant={assistant} />}
    </AssistantPage>
  );
}

interface Scene {
  readonly email: string;
  readonly name: string;
  readonly instructions: string;
  readonly goal: string;
  readonly inbound: string;
}

const bodyOf = (scene: Scene) => ({
  recipient: { email: scene.email.trim(), ...(scene.name.trim() === '' ? {} : { name: scene.name.trim() }) },
  instructions: scene.instructions.trim(),
  ...(scene.goal.trim() === '' ? {} : { goal: scene.goal.trim() }),
  ...(scene.inbound.trim() === '' ? {} : { inbound: scene.inbound.trim() }),
});

const Bench = ({ assistant }: { readonly assistant: AssistantResource }) => {
  const { t } = usePageI18n(playgroundTexts);
  const errorText = useErrorText();
  const [params] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const [scene, setScene] = useDraft<Scene>(`playground:${assistant.id}`, {
    email: 'maria@example.com',
    name: 'Maria',
    instructions: t('playground.instructionsExample'),
    goal: '',
    inbound: '',
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [answer, setAnswer] = useState<PreviewResource | null>(null);
  const { run, pending } = useAction();

  const field = (name: keyof Scene, path: string = name) => ({
    value: scene[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setScene((before) => ({ ...before, [name]: value }));
    },
    error: errors[path],
  });

  const preview = () => {
    const body = bodyOf(scene);
    const found = {
      ...objections(previewBody, body, t),
      ...(looksLikeAddress(body.recipient.email) ? {} : { 'recipient.email': t('check.address') }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) {
      focusFirstError(form.current);
      return;
    }
    void run(async () => setAnswer(await send('previewAssistant', { assistantId: assistant.id, body })), {
      onError: (error) => {
        setErrors(fieldErrors(error));
        toast('failed', errorText(error));
      },
    });
  };

  return (
    <div className={classes.bench}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          preview();
        }}
      >
        <p className="muted">{params.has('new') ? t('playground.leadNew') : t('playground.lead')}</p>
        <div className={classes.pair}>
          <TextInput label={t('thread.recipientEmail')} type="email" {...field('email', 'recipient.email')} />
          <TextInput label={t('thread.recipientName')} {...field('name', 'recipient.name')} />
        </div>
        <Textarea
          label={t('thread.instructions')}
          autosize
          minRows={3}
          maxRows={10}
          {...field('instructions')}
        />
        <TextInput label={t('thread.goal')} {...field('goal')} />
        <Textarea
          label={t('playground.inbound')}
          description={t('playground.inboundHint')}
          placeholder={t('playground.inboundPlaceholder')}
          autosize
          minRows={6}
          maxRows={18}
          {...field('inbound')}
        />
        <div className="row">
          <Button type="submit" loading={pending} leftSection={<Icon name="flask" size={16} />}>
            {scene.inbound.trim() === '' ? t('playground.first') : t('playground.answer')}
          </Button>
          <span className="muted small">{t('playground.nothingSent')}</span>
        </div>
      </form>
      <section
        className={classes.outcome}
        aria-label={t('playground.outcome')}
        aria-live="polite"
        aria-busy={pending}
      >
        {answer && !pending ? (
          <>
            <PreviewAnswer answer={answer} assistantName={assistant.name} />
            <p className="muted small">
              {t('playground.adjust')}{' '}
              <Link to={`/assistants/${assistant.id}`}>{t('playground.adjustLink')}</Link>
            </p>
          </>
        ) : (
          <PreviewPlaceholder pending={pending} />
        )}
      </section>
    </div>
  );
};
