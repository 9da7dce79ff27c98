import type { AttentionNotice } from '../../domain/conversation/notices.ts';
import type { Texts } from './message.ts';

/** Why a conversation waits for its owner. */
export const attentionTexts = {
  model_refused: 'The model refused to answer this email.',
  'model_failed.unusable': 'The model’s response could not be used.',
  'model_failed.no_text': 'The assistant wrote no text to send.',
  'model_failed.too_slow':
    'The model does not respond in time. It is tried again every few hours. Resume to try at once.',
  'model_failed.too_long':
    "The conversation is too long for the model's context. Answer it yourself, or use a model with a larger context.",
  'model_failed.rejected': 'The model provider rejected the request. Check the key and the model.',
  'model_failed.quota': "The model provider's quota is used up.",
  model_escalated: 'The assistant asks you to take over: {reason}',
  question: 'The assistant asks: {question}',
  text_rejected: "The assistant's text was held back: {objections}.",
  unproved:
    'The assistant’s text states what nothing you provided proves: {words}. Answer what is true, allow it this time, or discard it.',
  'sender_unknown.no_sender': 'An email arrived without a sender.',
  'sender_unknown.several_senders': 'An email arrived with several senders, {from} first.',
  'sender_unknown.own_address':
    'An email arrived from your own address ({from}), sent from outside this mailbox.',
  'sender_unknown.newcomer':
    '{from} wrote in this conversation, and {recipient} has not added them to it. Accept the email to have it answered, or reject it.',
  'sender_unknown.bystander':
    '{from}, whom {recipient} added to this conversation, has written. Accept the email to have it answered, or reject it.',
  'sender_unauthenticated.failed':
    "An email from {from} did not pass Gmail's checks of the sender. It may be forged.",
  'sender_unauthenticated.not_checked': "An email from {from} arrived without Gmail's checks of the sender.",
  'sender_unauthenticated.own_address': 'An email claims to be from you ({from}). It may be forged.',
  reply_to_elsewhere: '{from} asks for replies to a different address: {replyTo}.',
  'mail_unreadable.content': 'The assistant cannot read an email of this conversation. Look at it yourself.',
  'mail_unreadable.not_fetched':
    'Gmail did not return an email of this conversation. Read it in Gmail, then resume or stop.',
  'mail_unreadable.not_read':
    'Reading an email of this conversation failed repeatedly. Read it in Gmail, then resume or stop.',
  marked_as_spam: 'Gmail marked an email of this conversation as spam. Look at it before it is answered.',
  'draft_discarded.by_owner': 'You discarded the draft. Resume to have it written again.',
  'draft_discarded.gone':
    'The draft was deleted in Gmail, and the email was not sent. Resume to have it written again.',
  sending_limit: 'Gmail reports that this mailbox has reached its sending limit. The email was not sent.',
  send_uncertain:
    "A delivery report names {failedRecipient}, which is not the recipient's address. Check whether your email arrived.",
  recipient_left:
    'An automatic reply says that the recipient no longer works there. Check whom to contact instead.',
  outside_mail:
    '{from} wrote outside this conversation: “{subject}”. Accept the email to add it to this conversation and have it answered, or reject it.',
  'machine_unconfirmed.bounce':
    'A report from {from} says that your email was not delivered, but it may be forged. Check before you write again.',
  'machine_unconfirmed.absence':
    'An absence note from {from} says that the recipient is away, but it may be forged. The conversation continues as before.',
  'machine_unconfirmed.sending_limit':
    'A report from {from} says that Gmail did not send your email, but it may be forged. Check your sent mail.',
  machine_suspected:
    'The replies look automatic: they arrive within seconds, or repeat each other. Resume if a person writes them.',
  machine_mail:
    'An email arrived that was written or relayed by a program. The assistant does not answer it. Read it yourself.',
  answered_elsewhere:
    'The recipient answered in another conversation. No follow-up was sent here. Resume if you want one anyway.',
  reply_limit: 'The reply limit is reached. An email is waiting for your own answer.',
  mail_after_end: 'An email arrived after the conversation had ended.',
  gmail_refused: 'Gmail refused this email. Check the recipient and resume.',
  'repeated_failure.crashed':
    'Processing this conversation was interrupted repeatedly. It is tried again every few hours. Resume to try at once.',
  'repeated_failure.failed':
    'The same step failed repeatedly. Retrying automatically. Resume to try at once.',
  legacy: '{text}',
} as const satisfies Texts<AttentionNotice>;
