import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useI18n } from '../i18n/i18n.tsx';
import { Page } from '../ui/page.tsx';

export default function NotFound() {
  const { t } = useI18n();
  return (
    <Page title={t('notFound.title')} lead={t('notFound.text')} width="reading">
      <Button component={Link} to="/">
        {t('nav.home')}
      </Button>
    </Page>
  );
}
