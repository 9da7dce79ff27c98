import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';

export const DeleteThread = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { run, pending } = useAction();
  const remove = () =>
    run(
      async () => {
        await send('deleteThread', { threadId: thread.id });
        resources.invalidate('listThreads', 'summarise');
        await navigate('/threads');
      },
      { done: t('thread.deleted') },
    );
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        className="danger"
        size="sm"
        leftSection={<Icon name="trash" size={15} />}
        onClick={() => setAsking(true)}
      >
        {t('thread.delete')}
      </Button>
      <Confirm
        opened={asking}
        title={t('thread.deleteTitle')}
        confirmLabel={t('thread.delete')}
        pending={pending}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      >
        <p>{t('thread.deleteText')}</p>
      </Confirm>
    </>
  );
};
