import type { Message } from '../../conversation/message.ts';
import type { PromptRequest } from '../prompt.ts';

/** What a text is checked against. */
export interface Evidence {
  /** Text of the owner that may be revealed: instructions, knowledge, signature. */
  readonly owner: string;
  /** The owner's instructions alone, which are for the assistant and not for the recipient. */
  readonly instructions: readonly string[];
  /** Information about the owner that may be revealed without asking. */
  readonly knowledge: string;
  /** What the owner marked as secret. */
  readonly secrets: readonly string[];
  /** Names that appear in every mail. */
  readonly people: string;
  /** The text of the mails of this thread and their summary. */
  readonly conversation: string;
}

/** What the owner taught is theirs, like their instructions. */
const lessonsIn = (lessons: Told['lessons'] | undefined): readonly string[] =>
  [...(lessons?.general ?? []), ...(lessons?.ofPerson ?? [])].map(({ text }) => text);

type Told = Omit<PromptRequest, 'objections' | 'purpose'>;

const exchangedText = (message: Message): string =>
  message.direction === 'outbound' && message.state !== 'sent'
    ? ''
    : [message.subject, message.text, message.quoted, ...message.attachments.map(({ text }) => text)].join(
        '\n',
      );

/** What the owner gave to be told: the knowledge text, and the passages of the documents that were given. */
const knowledgeOf = ({ assistant, passages = [] }: Pick<Told, 'assistant' | 'passages'>): string =>
  [assistant.knowledge, ...passages.map(({ heading, text }) => `${heading}\n${text}`)].join('\n');

export const evidenceOf = ({
  assistant,
  thread,
  persona,
  messages,
  passages = [],
  lessons,
  memory = [],
}: Told): Evidence => ({
  owner: [
    assistant.instructions,
    knowledgeOf({ assistant, passages }),
    assistant.signature,
    persona.ownerEmail,
    thread.instructions,
    thread.goal,
    thread.subject,
    thread.rewriteFeedback,
    ...(thread.notes ?? []).map(({ text }) => text),
    ...lessonsIn(lessons),
    thread.recipient.email,
  ].join('\n'),
  instructions: [assistant.instructions, thread.instructions],
  knowledge: knowledgeOf({ assistant, passages }),
  secrets: assistant.secrets ?? [],
  people: [
    assistant.name,
    assistant.signature,
    persona.ownerName,
    persona.ownerEmail,
    thread.recipient.name,
    thread.recipient.email,
  ].join('\n'),
  conversation: [
    ...messages.map(exchangedText),
    thread.summary?.text ?? '',
    ...memory.map(({ text, quote }) => `${text}\n${quote}`),
  ].join('\n'),
});
