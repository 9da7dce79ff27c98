import { NativeSelect } from '@mantine/core';
import { useI18n } from '../i18n/i18n.tsx';
import type { AssistantValues } from './form-values.ts';

const disclosures = ['always', 'first_mail', 'when_asked'] as const satisfies AssistantValues['disclosure'][];

interface RespectFieldsProps {
  readonly values: AssistantValues;
  readonly onChange: (change: Partial<AssistantValues>) => void;
}

/** What the people who are written to are told without having asked. */
export const RespectFields = ({ values, onChange }: RespectFieldsProps) => {
  const { t } = useI18n();
  return (
    <NativeSelect
      label={t('assistant.disclosure')}
      description={t('assistant.disclosureHint')}
      value={values.disclosure}
      onChange={(event) => {
        const disclosure = disclosures.find((one) => one === event.currentTarget.value);
        if (disclosure) onChange({ disclosure });
      }}
      data={disclosures.map((value) => ({ value, label: t(`assistant.disclosure.${value}`) }))}
    />
  );
};
