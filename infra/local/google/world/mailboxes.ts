import { GoogleError, invalidArgument } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { usableTopic } from './topics.ts';

/** A mailbox of this domain is created by the first mail to it. */
export const LOCAL_DOMAIN = 'example.com';
const WATCH_MS = 7 * 24 * 60 * 60 * 1000;
const FIRST_HISTORY_ID = 9_007_199_254_741_993n; // Just above 2^53: a client that uses numbers loses digits.

export interface MailboxRow {
  readonly email: string;
  readonly name: string;
  readonly history_base: string;
  readonly seq: number;
  readonly oldest_seq: number;
  readonly watch_topic: string | null;
  readonly watch_expires_at: number | null;
  readonly watch_labels: string;
  readonly watch_behavior: string;
  readonly next_notifications: string;
}

export interface WatchRequest {
  readonly topicName?: unknown;
  readonly labelIds?: unknown;
  readonly labelFilterBehavior?: unknown;
  readonly labelFilterAction?: unknown;
}

export const normalizeAddress = (address: string): string => address.trim().toLowerCase();

export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"(),:;[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text);
}

export function findMailbox(kernel: Kernel, email: string): MailboxRow | null {
  return kernel.get<MailboxRow>('SELECT * FROM mailbox WHERE email = ?', normalizeAddress(email));
}

/** The mailbox; created empty if the address is new. */
export function ensureMailbox(kernel: Kernel, address: string, name?: string): MailboxRow {
  const email = normalizeAddress(address);
  const known = findMailbox(kernel, email);
  if (known !== null) return known;
  const base = FIRST_HISTORY_ID + BigInt(Math.floor(kernel.random() * 1_000_000));
  kernel.run(
    'INSERT INTO mailbox (email, name, history_base, seq, oldest_seq, created_at) VALUES (?, ?, ?, 0, 0, ?)',
    email,
    name ?? displayName(email),
    String(base),
    kernel.now(),
  );
  return ensureMailbox(kernel, email);
}

/** "maria.lopez@example.com" is Maria Lopez. */
function displayName(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._+-]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || email;
}

/** Whether mail to this address is delivered. */
export function isDeliverable(kernel: Kernel, address: string): boolean {
  const email = normalizeAddress(address);
  return (
    email.endsWith(`@${LOCAL_DOMAIN}`) ||
    findMailbox(kernel, email) !== null ||
    kernel.get('SELECT 1 FROM send_as WHERE alias = ?', email) !== null
  );
}

export function listMailboxes(kernel: Kernel): MailboxRow[] {
  return kernel.all<MailboxRow>('SELECT * FROM mailbox ORDER BY email');
}

export function historyId(mailbox: MailboxRow, seq: number = mailbox.seq): string {
  return String(BigInt(mailbox.history_base) + BigInt(seq));
}

/** users.watch. Publishes to the topic at once, as Gmail does, so that the client sees that publishing works. */
export function watch(
  kernel: Kernel,
  email: string,
  request: WatchRequest,
): { historyId: string; expiration: string } {
  const topic = usableTopic(kernel, request.topicName);
  const labels = request.labelIds ?? [];
  if (!Array.isArray(labels) || labels.some((label) => typeof label !== 'string')) {
    throw invalidArgument('Invalid labelIds');
  }
  const behavior = String(
    request.labelFilterBehavior ?? request.labelFilterAction ?? 'include',
  ).toLowerCase();
  const mailbox = ensureMailbox(kernel, email);
  const expiresAt = kernel.now() + WATCH_MS;
  kernel.run(
    'UPDATE mailbox SET watch_topic = ?, watch_expires_at = ?, watch_labels = ?, watch_behavior = ? WHERE email = ?',
    topic,
    expiresAt,
    JSON.stringify(labels),
    behavior,
    mailbox.email,
  );
  notify(kernel, mailbox.email, null);
  return { historyId: historyId(mailbox), expiration: String(expiresAt) };
}

/** users.stop. */
export function stopWatch(kernel: Kernel, email: string): void {
  kernel.run(
    'UPDATE mailbox SET watch_topic = NULL, watch_expires_at = NULL WHERE email = ?',
    normalizeAddress(email),
  );
}

