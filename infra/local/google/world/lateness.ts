import { behaviourOf } from './behaviour.ts';
import type { Kernel } from './kernel.ts';

interface LateRow {
  readonly listings: number;
  readonly reads: number;
}

/** Records for how long a new mail stays invisible. Does nothing if Gmail behaves as documented. */
export const noteArrival = (kernel: Kernel, email: string, messageId: string): void => {
  const { lateInHistory, lateToRead } = behaviourOf(kernel, email);
  if (lateInHistory + lateToRead === 0) return;
  kernel.run(
    'INSERT OR REPLACE INTO late (email, message_id, listings, reads) VALUES (?, ?, ?, ?)',
    email,
    messageId,
    lateInHistory,
    lateToRead,
  );
};

const take = (kernel: Kernel, email: string, messageId: string, what: keyof LateRow): boolean =>
  kernel.transaction(() => {
    const row = kernel.get<LateRow>(
      'SELECT listings, reads FROM late WHERE email = ? AND message_id = ?',
      email,
      messageId,
    );
    if (row === null || row[what] === 0) return false;
    kernel.run(`UPDATE late SET ${what} = ${what} - 1 WHERE email = ? AND message_id = ?`, email, messageId);
    return true;
  });

/** Whether this history listing omits the mail. Counts down. */
export const isLateInHistory = (kernel: Kernel, email: string, messageId: string): boolean =>
  take(kernel, email, messageId, 'listings');

/**
 * Whether the mail cannot be read yet. Has its own transaction, because the error that follows must not undo the count.
 */
export const isLateToRead = (kernel: Kernel, email: string, messageId: string): boolean =>
  take(kernel, email, messageId, 'reads');
