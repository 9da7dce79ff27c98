import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import {
  type ThreadResource,
  type UpdateThreadBody,
  updateThreadBody,
} from '../../../shared/contract/threads.ts';
import { send } from '../api/client.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { type FieldErrors, focusFirstError, objections } from '../ui/check.ts';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import { settleThread } from './thread-actions.tsx';
import classes from './thread-aside.module.css';
import { MannerFields, PurposeFields } from './thread-fields.tsx';
import { createBody, newThread, type ThreadValues } from './thread-values.ts';

const valuesOf = (thread: ThreadResource): ThreadValues => ({
  ...newThread,
  assistantId: thread.assistantId,
  instructions: thread.instructions,
  goal: thread.goal ?? '',
  subject: thread.subject ?? '',
  mode: thread.mode ?? '',
  followsUp: thread.followUp !== null,
  ...(thread.followUp
    ? {
        afterDays: String(thread.followUp.afterDays),
        max: String(thread.followUp.max),
        backoff: String(thread.followUp.backoff),
      }
    : {}),
});

/** Every setting of a conversation; `allowOthers` is set where its participants are shown. */
const bodyOf = (values: ThreadValues): Required<Omit<UpdateThreadBody, 'allowOthers'>> => {
  const { instructions, goal, mode, followUp } = createBody(values, { email: '', name: '' });
  return { instructions, goal: goal ?? null, mode: mode ?? null, followUp: followUp ?? null };
};

interface ThreadEditorProps {
  readonly thread: ThreadResource;
  readonly onDone: () => void;
}

/** Changes a running conversation, from its next mail on. */
export default function ThreadEditor({ thread, onDone }: ThreadEditorProps) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues, clearDraft] = useDraft(`thread:${thread.id}`, valuesOf(thread));
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, pending } = useAction();

  const save = async () => {
    const body = bodyOf(values);
    const found = objections(updateThreadBody, body, t);
    setErrors(found ?? {});
    if (found) {
      focusFirstError(form.current);
      return;
    }
    const saved = await run(
      async () => settleThread(await send('updateThread', { threadId: thread.id, body })),
      {
        done: t('thread.changed'),
        onError: (error) => {
          setErrors(fieldErrors(error));
          toast('failed', errorText(error));
        },
      },
    );
    if (saved) {
      clearDraft();
      onDone();
    }
  };

  return (
    <form
      ref={form}
      className={classes.part}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <PurposeFields
        values={values}
        errors={errors}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
        hint={t('thread.changeHint')}
        withSubject={false}
      />
      <MannerFields
        values={values}
        errors={errors}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
      />
      <div className="row">
        <Button type="submit" loading={pending}>
          {t('common.save')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            clearDraft();
            onDone();
          }}
        >
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
