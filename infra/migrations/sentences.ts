/**
 * The sentences that release 0.1.0 stored, with their codes. `{name}` is a parameter. Never changes: it describes
 * existing documents and does not follow later wording.
 */
export interface SentenceCode {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Rule {
  readonly sentence: string;
  readonly code: string;
  /** Parameters that the code implies. */
  readonly params?: Readonly<Record<string, unknown>>;
}

const rule = (sentence: string, code: string, params: Rule['params'] = {}): Rule => ({
  sentence,
  code,
  params,
});

export type SentenceKind = 'attention' | 'waiting' | 'stop' | 'resolution' | 'milestone';

const rules: Readonly<Record<SentenceKind, readonly Rule[]>> = {
  attention: [
    rule('The model refused to answer this mail.', 'model_refused'),
    rule('The model gave no usable answer.', 'model_failed', { cause: 'unusable' }),
    rule('The assistant gave no text to send.', 'model_failed', { cause: 'no_text' }),
    rule('The model provider rejected the request. Check the key and the model.', 'model_failed', {
      cause: 'rejected',
    }),
    rule("The model provider's quota is used up.", 'model_failed', { cause: 'quota' }),
    rule('The assistant asks you to take over: {reason}', 'model_escalated'),
    rule("The assistant's text was held back: {objections}.", 'text_rejected'),
    rule('A mail came that does not say who sent it.', 'sender_unknown', {
      cause: 'no_sender',
      from: '',
      recipient: '',
    }),
    rule('A mail without a sender came.', 'sender_unknown', { cause: 'no_sender', from: '', recipient: '' }),
    rule('A mail came that names several senders, {from} first.', 'sender_unknown', {
      cause: 'several_senders',
      recipient: '',
    }),
    rule(
      'A mail came from your own address ({from}), sent from elsewhere than this mailbox.',
      'sender_unknown',
      {
        cause: 'own_address',
        recipient: '',
      },
    ),
    rule(
      '{from} has joined this conversation. The assistant answers {recipient} alone, unless you allow others.',
      'sender_unknown',
      { cause: 'newcomer' },
    ),
    rule(
      '{from} wrote in this conversation. The assistant answers {recipient} alone, unless you allow others.',
      'sender_unknown',
      { cause: 'bystander' },
    ),
    rule('A mail came that says it is from you ({from}). It may be forged.', 'sender_unauthenticated', {
      cause: 'own_address',
    }),
    rule(
      "A mail that says it is from {from} did not pass Gmail's checks of the sender. It may be forged.",
      'sender_unauthenticated',
      { cause: 'failed' },
    ),
    rule(
      "A mail that says it is from {from} came without Gmail's checks of the sender.",
      'sender_unauthenticated',
      {
        cause: 'not_checked',
      },
    ),
    rule('{from} asks that answers go to another address, {replyTo}.', 'reply_to_elsewhere'),
    rule('A mail came that the assistant cannot read. Look at it yourself.', 'mail_unreadable', {
      cause: 'content',
    }),
    rule(
      'Gmail does not hand out a mail of this conversation. Read it in Gmail, then resume or stop.',
      'mail_unreadable',
      { cause: 'not_fetched' },
    ),
    rule(
      'Gmail took a mail of this conversation for spam. Look at it before it is answered.',
      'marked_as_spam',
    ),
    rule('You discarded the draft. Resume to have it written anew.', 'draft_discarded', {
      cause: 'by_owner',
    }),
    rule(
      'The draft is gone from Gmail, and its mail was not sent. Resume to have it written anew.',
      'draft_discarded',
      { cause: 'gone' },
    ),
    rule(
      "A mail system reports that {failedRecipient} could not be reached, which is not the recipient's address. See whether your mail arrived.",
      'send_uncertain',
    ),
    rule('A mail is waiting for your own answer.', 'reply_limit'),
    rule('A mail came after the conversation had ended.', 'mail_after_end'),
    rule('Gmail refused this mail. Check the recipient and resume.', 'gmail_refused'),
    rule(
      'Working on this conversation broke off again and again. Resume to try once more.',
      'repeated_failure',
      {
        cause: 'crashed',
      },
    ),
    rule('The same step failed again and again. Resume to try once more.', 'repeated_failure', {
      cause: 'failed',
    }),
  ],
  waiting: [
    rule('The mailbox is disconnected.', 'mailbox_disconnected'),
    rule('Looking for a mail in Gmail.', 'looking_for_mail'),
    rule('Waiting for your approval.', 'approval'),
    rule('The daily sending limit is reached.', 'daily_sending_limit'),
    rule('The daily budget for the model is used up.', 'daily_token_budget'),
    rule('Outside working hours.', 'working_hours'),
    rule('Taking a moment before answering.', 'reply_delay'),
    rule('Follow-up if nobody answers.', 'follow_up'),
    rule('Trying again after a passing fault.', 'retry', { cause: 'internal' }),
    rule('The recipient is out of office.', 'out_of_office'),
  ],
  stop: [
    rule('You stopped it.', 'by_owner'),
    rule('You stopped this conversation.', 'by_owner'),
    rule('You deleted it.', 'conversation_deleted'),
    rule('You deleted its assistant.', 'assistant_deleted'),
    rule('Its assistant was deleted.', 'assistant_deleted'),
    rule('You disconnected the mailbox.', 'mailbox_disconnected'),
    rule('You answered by hand.', 'answered_by_hand'),
    rule('The recipient asked not to be written to.', 'opted_out_before'),
    rule('A mail is waiting for your own answer.', 'reply_limit'),
    rule('The mail could not be delivered ({status}).', 'undeliverable'),
    rule('The mail could not be delivered.', 'undeliverable', { status: '' }),
  ],
  resolution: [
    rule('You sent the draft from Gmail.', 'sent_by_owner'),
    rule('It had been sent; only the confirmation was lost.', 'confirmation_lost'),
    rule('A newer mail came first.', 'overtaken'),
    rule('Taken back: the conversation was stopped.', 'conversation_stopped'),
    rule('You discarded the draft. Resume to have it written anew.', 'discarded_by_owner'),
    rule('You asked for another text.', 'rewrite_requested'),
    rule(
      'The draft is gone from Gmail, and its mail was not sent. Resume to have it written anew.',
      'draft_gone',
    ),
    rule(
      'Gmail does not hand out a mail of this conversation. Read it in Gmail, then resume or stop.',
      'not_fetched',
    ),
  ],
  milestone: [
    rule('Conversation started.', 'created'),
    rule('You let the assistant go on.', 'resumed'),
    rule('You approved the draft.', 'approved'),
  ],
};

const PLACEHOLDER = /\{(\w+)\}/g;

const matcher = (sentence: string): RegExp =>
  new RegExp(
    `^${sentence.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(PLACEHOLDER, (_whole, name: string) => `(?<${name}>.*?)`)}$`,
    's',
  );

const legacy = (text: string): SentenceCode => ({ code: 'legacy', params: { text } });

/** Objections were joined into one sentence, separated by semicolons. */
const withObjections = ({ code, params }: SentenceCode): SentenceCode =>
  typeof params.objections === 'string'
    ? { code, params: { objections: params.objections.split('; ').map(legacy) } }
    : { code, params };

const compiled = Object.fromEntries(
  Object.entries(rules).map(([kind, list]) => [
    kind,
    list.map(({ sentence, code, params = {} }) => ({ pattern: matcher(sentence), code, params })),
  ]),
);

/** The code of a stored sentence. A sentence without a code becomes `legacy`. */
export const codeOf = (kind: SentenceKind, sentence: string): SentenceCode => {
  for (const { pattern, code, params } of compiled[kind] ?? []) {
    const match = pattern.exec(sentence);
    if (match) return withObjections({ code, params: { ...params, ...match.groups } });
  }
  return legacy(sentence);
};

const said = (value: unknown): string =>
  Array.isArray(value)
    ? value
        .map((one: { readonly params?: { readonly text?: unknown } }) => String(one.params?.text ?? ''))
        .join('; ')
    : String(value ?? '');

/** The sentence that release 0.1.0 stored for a code. */
export const sentenceOf = (kind: SentenceKind, { code, params }: SentenceCode): string => {
  if (code === 'legacy' || code === 'decided') return said(params.text ?? params.reason);
  const found = rules[kind].find(
    (one) =>
      one.code === code &&
      Object.entries(one.params ?? {}).every(([name, value]) => params[name] === value || value === ''),
  );
  return (found?.sentence ?? code).replaceAll(PLACEHOLDER, (_whole, name: string) => said(params[name]));
};
