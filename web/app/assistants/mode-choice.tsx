import { useId } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import classes from './form.module.css';

type Mode = 'autonomous' | 'review';

interface ModeChoiceProps {
  readonly value: Mode;
  readonly onChange: (mode: Mode) => void;
}

/** Whether emails are sent automatically. */
export const ModeChoice = ({ value, onChange }: ModeChoiceProps) => {
  const { t } = useI18n();
  const name = useId();
  const options = [
    { mode: 'autonomous', title: t('mode.autonomous'), text: t('mode.autonomousText') },
    { mode: 'review', title: t('mode.review'), text: t('mode.reviewText') },
  ] as const;
  return (
    <fieldset className={classes.choices}>
      <legend>{t('mode.label')}</legend>
      {options.map(({ mode, title, text }) => (
        <label key={mode} className={classes.choice}>
          <input
            type="radio"
            name={name}
            value={mode}
            checked={value === mode}
            onChange={() => onChange(mode)}
          />
          <strong>{title}</strong>
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
};
