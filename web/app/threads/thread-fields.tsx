import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { FieldErrors } from '../ui/check.ts';
import classes from './thread-fields.module.css';
import type { ThreadValues } from './thread-values.ts';

interface FieldsProps {
  readonly values: ThreadValues;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<ThreadValues>) => void;
}

export const AssistantField = ({
  values,
  errors,
  onChange,
  assistants,
}: FieldsProps & { readonly assistants: readonly AssistantResource[] }) => {
  const { t } = useI18n();
  return (
    <NativeSelect
      label={t('assistants.one')}
      value={values.assistantId}
      onChange={(event) => onChange({ assistantId: event.currentTarget.value })}
      data={[
        ...(values.assistantId === '' ? [{ value: '', label: t('thread.chooseAssistant') }] : []),
        ...assistants.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      error={errors.assistantId}
    />
  );
};

export const PurposeFields = ({
  values,
  errors,
  onChange,
  hint,
  withSubject = true,
}: FieldsProps & { readonly hint?: string | undefined; readonly withSubject?: boolean }) => {
  const { t } = useI18n();
  const text = (name: 'instructions' | 'goal' | 'subject') => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
    error: errors[name],
  });
  return (
    <>
      <Textarea
        label={t('thread.instructions')}
        description={hint ?? t('thread.instructionsHint')}
        placeholder={t('thread.instructionsPlaceholder')}
        autosize
        minRows={5}
        maxRows={18}
        maxLength={10_000}
        required
        {...text('instructions')}
      />
      <TextInput
        label={t('thread.goal')}
        description={t('thread.goalHint')}
        placeholder={t('thread.goalPlaceholder')}
        maxLength={2000}
        {...text('goal')}
      />
      {withSubject && (
        <TextInput
          label={t('thread.subject')}
          description={t('thread.subjectHint')}
          maxLength={250}
          {...text('subject')}
        />
      )}
    </>
  );
};

export const MannerFields = ({ values, errors, onChange }: FieldsProps) => {
  const { t } = useI18n();
  return (
    <>
      <NativeSelect
        label={t('mode.label')}
        value={values.mode}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ mode: value === 'autonomous' || value === 'review' ? value : '' });
        }}
        data={[
          { value: '', label: t('mode.asAssistant') },
          { value: 'autonomous', label: t('mode.autonomous') },
          { value: 'review', label: t('mode.review') },
        ]}
      />
      <div className="stack">
        <Switch
          label={t('thread.followUp')}
          description={t('thread.followUpHint')}
          checked={values.followsUp}
          onChange={(event) => onChange({ followsUp: event.currentTarget.checked })}
        />
        {values.followsUp && (
          <div className={classes.pair}>
            <TextInput
              label={t('thread.afterDays')}
              inputMode="decimal"
              value={values.afterDays}
              onChange={(event) => onChange({ afterDays: event.currentTarget.value })}
              error={errors['followUp.afterDays']}
            />
            <TextInput
              label={t('thread.maxFollowUps')}
              inputMode="numeric"
              value={values.max}
              onChange={(event) => onChange({ max: event.currentTarget.value })}
              error={errors['followUp.max']}
            />
            <TextInput
              label={t('thread.backoff')}
              inputMode="decimal"
              value={values.backoff}
              onChange={(event) => onChange({ backoff: event.currentTarget.value })}
              error={errors['followUp.backoff']}
            />
          </div>
        )}
      </div>
    </>
  );
};
