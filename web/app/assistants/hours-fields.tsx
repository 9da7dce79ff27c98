import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useSession } from '../api/session.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { assistantFormTexts } from '../i18n/pages/assistant-form.ts';
import type { FieldErrors } from '../ui/check.ts';
import classes from './form.module.css';
import type { AssistantValues } from './form-values.ts';
import { weekdays } from './hours-text.ts';

interface HoursFieldsProps {
  readonly values: AssistantValues;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<AssistantValues>) => void;
}

export const HoursFields = ({ values, errors, onChange }: HoursFieldsProps) => {
  const { t, locale } = usePageI18n(assistantFormTexts);
  const { settings } = useSession();
  return (
    <div className="stack">
      <Switch
        label={t('assistant.hours')}
        description={
          values.sendingHours === 'owner' && t('assistant.hoursHint', { timeZone: settings.timeZone })
        }
        checked={values.hasHours}
        onChange={(event) => onChange({ hasHours: event.currentTarget.checked })}
      />
      {values.hasHours && (
        <div className={classes.hours}>
          <fieldset className={classes.days}>
            <legend>{t('assistant.days')}</legend>
            {weekdays(locale).map(({ day, short, long }) => (
              <label key={day} className={classes.day}>
                <input
                  type="checkbox"
                  aria-label={long}
                  checked={values.days.includes(day)}
                  onChange={(event) =>
                    onChange({
                      days: event.currentTarget.checked
                        ? [...values.days, day]
                        : values.days.filter((other) => other !== day),
                    })
                  }
                />
                <span aria-hidden="true">{short}</span>
              </label>
            ))}
            {errors['workingHours.days'] && <p role="alert">{t('assistant.daysNone')}</p>}
          </fieldset>
          <TextInput
            type="time"
            label={t('assistant.from')}
            value={values.from}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
            error={errors['workingHours.from']}
          />
          <TextInput
            type="time"
            label={t('assistant.to')}
            value={values.to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
            error={errors['workingHours.to'] && t('assistant.hoursOrder')}
          />
          <NativeSelect
            label={t('assistant.hoursOf')}
            description={t('assistant.hoursOfHint')}
            value={values.sendingHours}
            onChange={(event) =>
              onChange({ sendingHours: event.currentTarget.value === 'recipient' ? 'recipient' : 'owner' })
            }
            data={[
              { value: 'owner', label: t('assistant.hoursOfOwner') },
              { value: 'recipient', label: t('assistant.hoursOfRecipient') },
            ]}
          />
        </div>
      )}
    </div>
  );
};
