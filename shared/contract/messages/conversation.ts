import type { Milestone, Resolution, StopDetail, Waiting } from '../../domain/conversation/notices.ts';
import type { StopReason } from '../../domain/conversation/vocabulary.ts';
import type { Texts } from './message.ts';

/** What an active conversation waits for. */
export const waitingTexts: Texts<Waiting> = {
  mailbox_disconnected: 'The mailbox is disconnected.',
  looking_for_mail: 'Looking for a mail in Gmail.',
  approval: 'Waiting for your approval.',
  daily_sending_limit: 'The daily sending limit is reached.',
  daily_token_budget: 'The daily budget for the model is used up.',
  working_hours: 'Outside working hours.',
  reply_delay: 'Waiting a moment before answering.',
  follow_up: 'Follow-up if nobody answers.',
  'retry.gmail': 'Gmail is not available. It is tried again automatically.',
  'retry.model': 'The model is not available. It is tried again automatically.',
  'retry.internal': 'Something failed. It is tried again automatically.',
  out_of_office: 'The recipient is out of office.',
  legacy: '{text}',
};

/** How a conversation ended, by its stop reason. */
export const stopReasonTexts: Readonly<Record<StopReason, string>> = {
  owner_stopped: 'You stopped this conversation.',
  owner_replied: 'You answered by hand, so the assistant stepped back. Resume when it should go on.',
  goal_reached: 'The goal of this conversation was reached.',
  declined: 'The recipient declined.',
  opted_out:
    'The recipient asked not to be written to. No new conversation with this address can be started.',
  bounced: 'The mail could not be delivered to this address.',
  reply_limit: 'The assistant has sent as many replies as it may in one conversation.',
  mailbox_disconnected: 'The mailbox was disconnected.',
  failed: 'The conversation could not be continued.',
};

/** What exactly ended a conversation. */
export const stopDetailTexts: Texts<StopDetail> = {
  by_owner: 'You stopped this conversation.',
  conversation_deleted: 'You deleted this conversation.',
  assistant_deleted: 'Its assistant was deleted.',
  mailbox_disconnected: 'You disconnected the mailbox.',
  answered_by_hand: 'You answered by hand.',
  opted_out_before: 'The recipient asked not to be written to.',
  decided: '{reason}',
  undeliverable: 'The mail could not be delivered. {status}',
  reply_limit: 'The reply limit is reached. A mail is waiting for your own answer.',
  legacy: '{text}',
};

/** What became of a mail. */
export const resolutionTexts: Texts<Resolution> = {
  sent_by_owner: 'You sent the draft from Gmail.',
  confirmation_lost: 'It was sent; only the confirmation was lost.',
  overtaken: 'Withdrawn: a newer mail came first.',
  conversation_stopped: 'Withdrawn: the conversation was stopped.',
  discarded_by_owner: 'You discarded the draft.',
  rewrite_requested: 'You asked for another text.',
  draft_gone: 'The draft is gone from Gmail, and its mail was not sent.',
  not_fetched: 'Gmail does not hand out this mail. Read it in Gmail.',
  legacy: '{text}',
};

/** Other entries of the timeline. */
export const milestoneTexts: Texts<Milestone> = {
  created: 'Conversation started.',
  resumed: 'You resumed the conversation.',
  approved: 'You approved the draft.',
  rewrite_requested: 'You asked for another text: {feedback}',
  decided: '{reason}',
  legacy: '{text}',
};
