import { behaviourOf } from './behaviour.ts';
import type { Kernel } from './kernel.ts';

interface LateRow {
  readonly listings: number;
  readonly reads: number;
}

/** Notes how long a mail that has just come stays out of sight; nothing where Gmail behaves as documented. */
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

/** Whether a listing of history leaves this mail out once more. */
export const isLateInHistory = (kernel: Kernel, email: string, messageId: string): boolean =>
  take(kernel, email, messageId, 'listings');

/** Whether this mail cannot be read yet. Its own transaction: the refusal that follows must not undo the count. */
export const isLateToRead = (kernel: Kernel, email: string, messageId: string): boolean =>
  take(kernel, email, messageId, 'reads');
