import type { MailJudge } from '../../application/ports/mail-judge.ts';
import type { JudgedMail, MailToJudge } from '../../mail/judge.ts';
import { inTurns, owned, runInThread, type ThreadLimits } from '../threads/run-in-thread.ts';
import { workerUrl } from './worker-url.ts';

/** Smaller mails are judged in this thread, in milliseconds and a few MB; nearly all are much smaller. */
const MAX_HERE = 512 * 1024;

/** Three times what the largest mail that a gateway returns (8 MB of text) needs. */
const LIMITS: ThreadLimits = { timeoutMs: 30_000, heapMb: 256, buffersMb: 128 };

/** The thread runs our own code, which guarantees the shape of its answer. */
const judgeInThread = async ({ raw, own }: MailToJudge, limits: ThreadLimits): Promise<JudgedMail | null> => {
  const copy = owned(raw);
  const answer = await runInThread(workerUrl(), { raw: copy, own: [...own] }, [copy.buffer], limits);
  return answer as JudgedMail | null;
};

const judgeHere = async (mail: MailToJudge): Promise<JudgedMail> => {
  // As large as the rest of a function's code, and most events do not need it.
  const { judgeMail } = await import('../../mail/judge.ts');
  return judgeMail(mail);
};

/**
 * Judges small mails in this thread. Large ones are judged in a worker thread, one at a time, which is terminated at
 * its limits of time and memory. The result is truncated to the size of a small mail's.
 */
export const createMailJudge = (
  limits: Partial<ThreadLimits> & { readonly maxHere?: number } = {},
): MailJudge => {
  const { maxHere = MAX_HERE, ...changed } = limits;
  const inTurn = inTurns();
  return {
    judge: (mail) => {
      const judged =
        mail.raw.byteLength <= maxHere
          ? judgeHere(mail)
          : inTurn(() => judgeInThread(mail, { ...LIMITS, ...changed }));
      return judged.catch(() => null);
    },
  };
};
