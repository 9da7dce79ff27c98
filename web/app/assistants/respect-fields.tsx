import { NativeSelect, Switch, Textarea } from '@mantine/core';
import { usePageI18n } from '../i18n/i18n.tsx';
import { assistantFormTexts } from '../i18n/pages/assistant-form.ts';
import type { FieldErrors } from '../ui/check.ts';
import type { AssistantValues } from './form-values.ts';

const disclosures = ['always', 'first_mail', 'when_asked'] as const satisfies AssistantValues['disclose'][];

interface RespectFieldsProps {
  readonly values: AssistantValues;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<AssistantValues>) => void;
}

/** What the people who are written to are told without having asked. */
export const RespectFields = ({ values, errors, onChange }: RespectFieldsProps) => {
  const { t } = usePageI18n(assistantFormTexts);
  return (
    <div className="stack">
      <NativeSelect
        label={t('assistant.disclosure')}
        description={t('assistant.disclosureHint')}
        value={values.disclose}
        onChange={(event) => {
          const disclose = disclosures.find((one) => one === event.currentTarget.value);
          if (disclose) onChange({ disclose });
        }}
        data={[
          { value: 'always', label: t('assistant.disclosure.always') },
          { value: 'first_mail', label: t('assistant.disclosure.first_mail') },
          { value: 'when_asked', label: t('assistant.disclosure.when_asked') },
        ]}
      />
      <Switch
        label={t('assistant.optOutLine')}
        description={t('assistant.optOutLineHint')}
        checked={values.optOutLine}
        onChange={(event) => onChange({ optOutLine: event.currentTarget.checked })}
      />
      {values.optOutLine && (
        <Textarea
          label={t('assistant.postalAddress')}
          description={t('assistant.postalAddressHint')}
          autosize
          minRows={2}
          maxLength={300}
          value={values.postalAddress}
          onChange={(event) => onChange({ postalAddress: event.currentTarget.value })}
          error={errors.postalAddress}
        />
      )}
    </div>
  );
};
