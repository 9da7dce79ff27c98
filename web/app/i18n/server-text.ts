import { useCallback } from 'react';
import { useI18n } from './i18n.tsx';
import type { PlainKey } from './messages.ts';

/** The fixed sentences that the server tells owners, which it writes in English. Anything else is shown as it is. */
const keysOfSentences: Readonly<Record<string, PlainKey>> = {
  'Conversation started.': 'event.created',
  'You let the assistant go on.': 'event.resumed',
  'You approved the draft.': 'event.approved',
  'The recipient is out of office.': 'server.outOfOffice',
  'The mailbox is disconnected.': 'server.mailboxDisconnected',
  'Looking for a mail in Gmail.': 'server.looking',
  'Waiting for your approval.': 'server.awaitingApproval',
  'Taking a moment before answering.': 'server.moment',
  'Follow-up if nobody answers.': 'server.followUp',
  'The daily sending limit is reached.': 'server.dailyLimit',
  'The daily budget for the model is used up.': 'server.dailyBudget',
  'Outside working hours.': 'server.outsideHours',
  'You stopped this conversation.': 'stopSentence.ownerStopped',
  'You answered by hand, so the assistant stepped back. Resume when it should go on.':
    'stopSentence.ownerReplied',
  'The goal of this conversation was reached.': 'stopSentence.goalReached',
  'The recipient declined.': 'stopSentence.declined',
  'The recipient asked not to be written to. No new conversation with this address can be started.':
    'stopSentence.optedOut',
  'The recipient asked not to be written to.': 'stopSentence.optedOut',
  'The mail could not be delivered to this address.': 'stopSentence.bounced',
  'The assistant has sent as many replies as it may in one conversation.': 'stopSentence.replyLimit',
  'The mailbox was disconnected.': 'stopSentence.mailboxDisconnected',
  'The conversation could not be continued.': 'stopSentence.failed',
  'Its assistant was deleted.': 'server.assistantDeleted',
  'A mail is waiting for your own answer.': 'server.waitingForOwnAnswer',
  'The same step failed again and again. Resume to try once more.': 'server.repeatedFailure',
};

export const useServerText = (): ((sentence: string) => string) => {
  const { t } = useI18n();
  return useCallback(
    (sentence) => {
      const key = keysOfSentences[sentence];
      return key === undefined ? sentence : t(key);
    },
    [t],
  );
};
