import { setTimeout as pause } from 'node:timers/promises';
import type { LocalWorld } from './world.ts';

/** A minute: all browser suites share one system, on a machine that may be busy. */
const TRIES = 240;
const BETWEEN_MS = 250;

/** Asks until the answer is there; throws with `what` when it does not come. */
export const eventually = async <T>(what: string, ask: () => Promise<T | null>): Promise<T> => {
  for (let round = 0; round < TRIES; round++) {
    const answer = await ask();
    if (answer !== null) return answer;
    await pause(BETWEEN_MS);
  }
  throw new Error(`It did not happen: ${what}`);
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Answers by hand from a mailbox of the local Google, in the conversation with this subject, once it is there. */
export const replyByHand = async (
  world: LocalWorld,
  email: string,
  subject: string,
  text: string,
): Promise<void> => {
  const mailbox = world.mailboxOf(email);
  const link = new RegExp(`href="/mailbox/[^/"]+/([^"]+)"[^>]*>(?:(?!</a>).)*${escaped(subject)}`, 's');
  const thread = await eventually(`a mail about "${subject}" for ${email}`, async () => {
    const page = await (await fetch(mailbox)).text();
    return link.exec(page)?.[1] ?? null;
  });
  const sent = await fetch(mailbox, {
    method: 'POST',
    body: new URLSearchParams({ thread: decodeURIComponent(thread), text }),
    redirect: 'manual',
  });
  if (sent.status >= 400) throw new Error(`The answer was not accepted: ${sent.status} ${await sent.text()}`);
};
