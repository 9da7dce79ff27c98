import { admittedMails } from '../../../domain/conversation/verdict.ts';
import { contextOf, type Exchanged } from '../../../domain/writing/context.ts';
import { buildSummaryPrompt, usableSummary } from '../../../domain/writing/summary-prompt.ts';
import { NO_TOKENS } from '../../writing/token-sum.ts';
import { record, type Turn } from '../turn.ts';
import type { TurnDeps } from './deps.ts';

export interface SummedUp {
  readonly turn: Turn;
  /** Whether there is a new summary, which is to be stored before anything else is paid for. */
  readonly stored: boolean;
}

/** Mails of which neither the removal of bodies nor anything else may leave a trace in a summary made meanwhile. */
const idsOf = (turn: Turn, left: readonly Exchanged[]) => {
  const kept = new Set(turn.view.messages.filter((m) => m.bodyKept).map((m) => m.id));
  return left.map(({ id }) => id).filter((id) => kept.has(id));
};

/**
 * Has the middle of a conversation that is too long summarised, once: the summary stays with the thread and is extended
 * when the rest has grown too long again. If the model fails, the turn goes on without; those mails are then left out.
 */
export const sumUp = async (deps: TurnDeps, turn: Turn): Promise<SummedUp> => {
  const { thread } = turn.view;
  const { left, summary: earlier } = contextOf(admittedMails(turn.view), thread.summary, turn.user.timeZone);
  const last = left.at(-1);
  if (!last) return { turn, stored: false };
  const result = await deps.writer.summarise(buildSummaryPrompt(left, earlier));
  const { inputTokens, outputTokens } = (result.ok ? result.value.usage : result.error.usage) ?? NO_TOKENS;
  const paid =
    inputTokens + outputTokens > 0
      ? record(turn, {
          type: 'tokens_spent',
          at: deps.clock.now(),
          key: deps.random.id(),
          usage: { inputTokens, outputTokens },
          date: turn.day.date,
        })
      : turn;
  const text = result.ok ? usableSummary(result.value.text) : null;
  if (text === null) {
    const code = result.ok ? 'empty' : result.error.code;
    deps.logger.warn('summary_failed', { threadId: thread.id, code, mailsLeftOut: left.length });
    return { turn: paid, stored: false };
  }
  deps.logger.info('summarised', { threadId: thread.id, mails: left.length, upTo: last.id });
  return {
    turn: record(paid, {
      type: 'summarised',
      at: deps.clock.now(),
      summary: { text, upTo: last.id },
      from: idsOf(turn, left),
    }),
    stored: true,
  };
};
