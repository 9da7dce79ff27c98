import { valueBytes } from '../application/ports/document-size.ts';
import type { DocumentReader, Query, StoredDocument } from '../application/ports/document-store.ts';
import { type Message, messageSchema } from '../domain/conversation/message.ts';
import type { EmailThread } from '../domain/conversation/thread.ts';
import { outboundMessageId } from '../domain/ids.ts';
import { paths } from './paths.ts';
import { parseDocument } from './read.ts';

/** A usual conversation is read in one page; in memory each document is at most 1 MiB. */
const PAGE = 50;
/** Limits of what is read of a conversation flooded with mails: its newest messages, by number and bytes. */
const MAX_MESSAGES = 300;
const MAX_BYTES = 16 * 1024 * 1024;

/** The original HTML is only for display. It is as large as all other fields together, so decisions do not read it. */
const FIELDS = Object.keys(messageSchema.shape).filter((name) => name !== 'html');

interface Newest {
  readonly documents: readonly StoredDocument[];
  /** Whether these are all that there are. */
  readonly isAll: boolean;
}

const readNewest = async (reader: DocumentReader, collection: string): Promise<Newest> => {
  const documents: StoredDocument[] = [];
  let bytes = 0;
  let startAfter: Query['startAfter'];
  for (;;) {
    const page = await reader.query({
      collection,
      orderBy: [{ field: 'createdAt', direction: 'desc' }],
      select: FIELDS,
      limit: PAGE,
      ...(startAfter ? { startAfter } : {}),
    });
    documents.push(...page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return { documents, isAll: true };
    bytes += page.reduce((sum, { data }) => sum + valueBytes(data), 0);
    if (documents.length >= MAX_MESSAGES || bytes >= MAX_BYTES) return { documents, isAll: false };
    startAfter = { values: [Number(last.data.createdAt)], path: last.path };
  }
};

/**
 * Older messages that decisions may need: pending ones, the last one that the summary covers, our first mail and our
 * latest.
 */
const namedIn = ({
  id,
  unanswered,
  held,
  waitingDraft,
  summary,
  counters,
}: EmailThread): readonly string[] => [
  ...unanswered,
  ...held,
  ...(waitingDraft ? [waitingDraft.messageId] : []),
  ...(summary ? [summary.upTo] : []),
  outboundMessageId(id, 1),
  outboundMessageId(id, counters.outbound),
];

const byAge = (a: Message, b: Message): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/**
 * The messages of a thread, oldest first, without their HTML. All of them, unless there are very many: then the newest,
 * and those older ones that the thread or the caller names.
 */
export const readMessages = async (
  reader: DocumentReader,
  userId: string,
  threadId: string,
  thread: Promise<EmailThread | null>,
  also: readonly string[] = [],
): Promise<readonly Message[]> => {
  const newest = await readNewest(reader, paths.messages(userId, threadId));
  const messages = newest.documents.map((document) => parseDocument(messageSchema, document));
  const owner = newest.isAll ? null : await thread;
  if (!owner) return messages.reverse();
  const known = new Set<string>(messages.map(({ id }) => id));
  const missing = [...new Set([...namedIn(owner), ...also])].filter((id) => !known.has(id));
  const older = await reader.getAll(missing.map((id) => paths.message(userId, threadId, id)));
  const found = older.flatMap((document) => {
    if (!document) return [];
    const { html: _, ...message } = parseDocument(messageSchema, document);
    return [message];
  });
  return [...found, ...messages].sort(byAge);
};
