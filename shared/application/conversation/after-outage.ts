import { failuresOf } from '../../domain/conversation/faults.ts';
import type { Step } from '../../domain/conversation/next-step.ts';
import type { OutageCause } from '../../domain/mailbox/outage.ts';
import { endOutage } from '../mailbox/note-outage.ts';
import type { TurnDeps } from './steps/deps.ts';
import type { Turn } from './turn.ts';
import { wakeDelayed } from './wake-delayed.ts';

/** What has answered, where a step came to an end; null: nothing outside was needed. */
export const answeredIn = (step: Step['kind']): OutageCause | null => {
  switch (step) {
    case 'compose':
      return 'model';
    case 'create_draft':
    case 'update_draft':
    case 'inspect_draft':
    case 'send_draft':
    case 'reconcile':
      return 'gmail';
    default:
      return null;
  }
};

/**
 * A turn has ended in which something answered that was out of reach before, as far as the turn knew when it began: the owner's
 * notice is over, and what else waits for it is tried again. Costs nothing where nothing was out of reach.
 */
export const afterOutage = async (
  deps: TurnDeps,
  { stored: { thread }, mailbox }: Turn,
  answered: ReadonlySet<OutageCause>,
): Promise<void> => {
  for (const cause of answered) {
    const wasOut = mailbox.outage?.cause === cause;
    const hasWaited = failuresOf(thread, cause) > 0 || (cause === 'model' && failuresOf(thread, 'slow') > 0);
    if (!wasOut && !hasWaited) continue;
    try {
      if (wasOut) await endOutage(deps, mailbox.id, cause);
      await wakeDelayed(deps, cause, mailbox.id);
    } catch (error) {
      // They come back by themselves, only later.
      deps.logger.warn('delayed_not_woken', { threadId: thread.id, cause }, error);
    }
  }
};
