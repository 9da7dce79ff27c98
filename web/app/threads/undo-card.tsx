import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { send } from '../api/client.ts';
import { ApiError } from '../api/http.ts';
import { resources } from '../api/resources.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { useErrorText } from '../ui/error-text.ts';
import { Icon } from '../ui/icons.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './draft-card.module.css';

interface UndoCardProps {
  readonly thread: ThreadResource;
  readonly message: MessageResource;
  /** Epoch ms. */
  readonly leavesAt: number;
}

const TICK_MS = 500;

/** Ms until then, and not less than none. */
const useCountdown = (until: number): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, until - now);
};

/** Below an automatic mail that has not left yet. */
export default function UndoCard({ thread, message, leavesAt }: UndoCardProps) {
  const { t } = useI18n();
  const format = useFormat();
  const errorText = useErrorText();
  const { run, pending } = useAction();
  const left = useCountdown(leavesAt);
  const settle = (operation: 'discardMessage' | 'approveMessage', done: string) =>
    run(
      async () => {
        try {
          const target = { threadId: thread.id, messageId: message.id };
          await (operation === 'discardMessage'
            ? send(operation, target)
            : send(operation, { ...target, body: {} }));
        } finally {
          resources.invalidate('listThreads', 'summarise', 'getThread', 'listMessages');
        }
      },
      {
        done,
        onError: (error) =>
          toast(
            'failed',
            error instanceof ApiError && error.code === 'not_awaiting_approval'
              ? t('undo.tooLate')
              : errorText(error),
          ),
      },
    );
  return (
    <section className={classes.card} aria-labelledby="undo-title">
      <header className={classes.head}>
        <Icon name="clock" size={18} />
        <h2 id="undo-title">{t('undo.title')}</h2>
        <span className="muted small" role="timer">
          {left > 0 ? t('undo.left', { time: format.span(left) }) : t('undo.now')}
        </span>
      </header>
      <div className="row">
        <Button
          leftSection={<Icon name="stop" size={16} />}
          loading={pending}
          onClick={() => settle('discardMessage', t('undo.stopped'))}
        >
          {t('undo.stop')}
        </Button>
        <Button
          variant="default"
          disabled={pending}
          onClick={() => settle('approveMessage', t('undo.sending'))}
        >
          {t('undo.sendNow')}
        </Button>
      </div>
    </section>
  );
}
