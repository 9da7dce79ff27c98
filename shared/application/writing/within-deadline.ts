import { err, type Result } from '../../domain/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReplyWriter, TokenUsage, WriterError } from '../ports/reply-writer.ts';

type Answer<T> = Result<T & { readonly usage: TokenUsage }, WriterError>;

/**
 * A writer for a request with a waiting client: after `until` (epoch ms) every call answers `timeout`, and no new call
 * is made. Calls that are running continue, because they are billed; `late` receives their usage when they end.
 */
export const withinDeadline = (
  writer: ReplyWriter,
  {
    clock,
    until,
    late,
  }: { readonly clock: Clock; readonly until: number; readonly late: (usage: TokenUsage) => void },
): ReplyWriter => {
  const hurried = async <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
    const left = until - clock.now();
    if (left <= 0) return tooLate;
    const asked = ask();
    const bell = Promise.withResolvers<null>();
    const timer = setTimeout(() => bell.resolve(null), left);
    const first = await Promise.race([asked, bell.promise]).finally(() => clearTimeout(timer));
    if (first !== null) return first;
    void asked.then(
      (answer) => {
        const usage = answer.ok ? answer.value.usage : answer.error.usage;
        if (usage) late(usage);
      },
      () => {}, // nobody waits for it any more
    );
    return tooLate;
  };
  return {
    write: (prompt) => hurried(() => writer.write(prompt)),
    summarise: (prompt) => hurried(() => writer.summarise(prompt)),
  };
};

const tooLate = err({
  code: 'timeout',
  message: 'The model takes longer than a preview can wait.',
} satisfies WriterError);
