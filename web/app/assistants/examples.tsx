import { useI18n } from '../i18n/i18n.tsx';
import classes from './form.module.css';

const examples = [
  { name: 'example.pressName', title: 'example.pressTitle', text: 'example.pressText' },
  { name: 'example.interviewName', title: 'example.interviewTitle', text: 'example.interviewText' },
  { name: 'example.partnerName', title: 'example.partnerTitle', text: 'example.partnerText' },
  { name: 'example.trialName', title: 'example.trialTitle', text: 'example.trialText' },
] as const;

interface ExamplesProps {
  /** Whether there is nothing yet that an example would replace. */
  readonly empty: boolean;
  readonly onUse: (example: { readonly name: string; readonly instructions: string }) => void;
}

/** Instructions that work, to begin from. */
export const Examples = ({ empty, onUse }: ExamplesProps) => {
  const { t } = useI18n();
  return (
    <div className={classes.examples}>
      <p className="muted small">{empty ? t('example.lead') : t('example.replace')}</p>
      <div className={classes.exampleList}>
        {examples.map(({ name, title, text }) => (
          <button
            key={title}
            type="button"
            className={classes.example}
            onClick={() => onUse({ name: t(name), instructions: t(text) })}
          >
            <strong>{t(title)}</strong>
            <span className="muted small">{`${t(text).slice(0, 90)}…`}</span>
          </button>
        ))}
      </div>
    </div>
  );
};
