import { rawHeader, referencedIds } from '../mail/raw-mail.ts';
import { mailOf, type StoredMessage } from '../world/messages.ts';

/**
 * The mails of `message`'s thread that belong to its conversation: those that In-Reply-To and References connect with
 * it. A Gmail thread can hold several conversations, because Gmail also joins mails without references if their subject
 * and people match.
 */
export function conversationOf(message: StoredMessage, thread: StoredMessage[]): StoredMessage[] {
  const names = new Map(thread.map((member) => [member.id, namesOf(member)]));
  const known = new Set(names.get(message.id));
  let open = thread;
  for (;;) {
    const joined = open.filter((member) => names.get(member.id)?.some((name) => known.has(name)));
    if (joined.length === 0) return thread.filter((member) => !open.includes(member));
    for (const name of joined.flatMap((member) => names.get(member.id) ?? [])) known.add(name);
    open = open.filter((member) => !joined.includes(member));
  }
}

function namesOf(message: StoredMessage): string[] {
  const { headers } = mailOf(message);
  return [rawHeader(headers, 'Message-ID') ?? message.id, ...referencedIds(headers)];
}
