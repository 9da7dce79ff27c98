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
    <Drawer.Root
      opened
      onClose={onClose}
      size={288}
      padding="md"
      classNames={{ content: 'menu-drawer', body: 'menu-drawer-body' }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Inside a dialog, a header is not the page's banner. */}
        <Drawer.Header role="none">
          <Drawer.Title>
            <Wordmark />
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </Drawer.Header>
        <Drawer.Body>
          <Navigation session={session} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
