import type { Milestone, Resolution, StopDetail, Waiting } from '../../domain/conversation/notices.ts';
import type { StopReason } from '../../domain/conversation/vocabulary.ts';
import type { Texts } from './message.ts';

/** What an active conversation waits for. */
export const waitingTexts = {
  mailbox_disconnected: 'The mailbox is disconnected.',
  looking_for_mail: 'Looking for an email in Gmail.',
  approval: 'Waiting for your approval.',
  daily_sending_limit: 'The daily sending limit is reached.',
  sending_paused: 'This mailbox has reached Gmail’s sending limit. Emails are sent later.',
  daily_token_budget: 'The daily budget for the model is used up.',
  paused: 'You paused sending. It continues when you resume.',
  pace: 'First emails and follow-ups are sent one at a time.',
  undo: 'The email is about to be sent. You can still stop it.',
  working_hours: 'Outside working hours.',
  reply_delay: 'Waiting a moment before answering.',
  answer: 'Waiting for an answer.',
  follow_up: 'Follow-up if nobody answers.',
  no_answer: 'The conversation ends if nobody answers.',
  agreed_moment: 'The assistant looks again at the time that was named.',
  'promise.owner': 'You promised: {what}',
  'promise.correspondent': 'They promised: {what}',
  held_mail: 'Waiting for your decision on a held email.',
  'retry.gmail': 'Gmail is not available. Retrying automatically.',
  'retry.model': 'The model is not available. Retrying automatically.',
  'retry.slow': 'The model did not respond in time. Retrying automatically.',
  'retry.late_mail': 'Gmail announces an email that cannot be read yet. Retrying automatically.',
  'retry.internal': 'Something failed. Retrying automatically.',
  'retry.operator': 'The administrator of this installation has to fix a problem. Retrying automatically.',
  out_of_office: 'The recipient is out of the office.',
  legacy: '{text}',
} as const satisfies Texts<Waiting>;

/** How a conversation ended, by its stop reason. */
export const stopReasonTexts = {
  owner_stopped: 'You stopped this conversation.',
  owner_replied: 'You replied yourself, so the assistant paused. Resume when it should continue.',
  goal_reached: 'The goal of this conversation was reached.',
  declined: 'The recipient declined.',
  opted_out: 'The recipient asked not to be contacted. No new conversation with this address can be started.',
  bounced: 'The email could not be delivered to this address.',
  reply_limit: 'The assistant has reached the limit of emails in one conversation.',
  no_answer: 'Nobody answered, also not to the follow-ups.',
  mailbox_disconnected: 'The mailbox was disconnected.',
  left: 'The recipient can no longer be reached at this address.',
  failed: 'The conversation could not be continued.',
} as const satisfies Readonly<Record<StopReason, string>>;

/** What exactly ended a conversation. */
export const stopDetailTexts = {
  by_owner: 'You stopped this conversation.',
  conversation_deleted: 'You deleted this conversation.',
  assistant_deleted: 'Its assistant was deleted.',
  mailbox_disconnected: 'You disconnected the mailbox.',
  answered_by_hand: 'You replied yourself.',
  opted_out_before: 'The recipient asked not to be contacted.',
  decided: '{reason}',
  undeliverable: 'The email could not be delivered. {status}',
  reply_limit: 'The reply limit is reached. An email is waiting for your own answer.',
  'left.named': 'The recipient can no longer be reached here and names somebody else: {name} {email}',
  'left.nobody_named': 'The recipient can no longer be reached at this address.',
  no_answer: 'Nobody answered, also not to the follow-ups.',
  legacy: '{text}',
} as const satisfies Texts<StopDetail>;

/** The outcome of a mail. */
export const resolutionTexts = {
  sent_by_owner: 'You sent the draft from Gmail.',
  confirmation_lost: 'It was sent; only the confirmation was lost.',
  overtaken: 'Withdrawn: a newer email arrived first.',
  conversation_stopped: 'Withdrawn: the conversation was stopped.',
  discarded_by_owner: 'You discarded the draft.',
  rewrite_requested: 'You asked for another text.',
  draft_gone: 'The draft was deleted in Gmail, and the email was not sent.',
  not_fetched: 'Gmail did not return this email. Read it in Gmail.',
  not_read: 'Reading this email failed repeatedly. Read it in Gmail.',
  legacy: '{text}',
} as const satisfies Texts<Resolution>;

/** Other entries of the timeline. */
export const milestoneTexts = {
  created: 'Conversation started.',
  resumed: 'You resumed the conversation.',
  approved: 'You approved the draft.',
  rewrite_requested: 'You asked for another text: {feedback}',
  decided: '{reason}',
  mail_accepted: 'You accepted an email. {from}',
  mail_rejected: 'You rejected an email. {from}',
  sender_blocked: 'You blocked a sender. {from}',
  note_added: 'You told the assistant: {text}',
  question_answered: 'You answered “{question}”: {text}',
  unsubscribed: 'The recipient unsubscribed.',
  legacy: '{text}',
} as const satisfies Texts<Milestone>;
