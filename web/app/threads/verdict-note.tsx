import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { PlainKey } from '../i18n/messages.ts';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './verdict-note.module.css';

interface VerdictNoteProps {
  readonly thread: ThreadResource;
  readonly message: MessageResource;
}

const authenticationKeys = {
  authenticated: 'verdict.authenticated',
  failed: 'verdict.failed',
  unknown: 'verdict.unknown',
} as const satisfies Record<NonNullable<MessageResource['verdict']>['authentication'], PlainKey>;

const rulingKeys = {
  accepted: 'verdict.accepted',
  rejected: 'verdict.rejected',
  blocked: 'verdict.blocked',
} as const satisfies Record<NonNullable<MessageResource['ruling']>, PlainKey>;

/** Who a mail is from, as far as that is known, why it was held, and what the owner does with it. */
export default function VerdictNote({ thread, message }: VerdictNoteProps) {
  const { t, say } = useI18n();
  const { verdict, held, ruling } = message;
  const address = message.from?.email ?? null;
  return (
    <div className={classes.verdict} data-held={held || undefined}>
      <Icon name="shield" size={16} />
      <div className={classes.words}>
        <p className="break">
          <strong>{address ?? t('verdict.noSender')}</strong>
          {verdict && ` · ${t(authenticationKeys[verdict.authentication])}`}
          {verdict?.trusted && ` · ${t('verdict.trusted')}`}
          {verdict?.invited && ` · ${t('verdict.invited')}`}
        </p>
        {verdict?.heldFor && <p className="break">{say('attention', verdict.heldFor)}</p>}
        {held && <HeldMail thread={thread} message={message} address={address} />}
        {ruling !== null && <p>{t(rulingKeys[ruling])}</p>}
      </div>
    </div>
  );
}

const HeldMail = ({ thread, message, address }: VerdictNoteProps & { readonly address: string | null }) => {
  const { t } = useI18n();
  const { run, pending } = useAction();
  const [join, setJoin] = useState(false);
  const [trust, setTrust] = useState(false);
  const input = { threadId: thread.id, messageId: message.id };
  const { revision } = thread;
  const isRecipient = address?.toLowerCase() === thread.recipient.email.toLowerCase();

  /** Refused or not, what is shown is read again: a refusal says that something has come meanwhile. */
  const decide = (request: () => Promise<unknown>) =>
    run(async () => {
      try {
        await request();
      } finally {
        resources.invalidate('listThreads', 'summarise', 'getThread', 'listMessages');
      }
    });

  const accept = (answerTo: 'sender' | 'reply_to') =>
    decide(() => send('acceptMessage', { ...input, body: { revision, join, trust, answerTo } }));

  return (
    <>
      <p className="break">
        {isRecipient || address === null
          ? t('verdict.answerTo', { recipient: thread.recipient.email })
          : t('verdict.answerToBoth', { address, recipient: thread.recipient.email })}
      </p>
      {message.mayJoin && address !== null && (
        <Checkbox
          label={t('verdict.join', { address })}
          checked={join}
          onChange={(event) => setJoin(event.currentTarget.checked)}
        />
      )}
      {message.mayTrust && address !== null && (
        <Checkbox
          label={t('verdict.trust', { address })}
          description={t('verdict.trustHint')}
          checked={trust}
          onChange={(event) => setTrust(event.currentTarget.checked)}
        />
      )}
      <div className="row">
        <Button size="sm" loading={pending} onClick={() => accept('sender')}>
          {message.replyTo === null || address === null
            ? t('verdict.accept')
            : t('verdict.acceptAt', { address })}
        </Button>
        {message.replyTo !== null && (
          <Button size="sm" variant="default" loading={pending} onClick={() => accept('reply_to')}>
            {t('verdict.acceptAt', { address: message.replyTo })}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          disabled={pending}
          onClick={() => decide(() => send('rejectMessage', { ...input, body: { revision } }))}
        >
          {t('verdict.reject')}
        </Button>
        {address !== null && (
          <Button
            size="sm"
            variant="subtle"
            color="red"
            className="danger"
            disabled={pending}
            title={t('verdict.blockHint', { address })}
            onClick={() => decide(() => send('blockMessage', { ...input, body: { revision } }))}
          >
            {t('verdict.block')}
          </Button>
        )}
      </div>
    </>
  );
};
