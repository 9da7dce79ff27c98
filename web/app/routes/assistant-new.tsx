import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useSession } from '../api/session.ts';
import { AssistantForm } from '../assistants/form.tsx';
import { bodyOf, newAssistant } from '../assistants/form-values.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { FieldErrors } from '../ui/check.ts';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { Page } from '../ui/page.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';

export default function NewAssistant() {
  const { t } = useI18n();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { user, demo } = useSession();
  const [values, setValues, clearDraft] = useDraft('assistant', newAssistant(demo.local, user.name));
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, pending } = useAction();

  const create = () =>
    run(
      async () => {
        const assistant = await send('createAssistant', { body: bodyOf(values) });
        clearDraft();
        resources.write(at('getAssistant', { assistantId: assistant.id }), assistant);
        resources.invalidate('listAssistants');
        await navigate(`/assistants/${assistant.id}/playground?new`);
      },
      {
        onError: (error) => {
          setErrors(fieldErrors(error));
          toast('failed', errorText(error));
        },
      },
    );

  return (
    <Page
      title={t('assistants.new')}
      lead={t('assistants.newLead')}
      width="reading"
      back={{ to: '/assistants', label: t('nav.assistants') }}
    >
      <AssistantForm
        values={values}
        errors={errors}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
        onErrors={setErrors}
        onSubmit={create}
        withExamples
      >
        <div className="row">
          <Button type="submit" loading={pending}>
            {t('assistants.createAndTry')}
          </Button>
          <Button component={Link} to="/assistants" variant="subtle" color="gray">
            {t('common.cancel')}
          </Button>
        </div>
      </AssistantForm>
    </Page>
  );
}
