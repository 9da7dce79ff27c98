import { Drawer } from '@mantine/core';
import type { SessionResource } from '../../../shared/contract/auth.ts';
import '../ui/modal-styles.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Wordmark } from '../ui/logo.tsx';
import { Navigation } from './navigation.tsx';

interface MenuDrawerProps {
  readonly session: SessionResource;
  readonly onClose: () => void;
}

/** The navigation on a phone. */
export default function MenuDrawer({ session, onClose }: MenuDrawerProps) {
  const { t } = useI18n();
  return (
    <Drawer
      opened
      onClose={onClose}
      size={288}
      padding="md"
      title={<Wordmark />}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ content: 'menu-drawer', body: 'menu-drawer-body' }}
    >
      <Navigation session={session} />
    </Drawer>
  );
}
