import { createHash } from 'node:crypto';
import { checkText } from '../../domain/check-text.ts';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../../domain/ids.ts';
import { normaliseAddress } from '../../domain/mail/address.ts';
import { blankMessage, type Message } from '../../domain/message.ts';
import { withSignature } from '../../domain/outgoing-mail.ts';
import { buildPrompt } from '../../domain/prompt.ts';
import { ok, type Result } from '../../domain/result.ts';
import { userSchema } from '../../domain/user.ts';
import type { WriterAnswer } from '../../domain/writing.ts';
import { readDocument } from '../documents/parse.ts';
import { paths } from '../documents/paths.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { ReplyWriter, TokenUsage } from '../ports/reply-writer.ts';
import { getAssistant } from './assistants.ts';

export interface PreviewRequest {
  readonly recipient: { readonly email: string; readonly name?: string | null | undefined };
  readonly instructions: string;
  readonly goal?: string | null | undefined;
  readonly inbound?: string | null | undefined;
}

export interface Preview {
  readonly answer: WriterAnswer;
  /** The text as it would be sent, signature included. */
  readonly text: string | null;
  readonly objections: readonly string[];
  readonly usage: TokenUsage;
}

/** What the assistant would write, through the shipping prompt and checks. Nothing is stored or sent. */
export const previewAssistant =
  (deps: { readonly store: DocumentStore; readonly clock: Clock; readonly writer: ReplyWriter }) =>
  async (input: {
    readonly userId: string;
    readonly assistantId: string;
    readonly request: PreviewRequest;
  }): Promise<Result<Preview, AppError>> => {
    const { userId, request } = input;
    const email = normaliseAddress(request.recipient.email);
    if (email === null) return appError('invalid_address', 'The recipient is not a mail address.');
    const [assistant, user] = await Promise.all([
      getAssistant(deps)(input),
      readDocument(deps.store, userSchema, paths.user(userId)),
    ]);
    if (!assistant || !user) return notFound;
    const recipient = { email, name: request.recipient.name ?? null };
    const prompt = buildPrompt({
      purpose: request.inbound ? 'reply' : 'first',
      assistant,
      thread: {
        recipient,
        subject: request.inbound ? 'Preview' : null,
        instructions: request.instructions,
        goal: request.goal ?? null,
        rewriteFeedback: null,
        summary: null,
      },
      persona: { ownerName: user.name, ownerEmail: user.email },
      messages: request.inbound ? [inboundOf(userId, recipient, request.inbound, deps.clock.now())] : [],
      objections: [],
    });
    const written = await deps.writer.write(prompt);
    if (!written.ok) return appError('writer_unavailable', written.error.message);
    const { answer, usage } = written.value;
    return ok({
      answer,
      text: answer.body?.trim() ? withSignature(answer.body, assistant) : null,
      objections: answer.body?.trim() ? checkText(answer.body, { prompt, recipient }) : [],
      usage,
    });
  };

const inboundOf = (userId: string, from: Message['from'], text: string, now: number): Message => ({
  ...blankMessage,
  id: messageIdSchema.parse(createHash('sha256').update(text).digest('hex').slice(0, 16)),
  userId: userIdSchema.parse(userId),
  threadId: threadIdSchema.parse('preview'),
  direction: 'inbound',
  author: 'correspondent',
  state: 'received',
  from,
  text,
  at: now,
  createdAt: now,
});
