import { useI18n } from '../i18n/i18n.tsx';
import { type Example, exampleTexts } from './example-texts.ts';
import classes from './form.module.css';

interface ExamplesProps {
  /** Whether the form is empty, so that an example replaces nothing. */
  readonly empty: boolean;
  readonly onUse: (example: Example) => void;
}

/** Examples of instructions to start from. */
export const Examples = ({ empty, onUse }: ExamplesProps) => {
  const { t, locale } = useI18n();
  return (
    <div className={classes.examples}>
      <p className="muted small">{empty ? t('example.lead') : t('example.replace')}</p>
      <div className={classes.exampleList}>
        {exampleTexts[locale].map((example) => (
          <button
            key={example.title}
            type="button"
            className={classes.example}
            onClick={() => onUse(example)}
          >
            <strong>{example.title}</strong>
            <span className="muted small">{`${example.instructions.slice(0, 90)}…`}</span>
          </button>
        ))}
      </div>
    </div>
  );
};
