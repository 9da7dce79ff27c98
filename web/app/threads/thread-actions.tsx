import { Button } from '@mantine/core';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { optimistically, resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';

/** Stores a thread that the server has answered with, and marks lists and figures as stale. */
export const settleThread = (thread: ThreadResource): void => {
  resources.write(at('getThread', { threadId: thread.id }), thread);
  resources.invalidate('listThreads', 'summarise', 'listMessages');
};

export const useResume = (thread: ThreadResource) => {
  const { run, pending } = useAction();
  const resume = () =>
    run(async () =>
      settleThread(
        await optimistically(
          at('getThread', { threadId: thread.id }),
          (current): ThreadResource => ({
            ...current,
            status: 'active',
            stopReason: null,
            stopMessage: null,
            attention: null,
          }),
          () => send('resumeThread', { threadId: thread.id }),
        ),
      ),
    );
  return { resume, pending };
};

export const StopOrResume = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const { run, pending: stopping } = useAction();
  const { resume, pending: resuming } = useResume(thread);
  if (thread.status === 'stopped') {
    if (thread.stopReason === 'opted_out' || thread.stopReason === 'bounced') return null;
    return (
      <Button loading={resuming} onClick={resume} leftSection={<Icon name="play" size={15} />}>
        {t('thread.resume')}
      </Button>
    );
  }
  const stop = () =>
    run(async () =>
      settleThread(
        await optimistically(
          at('getThread', { threadId: thread.id }),
          (current): ThreadResource => ({
            ...current,
            status: 'stopped',
            stopReason: 'owner_stopped',
            nextActionAt: null,
            waitingFor: null,
            waitingMessageId: null,
            working: false,
          }),
          () => send('stopThread', { threadId: thread.id }),
        ),
      ),
    );
  return (
    <Button variant="default" loading={stopping} onClick={stop} leftSection={<Icon name="stop" size={15} />}>
      {t('thread.stop')}
    </Button>
  );
};
