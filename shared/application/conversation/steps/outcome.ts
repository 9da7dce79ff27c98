import type { OperatorFault, OwnerFault } from '../../ports/mail-gateway.ts';
import type { Turn } from '../turn.ts';

/** What performing a step came to. */
export type Outcome =
  /** Done; decide again. */
  | { readonly kind: 'next'; readonly turn: Turn }
  /** A passing fault: release the lease and come again. `afterMs` null: as the number of failures says. */
  | {
      readonly kind: 'retry';
      readonly turn: Turn;
      readonly afterMs: number | null;
      readonly cause: 'gmail' | 'model' | 'internal' | 'operator';
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

const BASE_MS = 2_000;
const LONGEST_MS = 30 * 60_000;

/** Exponential back-off, 2 s to 30 min, for the n-th failure in a row (from 1). */
export const backOffMs = (failures: number): number =>
  Math.min(LONGEST_MS, BASE_MS * 2 ** Math.min(failures - 1, 20));
