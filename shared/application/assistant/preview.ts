import { createHash } from 'node:crypto';
import { tokensOf, userSchema } from '../../domain/account/user.ts';
import { spokenMoment } from '../../domain/assistant/working-hours.ts';
import { blankMessage, type Message } from '../../domain/conversation/message.ts';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { WriterAnswer } from '../../domain/writing/answer.ts';
import type { Objection } from '../../domain/writing/checks/objection.ts';
import { withLinesBelow } from '../../domain/writing/lines-below.ts';
import { signingAs, withSignature } from '../../domain/writing/with-signature.ts';
import { normaliseAddress } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { Library } from '../knowledge/library.ts';
import { taughtFor } from '../learning/given.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { ReplyWriter, TokenUsage } from '../ports/reply-writer.ts';
import { countTokens } from '../writing/count-tokens.ts';
import type { InstallationTokens } from '../writing/installation-tokens.ts';
import { withinDeadline } from '../writing/within-deadline.ts';
import { writeChecked } from '../writing/write-checked.ts';
import { getAssistant } from './assistants.ts';

export interface PreviewRequest {
  readonly recipient: { readonly email: string; readonly name?: string | null | undefined };
  readonly instructions: string;
  readonly goal?: string | null | undefined;
  readonly inbound?: string | null | undefined;
}

export interface Preview {
  readonly answer: WriterAnswer;
  /** The text as it would be sent, with the signature. */
  readonly text: string | null;
  /** Why the text would not be sent, also after one rewrite; empty if it would be. */
  readonly objections: readonly Objection[];
  readonly usage: TokenUsage;
}

export interface PreviewDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly writer: ReplyWriter;
  readonly library: Library;
  readonly logger: Logger;
  readonly installationTokens?: InstallationTokens;
  readonly settings: {
    readonly dailyTokenBudget: number;
    /** Default: 50,000. */
    readonly previewMs?: number;
  };
}

/** Firebase Hosting answers with its own error page after 60 s (https://firebase.google.com/docs/hosting/cloud-run). */
const PREVIEW_MS = 50_000;

/**
 * What the assistant would write, with the same prompt and checks as real mails. Nothing is sent. Tokens are counted as
 * usual.
 */
export const previewAssistant =
  (deps: PreviewDeps) =>
  async (input: {
    readonly userId: string;
    readonly assistantId: string;
    readonly request: PreviewRequest;
  }): Promise<Result<Preview, AppError>> => {
    const { userId, request } = input;
    const email = normaliseAddress(request.recipient.email);
    if (email === null) return appError('invalid_address');
    const [assistant, user] = await Promise.all([
      getAssistant(deps)(input),
      readDocument(deps.store, userSchema, paths.user(userId)),
    ]);
    if (!assistant || !user) return notFound;
    const now = deps.clock.now();
    const day = await readUsageDay(deps.store, userId, user.timeZone, now);
    if (tokensOf(day) >= deps.settings.dailyTokenBudget) {
      return appError('daily_budget_used');
    }
    if (await deps.installationTokens?.exhaustedUntil(userId)) return appError('daily_budget_used');
    const recipient = { email, name: request.recipient.name ?? null };
    const count = (usage: TokenUsage): Promise<void> => countTokens(deps, user, input.assistantId, usage);
    const writer = withinDeadline(deps.writer, {
      clock: deps.clock,
      until: now + (deps.settings.previewMs ?? PREVIEW_MS),
      // A failure to count the tokens of a discarded preview must not fail the request.
      late: (usage) => void count(usage).catch(() => {}),
    });
    const passages = await deps.library.passagesFor({
      userId,
      assistantId: input.assistantId,
      own: assistant.library,
      shared: user.library,
      about: [request.inbound ?? '', request.instructions, request.goal ?? ''],
    });
    const messages = request.inbound ? [inboundOf(userId, recipient, request.inbound, now)] : [];
    const lessons = await taughtFor(deps, { user, assistantId: assistant.id, recipient: email });
    const written = await writeChecked(writer, {
      lessons,
      passages,
      purpose: request.inbound ? 'reply' : 'first',
      assistant: signingAs(assistant, user.name),
      thread: {
        recipient,
        subject: request.inbound ? 'Preview' : null,
        instructions: request.instructions,
        goal: request.goal ?? null,
        rewriteFeedback: null,
        summary: null,
      },
      persona: { ownerName: user.name, ownerEmail: user.email },
      messages,
      today: `${spokenMoment(now, user.timeZone)} ${user.timeZone}`,
      timeZone: user.timeZone,
    });
    await count(written.usage);
    switch (written.kind) {
      case 'error':
        return appError('writer_unavailable');
      case 'no_mail':
        return ok({ answer: written.answer, text: null, objections: [], usage: written.usage });
      default:
        return ok({
          answer: written.answer,
          text: withLinesBelow(withSignature(written.text, signingAs(assistant, user.name)), assistant, {
            thread: { held: [] },
            messages,
          }),
          objections: written.kind === 'rejected' ? written.objections : [],
          usage: written.usage,
        });
    }
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
