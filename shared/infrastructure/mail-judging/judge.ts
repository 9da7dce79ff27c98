import type { MailJudge } from '../../application/ports/mail-judge.ts';
import type { JudgedMail, MailToJudge } from '../../mail/judge.ts';
import { inTurns, owned, runInThread, type ThreadLimits } from '../threads/run-in-thread.ts';
import { workerUrl } from './worker-url.ts';

/** Up to here a mail is judged where it was fetched, in milliseconds and a few MB; nearly all are far below. */
const MAX_HERE = 512 * 1024;

/** Three times what the largest mail takes that a gateway hands out (8 MB of text). */
const LIMITS: ThreadLimits = { timeoutMs: 30_000, heapMb: 256, buffersMb: 128 };

/** The thread runs our own code, and its answer has the shape that this code gives it. */
const judgeInThread = async ({ raw, own }: MailToJudge, limits: ThreadLimits): Promise<JudgedMail | null> => {
  const copy = owned(raw);
  const answer = await runInThread(workerUrl(), { raw: copy, own: [...own] }, [copy.buffer], limits);
  return answer as JudgedMail | null;
};

const judgeHere = async (mail: MailToJudge): Promise<JudgedMail> => {
  // As much code as all the rest of a function; most events need none of it.
  const { judgeMail } = await import('../../mail/judge.ts');
  return judgeMail(mail);
};

/**
 * Judges small mails in this thread, and large ones in a worker thread, one at a time, which is terminated at its limits of
 * time and memory. The result is cut to the size of a small mail's.
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
