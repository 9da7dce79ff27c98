import { spokenMoment } from '../assistant/working-hours.ts';
import type { Message } from '../conversation/message.ts';
import type { Purpose } from '../conversation/vocabulary.ts';

/** Whether they have written anything in these mails. */
const haveWritten = (messages: readonly Message[]): boolean =>
  messages.some(({ author, direction }) => direction === 'inbound' && author === 'correspondent');

const lastSent = (messages: readonly Message[], timeZone: string): string => {
  const last = messages.findLast(
    ({ author, state, direction }) => (direction === 'outbound' && state === 'sent') || author === 'owner',
  );
  return last ? ` of ${spokenMoment(last.at, timeZone)}` : '';
};

interface Told {
  readonly messages: readonly Message[];
  readonly timeZone: string;
  /** The time that was named, epoch ms. */
  readonly revisitAt: number | null;
  /** The owner has said something since. */
  readonly reconsider: boolean;
}

const revisitReason = ({ revisitAt, reconsider, timeZone }: Told): string => {
  if (reconsider) return 'The person you write for has told you something: see Facts from the owner.';
  if (revisitAt !== null)
    return `You said that you would look again on ${spokenMoment(revisitAt, timeZone)}.`;
  return 'Something that was promised is due.';
};

/** What the model is to do this time. */
export const taskText = (purpose: Purpose, told: Told): string => {
  switch (purpose) {
    case 'first':
      return 'Write the first mail of this conversation.';
    case 'reply':
    case 'holding':
      return told.messages.at(-1)?.purpose === 'holding'
        ? 'You said that you would find out. Answer the mail before that now, with Facts from the owner. Earlier mails without an answer count as well.'
        : 'Decide on the latest mail and, where fitting, answer it. Earlier mails without an answer count as well.';
    case 'follow_up':
      return haveWritten(told.messages)
        ? `They have not answered your last mail${lastSent(told.messages, told.timeZone)}. Write a short, friendly follow-up that takes up what was said last and what is still open, and repeats neither your mails nor an earlier follow-up. If nothing is open, choose wait.`
        : 'Nobody has answered yet. Write a short, friendly follow-up that does not repeat the first mail.';
    case 'revisit':
      return `${revisitReason(told)} Look at the conversation again and decide; no mail is expected of you. Have they not kept a promise that is due: a short, polite reminder. Have we not: do it if you can, otherwise choose ask_owner. Is it due in the course of today: wait until the next working day. Is there nothing to say: wait.`;
    default:
      return purpose satisfies never;
  }
};
