import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { optimistically, resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { runningIn, useErrorText } from '../ui/error-text.ts';
import { Icon } from '../ui/icons.tsx';
import { nameOf } from '../ui/person.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';

/** Stores a thread that the server has answered with, and marks lists and figures as stale. */
export const settleThread = (thread: ThreadResource): void => {
  resources.write(at('getThread', { threadId: thread.id }), thread);
  resources.invalidate('listThreads', 'summarise', 'listMessages');
};

/** Resumes a conversation; where another with the same person runs, asks first. */
export const ResumeButton = ({ thread, ...button }: ResumeButtonProps) => {
  const { t } = useI18n();
  const errorText = useErrorText();
  const { run, pending } = useAction();
  const [running, setRunning] = useState<string | null>(null);
  const resume = (allowParallel: boolean) =>
    run(
      async () =>
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
            () =>
              send('resumeThread', {
                threadId: thread.id,
                body: allowParallel ? { allowParallel } : {},
              }),
          ),
        ),
      {
        onError: (error) => {
          const other = runningIn(error);
          if (other === null) toast('failed', errorText(error));
          setRunning(other);
        },
      },
    );
  return (
    <>
      <Button loading={pending} onClick={() => void resume(false)} {...button}>
        {t('thread.resume')}
      </Button>
      <Confirm
        opened={running !== null}
        title={t('thread.running')}
        confirmLabel={t('thread.resumeAnyway')}
        pending={pending}
        onConfirm={async () => {
          if (await resume(true)) setRunning(null);
        }}
        onClose={() => setRunning(null)}
      >
        <p>{t('thread.resumeBeside', { name: nameOf(thread.recipient) })}</p>
        <p>
          <Link to={`/threads/${running}`} onClick={() => setRunning(null)}>
            {t('thread.openRunning')}
          </Link>
        </p>
      </Confirm>
    </>
  );
};

interface ResumeButtonProps {
  readonly thread: ThreadResource;
  readonly variant?: string;
  readonly leftSection?: ReactNode;
}

export const StopOrResume = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const { run, pending: stopping } = useAction();
  if (thread.status === 'stopped') {
    if (thread.stopReason === 'opted_out' || thread.stopReason === 'bounced') return null;
    return <ResumeButton thread={thread} leftSection={<Icon name="play" size={15} />} />;
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
