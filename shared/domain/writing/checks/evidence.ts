import type { Message } from '../../conversation/message.ts';
import type { PromptRequest } from '../prompt.ts';

/** What a text is held against. */
export interface Evidence {
  /** What the owner wrote that may be told: instructions, knowledge, signature. */
  readonly owner: string;
  /** The owner's instructions alone, which are for the assistant and not for the recipient. */
  readonly instructions: readonly string[];
  /** What may be told of the owner's side without asking. */
  readonly knowledge: string;
  /** What the owner marked as never to be told. */
  readonly secrets: readonly string[];
  /** Names that stand in every mail. */
  readonly people: string;
  /** What stands in the mails of this thread and their summary. */
  readonly conversation: string;
}

type Told = Omit<PromptRequest, 'objections' | 'purpose'>;

const exchangedText = (message: Message): string =>
  message.direction === 'outbound' && message.state !== 'sent'
    ? ''
    : [message.subject, message.text, message.quoted, ...message.attachments.map(({ text }) => text)].join(
        '\n',
      );

export const evidenceOf = ({ assistant, thread, persona, messages }: Told): Evidence => ({
  owner: [
    assistant.instructions,
    assistant.knowledge,
    assistant.signature,
    persona.ownerEmail,
    thread.instructions,
    thread.goal,
    thread.subject,
    thread.rewriteFeedback,
    ...(thread.notes ?? []).map(({ text }) => text),
    thread.recipient.email,
  ].join('\n'),
  instructions: [assistant.instructions, thread.instructions],
  knowledge: assistant.knowledge,
  secrets: assistant.secrets ?? [],
  people: [
    assistant.name,
    assistant.signature,
    persona.ownerName,
    persona.ownerEmail,
    thread.recipient.name,
    thread.recipient.email,
  ].join('\n'),
  conversation: [...messages.map(exchangedText), thread.summary?.text ?? ''].join('\n'),
});
