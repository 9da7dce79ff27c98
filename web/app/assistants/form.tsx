import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { createAssistantBody } from '../../../shared/contract/assistants.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { assistantFormTexts } from '../i18n/pages/assistant-form.ts';
import { type FieldErrors, focusFirstError, objections } from '../ui/check.ts';
import { Examples } from './examples.tsx';
import classes from './form.module.css';
import { type AssistantValues, bodyOf } from './form-values.ts';
import { HoursFields } from './hours-fields.tsx';
import { languages } from './languages.ts';
import { ModeChoice } from './mode-choice.tsx';
import { RespectFields } from './respect-fields.tsx';

interface AssistantFormProps {
  readonly values: AssistantValues;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<AssistantValues>) => void;
  readonly onErrors: (errors: FieldErrors) => void;
  /** Called with values that the contract accepts. */
  readonly onSubmit: () => unknown;
  readonly withExamples?: boolean;
  readonly children: ReactNode;
}

export const AssistantForm = (props: AssistantFormProps) => {
  const { values, errors, onChange, onErrors, onSubmit, withExamples = false, children } = props;
  const { t, locale } = usePageI18n(assistantFormTexts);
  const form = useRef<HTMLFormElement>(null);
  // Decided once: the section must not collapse while the user types in it.
  const [showsMore] = useState(values.knowledge !== '' || values.secrets !== '' || values.hasHours);
  const text = (name: 'name' | 'instructions' | 'knowledge' | 'secrets' | 'signature') => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
    error: errors[name],
  });
  const capability = (name: 'followUp' | 'askOwner' | 'holdingLine') => ({
    checked: values[name],
    onChange: (event: { currentTarget: { checked: boolean } }) =>
      onChange({ [name]: event.currentTarget.checked }),
  });
  return (
    <form
      ref={form}
      className="stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found = objections(createAssistantBody, bodyOf(values), t);
        onErrors(found ?? {});
        if (found) focusFirstError(form.current);
        else onSubmit();
      }}
    >
      <section className={classes.section}>
        <TextInput
          label={t('assistant.name')}
          description={t('assistant.nameHint')}
          maxLength={100}
          required
          {...text('name')}
        />
        <div className="stack">
          <Textarea
            label={t('assistant.instructions')}
            description={t('assistant.instructionsHint')}
            autosize
            minRows={7}
            maxRows={24}
            maxLength={10_000}
            required
            {...text('instructions')}
          />
          {withExamples && (
            <Examples
              empty={values.instructions.trim() === ''}
              onUse={({ name, instructions }) =>
                onChange(values.name.trim() === '' ? { name, instructions } : { instructions })
              }
            />
          )}
        </div>
        <ModeChoice value={values.mode} onChange={(mode) => onChange({ mode })} />
        {!withExamples && (
          <Switch
            label={t('assistant.paused')}
            description={t('assistant.pausedHint')}
            checked={values.paused}
            onChange={(event) => onChange({ paused: event.currentTarget.checked })}
          />
        )}
      </section>

      <details className={classes.more} open={showsMore}>
        <summary>
          <h2>{t('assistant.more')}</h2>
        </summary>
        <div className={classes.section}>
          <Textarea
            label={t('assistant.knowledge')}
            description={t('assistant.knowledgeHint')}
            autosize
            minRows={4}
            maxRows={20}
            maxLength={50_000}
            {...text('knowledge')}
          />
          <Textarea
            label={t('assistant.secrets')}
            description={t('assistant.secretsHint')}
            autosize
            minRows={2}
            maxRows={10}
            {...text('secrets')}
            error={
              errors.secrets ?? Object.entries(errors).find(([field]) => field.startsWith('secrets.'))?.[1]
            }
          />
          <Textarea
            label={t('assistant.signature')}
            description={t('assistant.signatureHint')}
            autosize
            minRows={2}
            maxLength={1000}
            disabled={values.signatureFrom === 'gmail'}
            {...text('signature')}
          />
          <Switch
            label={t('assistant.signatureGmail')}
            checked={values.signatureFrom === 'gmail'}
            onChange={(event) => onChange({ signatureFrom: event.currentTarget.checked ? 'gmail' : 'typed' })}
          />
          <div className={classes.pair}>
            <NativeSelect
              label={t('assistant.language')}
              description={t('assistant.languageHint')}
              value={values.language}
              onChange={(event) => onChange({ language: event.currentTarget.value })}
              data={[
                { value: '', label: t('assistant.languageAuto') },
                ...languages(locale, values.language),
              ]}
              error={errors.language}
            />
            <TextInput
              label={t('assistant.replies')}
              description={t('assistant.repliesHint')}
              inputMode="numeric"
              value={values.repliesPerThread}
              onChange={(event) => onChange({ repliesPerThread: event.currentTarget.value })}
              error={errors['limits.repliesPerThread']}
            />
            <TextInput
              label={t('assistant.delay')}
              description={t('assistant.delayHint')}
              inputMode="numeric"
              value={values.replyDelayMinutes}
              onChange={(event) => onChange({ replyDelayMinutes: event.currentTarget.value })}
              error={errors.replyDelayMinutes}
            />
          </div>
          <div className="stack">
            <Switch label={t('assistant.followUp')} {...capability('followUp')} />
            <Switch label={t('assistant.askOwner')} {...capability('askOwner')} />
            <Switch
              label={t('assistant.holdingLine')}
              disabled={!values.askOwner || values.mode === 'review'}
              {...capability('holdingLine')}
            />
          </div>
          <RespectFields values={values} errors={errors} onChange={onChange} />
          <HoursFields values={values} errors={errors} onChange={onChange} />
        </div>
      </details>
      {children}
    </form>
  );
};
