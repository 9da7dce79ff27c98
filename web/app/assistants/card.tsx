import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { playgroundTexts } from '../i18n/pages/playground-page.ts';
import { Icon } from '../ui/icons.tsx';
import classes from './card.module.css';

export const AssistantCard = ({ assistant }: { readonly assistant: AssistantResource }) => {
  const { t } = usePageI18n(playgroundTexts);
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h2>
          <Link to={`/assistants/${assistant.id}`}>{assistant.name}</Link>
        </h2>
        <span className="muted small">
          {assistant.mode === 'review' ? t('mode.reviewShort') : t('mode.autonomousShort')}
        </span>
      </div>
      <p className={classes.text}>{assistant.instructions}</p>
      <div className={classes.actions}>
        <Button
          component={Link}
          to={`/threads/new?assistant=${assistant.id}`}
          variant="light"
          size="sm"
          leftSection={<Icon name="send" size={15} />}
        >
          {t('threads.create')}
        </Button>
        <Button
          component={Link}
          to={`/assistants/${assistant.id}/playground`}
          variant="subtle"
          size="sm"
          leftSection={<Icon name="flask" size={15} />}
        >
          {t('playground.title')}
        </Button>
      </div>
    </li>
  );
};
