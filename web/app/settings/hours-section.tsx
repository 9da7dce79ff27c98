import { Link } from 'react-router';
import { useResource } from '../api/use-resource.ts';
import { allAssistants } from '../assistants/all-assistants.ts';
import { hoursText } from '../assistants/hours-text.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { settingsTexts } from '../i18n/pages/settings-page.ts';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import classes from './settings.module.css';

/** The working hours of all assistants. Each assistant has its own. */
export const HoursSection = ({ timeZone }: { readonly timeZone: string }) => {
  const { t, locale } = usePageI18n(settingsTexts);
  const { data, error, reload } = useResource(allAssistants);
  if (!data && error) return <Failed error={error} onRetry={reload} />;
  return (
    <div className="stack">
      <p className="muted">{t('settings.hoursText', { timeZone })}</p>
      {!data && <TextSkeleton lines={2} />}
      <ul className="plain-list">
        {data?.items.map((assistant) => (
          <li key={assistant.id} className={classes.entry}>
            <Link to={`/assistants/${assistant.id}`}>{assistant.name}</Link>
            <span className="muted">
              {assistant.workingHours ? hoursText(assistant.workingHours, locale) : t('settings.hoursAlways')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
