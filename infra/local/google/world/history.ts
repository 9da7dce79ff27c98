import { GoogleError, invalidArgument, notFound } from './google-error.ts';
import type { Kernel } from './kernel.ts';
import { isLateInHistory } from './lateness.ts';
import { historyId, normalizeAddress, notify, requireMailbox } from './mailboxes.ts';

export type HistoryType = 'messageAdded' | 'messageDeleted' | 'labelAdded' | 'labelRemoved';
const TYPES: readonly string[] = ['messageAdded', 'messageDeleted', 'labelAdded', 'labelRemoved'];

interface HistoryMessage {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
}

export interface HistoryRecord {
  readonly id: string;
  readonly messages: readonly { readonly id: string; readonly threadId: string }[];
  readonly messagesAdded?: readonly { readonly message: HistoryMessage }[];
  readonly messagesDeleted?: readonly { readonly message: HistoryMessage }[];
  readonly labelsAdded?: readonly {
    readonly message: HistoryMessage;
    readonly labelIds: readonly string[];
  }[];
  readonly labelsRemoved?: readonly {
    readonly message: HistoryMessage;
    readonly labelIds: readonly string[];
  }[];
}

export interface HistoryList {
  readonly history?: readonly HistoryRecord[];
  readonly historyId: string;
  readonly nextPageToken?: string;
}

export interface HistoryQuery {
  readonly startHistoryId?: string | undefined;
  readonly historyTypes?: readonly string[] | undefined;
  readonly labelId?: string | undefined;
  readonly pageToken?: string | undefined;
  readonly maxResults?: number | undefined;
}

interface HistoryRow {
  readonly seq: number;
  readonly type: HistoryType;
  readonly message_id: string;
  readonly thread_id: string;
  readonly labels: string;
  readonly changed_labels: string;
}

/** Adds a history record, advances the mailbox's history id and queues the notification. Returns the seq. */
export function recordHistory(
  kernel: Kernel,
  email: string,
  type: HistoryType,
  message: HistoryMessage,
  changedLabels: readonly string[] = [],
): number {
  const mailbox = requireMailbox(kernel, email);
  // Gmail's ids increase with gaps: clients must not assume consecutive ids.
  const seq = mailbox.seq + 1 + Math.floor(kernel.random() * 5);
  kernel.run('UPDATE mailbox SET seq = ? WHERE email = ?', seq, mailbox.email);
  kernel.run(
    'INSERT INTO history (email, seq, type, message_id, thread_id, labels, changed_labels) VALUES (?, ?, ?, ?, ?, ?, ?)',
    mailbox.email,
    seq,
    type,
    message.id,
    message.threadId,
    JSON.stringify(message.labelIds),
    JSON.stringify(changedLabels),
  );
  notify(kernel, mailbox.email, message.labelIds);
  return seq;
}

/** users.history.list: records after `startHistoryId`; 404 if that id is too old or was never issued. */
export function listHistory(kernel: Kernel, email: string, query: HistoryQuery): HistoryList {
  const mailbox = requireMailbox(kernel, email);
  const start = query.startHistoryId ?? '';
  if (start === '') {
    throw new GoogleError({
      code: 400,
      reason: 'invalidArgument',
      status: 'INVALID_ARGUMENT',
      message: 'Missing required parameter: startHistoryId',
    });
  }
  if (!/^\d{1,20}$/.test(start)) throw invalidArgument('Invalid value at startHistoryId (TYPE_UINT64)');
  const types = query.historyTypes ?? [];
  const unknown = types.find((type) => !TYPES.includes(type));
  if (unknown !== undefined) throw invalidArgument(`Invalid value at 'history_types' (ENUM), "${unknown}"`);
  const offset = BigInt(start) - BigInt(mailbox.history_base);
  if (offset < BigInt(mailbox.oldest_seq) || offset > BigInt(mailbox.seq)) throw notFound();
  if (query.pageToken !== undefined && !/^\d{1,15}$/.test(query.pageToken)) {
    throw invalidArgument('Invalid pageToken');
  }
  const after = Math.max(Number(offset), Number(query.pageToken ?? 0));
  const limit = pageSize(query.maxResults);
  const rows = kernel.all<HistoryRow>(
    `SELECT * FROM history WHERE email = ? AND seq > ?
       AND (? = '[]' OR type IN (SELECT value FROM json_each(?)))
       AND (? = '' OR EXISTS (SELECT 1 FROM json_each(labels) WHERE value = ?))
     ORDER BY seq LIMIT ?`,
    mailbox.email,
    after,
    JSON.stringify(types),
    JSON.stringify(types),
    query.labelId ?? '',
    query.labelId ?? '',
    limit + 1,
  );
  const last = rows.slice(0, limit).at(-1);
  const page = rows
    .slice(0, limit)
    .filter((row) => row.type !== 'messageAdded' || !isLateInHistory(kernel, mailbox.email, row.message_id));
  return {
    ...(page.length > 0 ? { history: page.map((row) => toRecord(row, historyId(mailbox, row.seq))) } : {}),
    historyId: historyId(mailbox),
    ...(rows.length > limit && last !== undefined ? { nextPageToken: String(last.seq) } : {}),
  };
}

function toRecord(row: HistoryRow, id: string): HistoryRecord {
  const message = {
    id: row.message_id,
    threadId: row.thread_id,
    labelIds: JSON.parse(row.labels) as string[],
  };
  const labelIds = JSON.parse(row.changed_labels) as string[];
  const record = { id, messages: [{ id: message.id, threadId: message.threadId }] };
  switch (row.type) {
    case 'messageAdded':
      return { ...record, messagesAdded: [{ message }] };
    case 'messageDeleted':
      return { ...record, messagesDeleted: [{ message }] };
    case 'labelAdded':
      return { ...record, labelsAdded: [{ message, labelIds }] };
    case 'labelRemoved':
      return { ...record, labelsRemoved: [{ message, labelIds }] };
  }
}

/** Deletes a mailbox's history: every id issued so far answers 404 from now on. */
export function expireHistory(kernel: Kernel, email: string): string {
  return kernel.transaction(() => {
    const mailbox = requireMailbox(kernel, email);
    kernel.run('DELETE FROM history WHERE email = ?', mailbox.email);
    kernel.run(
      'UPDATE mailbox SET seq = ?, oldest_seq = ? WHERE email = ?',
      mailbox.seq + 1,
      mailbox.seq + 1,
      mailbox.email,
    );
    return historyId(requireMailbox(kernel, normalizeAddress(email)));
  });
}

/** Gmail's page sizes: 100 by default, 500 at most. */
export function pageSize(maxResults: number | undefined, preset = 100): number {
  if (maxResults === undefined) return preset;
  if (!Number.isInteger(maxResults) || maxResults < 0) throw invalidArgument('Invalid value at max_results');
  return Math.min(maxResults === 0 ? preset : maxResults, 500);
}
