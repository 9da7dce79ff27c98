import type { SessionResource } from '../../../shared/contract/auth.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';

export interface MailboxNotice {
  readonly title: string;
  readonly text: string;
}

/** What a connected mailbox waits for, though its owner can do nothing about it. */
export const useMailboxNotices = ({ mailbox }: SessionResource): readonly MailboxNotice[] => {
  const { t, say } = useI18n();
  const format = useFormat();
  if (mailbox?.status !== 'connected') return [];
  const { trouble, outage, sendingPausedUntil } = mailbox;
  const isPaused = sendingPausedUntil !== null && sendingPausedUntil > Date.now();
  return [
    ...(trouble
      ? [
          {
            title: t('mailbox.troubleTitle'),
            text: `${say('trouble', { code: trouble.code, params: {} })} ${t('mailbox.troubleText')}`,
          },
        ]
      : []),
    ...(outage
      ? [
          {
            title: say('outage', { code: outage.code, params: {} }),
            text: t('mailbox.outageText', { time: format.moment(outage.since) }),
          },
        ]
      : []),
    ...(isPaused
      ? [
          {
            title: t('mailbox.pausedTitle'),
            text: t('mailbox.pausedText', { time: format.moment(sendingPausedUntil) }),
          },
        ]
      : []),
  ];
};
