import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { each } from '../api/each.ts';
import { resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useErrorText } from '../ui/error-text.ts';
import { Icon } from '../ui/icons.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';

interface BulkStopProps {
  readonly threads: readonly ThreadResource[];
  readonly onDone: () => void;
}

export const BulkStop = ({ threads, onDone }: BulkStopProps) => {
  const { t } = useI18n();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const [finished, setFinished] = useState(0);
  const { run, pending } = useAction();

  const stop = () =>
    run(async () => {
      const failures: unknown[] = [];
      setFinished(0);
      await each(
        threads,
        async ({ id }) =>
          resources.write(at('getThread', { threadId: id }), await send('stopThread', { threadId: id })),
        (_, error) => {
          setFinished((count) => count + 1);
          if (error !== null) failures.push(error);
        },
      );
      resources.invalidate('listThreads', 'summarise', 'getThread', 'listMessages');
      setAsking(false);
      if (failures.length > 0) {
        toast('failed', t('threads.notStopped', { count: failures.length, why: errorText(failures[0]) }));
      }
      if (failures.length < threads.length) {
        toast('done', t('threads.stoppedMany', { count: threads.length - failures.length }));
      }
      onDone();
    });

  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="stop" size={14} />}
        onClick={() => setAsking(true)}
      >
        {t('threads.stopSelected')}
      </Button>
      <Confirm
        opened={asking}
        title={t('threads.stopManyTitle', { count: threads.length })}
        confirmLabel={t('threads.stopSelected')}
        pending={pending}
        onConfirm={stop}
        onClose={() => setAsking(false)}
      >
        <p>{t('threads.stopManyText')}</p>
        {pending && (
          <p className="muted small" role="status">
            {t('common.progress', { done: finished, total: threads.length })}
          </p>
        )}
      </Confirm>
    </>
  );
};