export function expireWatch(kernel: Kernel, email: string): void {
  kernel.run(
    'UPDATE mailbox SET watch_expires_at = ? WHERE email = ? AND watch_topic IS NOT NULL',
    kernel.now() - 1,
    normalizeAddress(email),
  );
}

/** The fate of a notification: delayed until released, lost, or delivered twice. */
export type NotificationFate = 'hold' | 'drop' | 'duplicate';

/**
 * Queues a notification for a watched mailbox: one per transaction, sent after the commit. `labels` are those of the
 * changed message (null: ignores label filters).
 */
export function notify(kernel: Kernel, email: string, labels: readonly string[] | null): void {
  const mailbox = findMailbox(kernel, email);
  if (mailbox === null || mailbox.watch_topic === null) return;
  if ((mailbox.watch_expires_at ?? 0) <= kernel.now()) return;
  if (labels !== null && !passesFilter(mailbox, labels)) return;
  kernel.atCommit(`notify ${mailbox.email}`, () => noteNotification(kernel, mailbox.email));
}

function noteNotification(kernel: Kernel, email: string): void {
  const mailbox = requireMailbox(kernel, email);
  if (mailbox.watch_topic === null) return;
  const [fate, ...rest] = JSON.parse(mailbox.next_notifications) as NotificationFate[];
  if (fate !== undefined) {
    kernel.run(
      'UPDATE mailbox SET next_notifications = ? WHERE email = ?',
      JSON.stringify(rest),
      mailbox.email,
    );
    if (fate === 'drop') return;
  }
  for (let copy = 0; copy < (fate === 'duplicate' ? 2 : 1); copy += 1) {
    kernel.run(
      'INSERT INTO notification (topic, email, history_id, held) VALUES (?, ?, ?, ?)',
      mailbox.watch_topic,
      mailbox.email,
      historyId(mailbox),
      fate === 'hold' ? 1 : 0,
    );
  }
}

function passesFilter(mailbox: MailboxRow, labels: readonly string[]): boolean {
  const filter = JSON.parse(mailbox.watch_labels) as string[];
  if (filter.length === 0) return true;
  const matches = filter.some((label) => labels.includes(label));
  return mailbox.watch_behavior === 'exclude' ? !matches : matches;
}

export interface PendingNotification {
  readonly id: number;
  readonly topic: string;
  readonly email: string;
  readonly historyId: string;
}

/** Notifications that are not delayed, oldest first. The publisher removes each one afterwards. */
export function pendingNotifications(kernel: Kernel): PendingNotification[] {
  return kernel.all<PendingNotification>(
    'SELECT id, topic, email, history_id AS historyId FROM notification WHERE held = 0 ORDER BY id',
  );
}

export function removeNotification(kernel: Kernel, id: number): void {
  kernel.run('DELETE FROM notification WHERE id = ?', id);
}

export function releaseNotifications(kernel: Kernel, email: string): number {
  return kernel.run('UPDATE notification SET held = 0 WHERE held = 1 AND email = ?', normalizeAddress(email));
}

/** Sets the fate of the mailbox's next notifications, in order. */
export function holdNextNotifications(
  kernel: Kernel,
  email: string,
  fate: NotificationFate,
  count: number,
): void {
  const mailbox = ensureMailbox(kernel, email);
  const planned = JSON.parse(mailbox.next_notifications) as string[];
  kernel.run(
    'UPDATE mailbox SET next_notifications = ? WHERE email = ?',
    JSON.stringify([...planned, ...Array.from({ length: count }, () => fate)]),
    mailbox.email,
  );
}

/** A mailbox that must exist already. */
export function requireMailbox(kernel: Kernel, email: string): MailboxRow {
  const mailbox = findMailbox(kernel, email);
  if (mailbox === null) {
    throw new GoogleError({
      code: 400,
      reason: 'failedPrecondition',
      status: 'FAILED_PRECONDITION',
      message: 'Mail service not enabled',
    });
  }
  return mailbox;
}
