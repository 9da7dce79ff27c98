import type { Message } from '../../../conversation/message.ts';
import { invitationText } from '../../invitation-text.ts';
import type { PromptRequest } from '../../prompt.ts';
import type { SourceKind } from './source-kinds.ts';

/** A piece of what the model was given. */
export interface Piece {
  readonly kind: SourceKind;
  /** Of the passage or the mail; when a note was written; `assistant` or `thread` otherwise. */
  readonly id: string;
  readonly text: string;
  /** `theirs` proves only that they said it: no price, discount or promise of ours. */
  readonly side: 'ours' | 'theirs';
  /** When it was written, epoch ms; null: it is of no certain time. */
  readonly at: number | null;
  /** Said about this conversation, so that one may calculate with it: not a handbook. */
  readonly isNear: boolean;
}

export type Told = Omit<PromptRequest, 'objections' | 'purpose'>;

const lines = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part != null && part !== '').join('\n');

const piecesOfMail = (message: Message, timeZone: string): readonly Piece[] => {
  const { id, at, direction, state, author } = message;
  if (direction === 'outbound' && state !== 'sent') return [];
  const side = direction === 'outbound' || author === 'owner' ? 'ours' : 'theirs';
  const own = lines(message.subject, message.text);
  const added = lines(
    message.quoted,
    message.invitation ? invitationText(message.invitation, timeZone) : '',
    message.from?.name,
    message.from?.email,
    ...message.attachments.map(({ name, text }) => lines(name, text)),
  );
  const piece = { kind: 'mail', id, at, isNear: true } as const;
  // What is quoted in a mail may be anybody's words.
  return [
    { ...piece, text: own, side },
    ...(added === '' ? [] : [{ ...piece, text: added, side: 'theirs' } as const]),
  ];
};

const YES =
  /^\s*(?:yes|yep|yeah|correct|right|ok(?:ay)?|sure|ja|genau|richtig|stimmt|oui|exact|d['’]accord|s[íi]|correcto|claro|esatto|certo|да|верно|именно|ага)(?!\p{L})/iu;

/** The owner's wish alone: the text that it is about stands before it, and is what was not good. */
const feedbackOf = ({ rewriteFeedback }: Told['thread']): string | null =>
  rewriteFeedback === null
    ? null
    : rewriteFeedback.slice(rewriteFeedback.lastIndexOf(FEEDBACK_LINE) + 1).replace(/^---\n/, '');
const FEEDBACK_LINE = '\n---\n';

/** All that a text may rest on. */
export const piecesOf = ({
  assistant,
  thread,
  persona,
  messages,
  timeZone,
  passages = [],
  lessons,
  memory = [],
}: Told): readonly Piece[] => {
  const owners = { side: 'ours', at: null } as const;
  const pieces: readonly Piece[] = [
    { ...owners, kind: 'knowledge', id: 'assistant', text: assistant.knowledge, isNear: false },
    ...passages.map(
      ({ id, heading, text }): Piece => ({
        ...owners,
        kind: 'passage',
        id,
        text: lines(heading, text),
        isNear: false,
      }),
    ),
    { ...owners, kind: 'instructions', id: 'assistant', text: assistant.instructions, isNear: true },
    {
      ...owners,
      kind: 'instructions',
      id: 'thread',
      text: lines(thread.instructions, thread.goal, thread.subject, feedbackOf(thread)),
      isNear: true,
    },
    {
      ...owners,
      kind: 'profile',
      id: 'owner',
      text: lines(
        assistant.name,
        assistant.signature,
        persona.ownerName,
        persona.ownerEmail,
        thread.recipient.name,
        thread.recipient.email,
      ),
      isNear: false,
    },
    ...(thread.notes ?? []).map(
      ({ at, text, question }): Piece => ({
        kind: 'note',
        id: String(at),
        // A question may hold what it asks about, and only a yes makes that true.
        text: question !== null && YES.test(text) ? lines(question, text) : text,
        side: 'ours',
        at,
        isNear: true,
      }),
    ),
    {
      ...owners,
      kind: 'instructions',
      id: 'lessons',
      text: [...(lessons?.general ?? []), ...(lessons?.ofPerson ?? [])].map(({ text }) => text).join('\n'),
      isNear: true,
    },
    // In their own words, from other conversations with them.
    ...memory.map(
      ({ messageId, at, text, quote }): Piece => ({
        kind: 'mail',
        id: messageId,
        text: lines(text, quote),
        side: 'theirs',
        at,
        isNear: true,
      }),
    ),
    ...messages.flatMap((message) => piecesOfMail(message, timeZone)),
    {
      kind: 'mail',
      id: 'summary',
      text: lines(thread.summary?.text, ...(thread.commitments ?? []).map(({ what }) => what)),
      side: 'theirs',
      at: null,
      isNear: true,
    },
  ];
  return pieces.filter(({ text }) => text.trim() !== '');
};
