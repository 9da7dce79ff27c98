import type { FaultCause } from '../../../domain/conversation/faults.ts';
import type { OperatorFault, OwnerFault } from '../../ports/mail-gateway.ts';
import type { Turn } from '../turn.ts';

/** What performing a step came to. */
export type Outcome =
  /** Done; decide again. */
  | { readonly kind: 'next'; readonly turn: Turn }
  /** A fault: release the lease and come again, as the number of failures says, and not before `afterMs`. */
  | {
      readonly kind: 'retry';
      readonly turn: Turn;
      readonly afterMs: number | null;
      readonly cause: FaultCause;
      /** Whether the conversation itself may be to blame. Default: no. */
      readonly isOwn?: boolean;
      /** What the operator has to mend at Google. */
      readonly trouble?: OperatorFault;
      /** For the log. */
      readonly why: string;
    }
  /** Gmail takes no more mails from this mailbox; epoch ms, null: it did not say until when. */
  | { readonly kind: 'sending_paused'; readonly turn: Turn; readonly until: number | null }
  /** Google refuses this mailbox; only its owner can mend that. */
  | { readonly kind: 'disconnected'; readonly turn: Turn; readonly why: OwnerFault };

export const next = (turn: Turn): Outcome => ({ kind: 'next', turn });
