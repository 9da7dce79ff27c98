import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { AssistantPage } from '../assistants/assistant-page.tsx';
import { AssistantForm } from '../assistants/form.tsx';
import { bodyOf, changesOf, valuesOf } from '../assistants/form-values.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { FieldErrors } from '../ui/check.ts';
import { Confirm } from '../ui/confirm.tsx';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { Icon } from '../ui/icons.tsx';
import { TextSkeleton } from '../ui/states.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';

const LessonsSection = lazy(() => import('../learning/lessons-section.tsx'));
const KnowledgeSection = lazy(() => import('../knowledge/knowledge-section.tsx'));

export default function Assistant() {
  const { assistantId = '' } = useParams();
  return (
    <AssistantPage key={assistantId} assistantId={assistantId}>
      {(assistant) => (
        <div style={{ maxWidth: 'var(--measure)' }} className="stack-loose">
          <Editor key={assistant.version} assistant={assistant} />
          <Suspense fallback={<TextSkeleton lines={10} />}>
            <KnowledgeSection assistantId={assistantId} />
          </Suspense>
          <Suspense fallback={<TextSkeleton lines={5} />}>
            <LessonsSection assistant={assistant} />
          </Suspense>
          <Footer assistant={assistant} />
        </div>
      )}
    </AssistantPage>
  );
}

const Editor = ({ assistant }: { readonly assistant: AssistantResource }) => {
  const { t } = useI18n();
  const errorText = useErrorText();
  const saved = valuesOf(assistant);
  const [values, setValues, clearDraft] = useDraft(`assistant:${assistant.id}:${assistant.version}`, saved);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, pending } = useAction();
  const changes = changesOf(saved, values);
  const changed = Object.keys(changes).length > 0;

  const save = () =>
    run(
      async () => {
        const updated = await send('updateAssistant', { assistantId: assistant.id, body: changes });
        clearDraft();
        resources.write(at('getAssistant', { assistantId: assistant.id }), updated);
        resources.invalidate('listAssistants');
      },
      {
        done: t('assistants.saved'),
        onError: (error) => {
          setErrors(fieldErrors(error));
          toast('failed', errorText(error));
        },
      },
    );

  return (
    <AssistantForm
      values={values}
      errors={errors}
      onChange={(change) => setValues((before) => ({ ...before, ...change }))}
      onErrors={setErrors}
      onSubmit={save}
    >
      <div className="row">
        <Button type="submit" loading={pending} disabled={!changed}>
          {t('common.save')}
        </Button>
        {changed && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setValues(saved);
              clearDraft();
              setErrors({});
            }}
          >
            {t('common.undoChanges')}
          </Button>
        )}
        <span className="muted small" aria-live="polite">
          {changed ? t('assistants.unsaved') : ''}
        </span>
      </div>
    </AssistantForm>
  );
};

const Footer = ({ assistant }: { readonly assistant: AssistantResource }) => {
  const { t } = useI18n();
  const format = useFormat();
  const navigate = useNavigate();
  const { run, pending } = useAction();
  const [asking, setAsking] = useState(false);

  const duplicate = () =>
    run(
      async () => {
        const body = bodyOf(valuesOf(assistant));
        const copy = await send('createAssistant', {
          body: {
            ...body,
            capabilities: { ...body.capabilities, learn: assistant.capabilities.learn },
            name: t('assistants.copyOf', { name: assistant.name }).slice(0, 100),
          },
        });
        resources.write(at('getAssistant', { assistantId: copy.id }), copy);
        resources.invalidate('listAssistants');
        await navigate(`/assistants/${copy.id}`);
      },
      { done: t('assistants.duplicated') },
    );

  const remove = () =>
    run(
      async () => {
        await send('deleteAssistant', { assistantId: assistant.id });
        resources.invalidate('listAssistants');
        resources.invalidate('listThreads', 'summarise', 'getThread', 'listMessages');
        await navigate('/assistants');
      },
      { done: t('assistants.deleted') },
    );

  return (
    <footer className="stack" style={{ borderTop: '1px solid var(--line)', paddingTop: 20 }}>
      <div className="row">
        <Button
          variant="default"
          onClick={duplicate}
          disabled={pending}
          leftSection={<Icon name="copy" size={16} />}
        >
          {t('assistants.duplicate')}
        </Button>
        <Button
          variant="subtle"
          color="red"
          className="danger"
          onClick={() => setAsking(true)}
          leftSection={<Icon name="trash" size={16} />}
        >
          {t('assistants.delete')}
        </Button>
      </div>
      <p className="muted small">
        {t('assistants.facts', {
          created: format.day(assistant.createdAt),
          tokens: format.compact(assistant.usage.inputTokens + assistant.usage.outputTokens),
        })}
      </p>
      <Confirm
        opened={asking}
        title={t('assistants.deleteTitle', { name: assistant.name })}
        confirmLabel={t('assistants.delete')}
        pending={pending}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        <p>{t('assistants.deleteText')}</p>
      </Confirm>
    </footer>
  );
};
