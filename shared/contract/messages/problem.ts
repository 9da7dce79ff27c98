import type { ProblemCode } from '../problem-codes.ts';

/** What went wrong with a request, for people. `{name}` stands for a parameter of the problem. */
export const problemTexts = {
  unauthenticated: 'Sign in first.',
  foreign_origin: 'This request did not come from this site.',
  foreign_caller: 'Only Pub/Sub and Cloud Scheduler may call this.',
  invalid_request: 'Invalid request.',
  malformed_json: 'The body is not valid JSON.',
  malformed_request: 'The request cannot be read.',
  unsupported_media_type: 'Send application/json, uncompressed.',
  payload_too_large: 'The body is larger than 1 MB.',
  route_not_found: 'There is no such route.',
  too_many_requests: 'Too many requests. Try again in {seconds} seconds.',
  unavailable: 'Not available at the moment. Try again.',
  internal: 'Something went wrong on our side.',
  thread_unreadable:
    'The data of this conversation cannot be read. Nothing is sent in it until it is repaired.',
  document_unreadable: 'Stored data that this needs cannot be read. The other data is not affected.',
  not_found: 'Not found. It may have been deleted.',
  invalid_cursor: 'This cursor does not belong to this list.',
  invalid_address: 'The recipient is not a valid email address.',
  unknown_assistant: 'There is no such assistant.',
  already_in_conversation: 'A conversation with this person is already running.',
  own_address: 'This is your own address. Enter a different one.',
  suppressed_recipient: 'This person asked not to be contacted.',
  mailbox_not_connected: 'Your mailbox is not connected. Sign in again to reconnect it.',
  idempotency_key_reused: 'This Idempotency-Key was used for another request.',
  not_awaiting_approval: 'This email is not waiting for your approval.',
  not_held: 'This email is not waiting for your decision.',
  cannot_trust: 'This sender cannot be trusted: the domain itself asks for such emails to be rejected.',
  no_reply_to: 'This email does not ask to be answered at another address.',
  thread_changed: 'The conversation has changed in the meantime. Look at it again.',
  cannot_join: 'The recipient has not added this sender to the conversation.',
  no_question: 'The assistant has no open question here. It may have been answered already.',
  knowledge_full:
    "The assistant's knowledge has no room for this answer. Shorten the knowledge, or answer without remembering.",
  too_many_notes: 'This conversation holds as many notes as it can.',
  stop_unconfirmed:
    'The conversation is stopped, but Gmail did not confirm that an email already being sent was held back. Try again.',
  review_unconfirmed:
    'Emails wait for your approval from now on, but Gmail did not confirm that one already being sent was held back. Try again.',
  pause_unconfirmed:
    'Sending is paused, but Gmail did not confirm that an email already being sent was held back. Try again.',
  thread_busy: 'Gmail does not answer at the moment. Try again.',
  writer_unavailable: 'The model is not available at the moment. Try again.',
  daily_budget_used: 'The daily budget for the model is used up.',
  sending_limit_too_high: 'This exceeds the emails per day that this installation allows.',
  forbidden_url: 'This address cannot be reached from here. Use a public https address.',
  too_many_channels: 'There are as many channels as there can be. Delete one first.',
  web_push_not_set_up: 'The administrator of this installation has not set up web push.',
  wrong_channel_kind: 'This configuration belongs to another kind of channel.',
} as const satisfies Readonly<Record<ProblemCode, string>>;
