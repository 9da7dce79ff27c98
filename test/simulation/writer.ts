import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Prompt } from '../../shared/domain/writing/answer.ts';
import type { Dice } from './random.ts';

/** Numbers of the inbound mails that a prompt shows. */
export const mailsSeen = (prompt: Prompt): string[] =>
  prompt.items
    .filter((item) => item.role === 'user')
    .flatMap((item) => [...item.text.matchAll(/mail-number-(\d+)/g)].map((match) => match[1] ?? ''));

const purposeOf = (prompt: Prompt): string =>
  prompt.instructions.includes('Write the first mail')
    ? 'first'
    : prompt.instructions.includes('follow-up that')
      ? 'follow_up'
      : 'reply';

/** A writer whose mails say what they answer, so that the recipients' side can be checked. */
export const answerPrompt = (prompt: Prompt, dice: Dice): Awaited<ReturnType<ReplyWriter['write']>> => {
  const purpose = purposeOf(prompt);
  const seen = mailsSeen(prompt);
  const roll = dice.next();
  const action =
    purpose === 'first' || roll < 0.72
      ? 'reply'
      : roll < 0.8
        ? 'wait'
        : roll < 0.87
          ? 'finish'
          : roll < 0.92
            ? 'decline_noted'
            : roll < 0.95
              ? 'escalate'
              : 'opt_out';
  const silent = action === 'wait' || action === 'escalate' || action === 'opt_out';
  return ok({
    answer: {
      action,
      subject: purpose === 'first' ? 'A subject' : null,
      body: silent ? null : `purpose-${purpose} seen-${seen.join('.')}-end`,
      reason: 'because',
      goalProgress: 'some',
    },
    usage: { inputTokens: 100, outputTokens: 20, cachedInputTokens: 0 },
    model: 'sim',
  });
};
