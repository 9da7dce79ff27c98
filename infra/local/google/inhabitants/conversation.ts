import { rawHeader, referencedIds } from '../mail/raw-mail.ts';
import { mailOf, type StoredMessage } from '../world/messages.ts';

/**
 * What belongs to the conversation of `message` among the mails of its thread: all that is joined to it by
 * In-Reply-To and References. Gmail's thread can hold several, as it also joins mails that name nothing but
 * share their subject and their people.
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
