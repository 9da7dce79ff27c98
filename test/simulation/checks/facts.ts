import { type Message, messageSchema } from '../../../shared/domain/conversation/message.ts';
import { type EmailThread, emailThreadSchema } from '../../../shared/domain/conversation/thread.ts';
import { type Mailbox, mailboxSchema } from '../../../shared/domain/mailbox/mailbox.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import type { SimMailbox } from '../gmail.ts';
import { parsedOnce } from '../parsed-once.ts';
import type { People, Written } from '../people.ts';
import type { Happening, Plan } from '../plan.ts';
import { START, type World } from '../world.ts';

const mailboxOf = parsedOnce(mailboxSchema);
const threadOf = parsedOnce(emailThreadSchema);
export const messageOf = parsedOnce(messageSchema);

/** What the owner told the assistant. */
export interface OwnersFact {
  readonly threadId: string;
  readonly number: number;
  readonly text: string;
  readonly actNow: boolean;
  /** When the owner was told that it is noted; null: they were not. */
  toldAt: number | null;
}

/** What the checks of one run know, and where they put what they found. */
export class Facts {
  threadIds: readonly string[] = [];
  readonly violations: string[] = [];
  readonly world: World;
  readonly mailbox: SimMailbox;
  readonly plan: Plan;
  readonly userId: string;
  readonly #people: People;
  /** Threads of which the owner was told that nothing more leaves. */
  readonly stopped = new Set<string>();
  /** Addresses of people who were told that they get no more mails. */
  readonly unsubscribed = new Set<string>();
  /** Threads whose owner asked for them to be deleted. */
  readonly deleted = new Set<string>();
  /** Held mails on which the owner has said yes, or was told that their no is noted. */
  readonly accepted = new Set<string>();
  readonly rejected = new Set<string>();
  /** Questions whose answer was taken, by thread and time. */
  readonly answered = new Set<string>();
  readonly ownersFacts: OwnersFact[] = [];
  /** Numbers of those that the model was shown. */
  readonly factsShown = new Set<string>();
  /** Automatic mails of which the owner was told that they are stopped. */
  readonly undone = new Set<string>();
  /** The owner's last word on pausing, and since when they know that it holds; null: it does not, or they do not know. */
  readonly pauses = new Map<'owner' | 'assistant', { asked: symbol; since: number | null }>();
  /** The moments that first mails and follow-ups were given, and whether they leave at once although others do. */
  readonly slots = new Map<string, { readonly at: number; readonly near: boolean }>();
  /** Threads in review by the owner's word, with the mail that was too late to be held back, as they were told. */
  readonly inReview = new Map<string, string | null>();
  /** The owner asked for the account to be deleted, and was told that it is being deleted. */
  deletionAsked = false;
  deletionBegun = false;

  constructor(world: World, mailbox: SimMailbox, plan: Plan, userId: string, people: People) {
    this.world = world;
    this.mailbox = mailbox;
    this.plan = plan;
    this.userId = userId;
    this.#people = people;
  }

  get now(): number {
    return this.world.scheduler.now;
  }

  /** Since when the owner knows that nothing leaves; null: it may. */
  get pausedSince(): number | null {
    const known = [...this.pauses.values()].flatMap(({ since }) => since ?? []);
    return known.length > 0 ? Math.min(...known) : null;
  }

  fail(promise: string, what: string): void {
    this.violations.push(`${promise}: ${what} (at ${this.now - START} ms)`);
  }

  get written(): readonly Written[] {
    return this.#people.written;
  }

  newFact(threadId: string, actNow: boolean): OwnersFact {
    const number = this.ownersFacts.length + 1;
    const fact = { threadId, number, text: `This is fact-number-${number}.`, actNow, toldAt: null };
    this.ownersFacts.push(fact);
    return fact;
  }

  /** Somebody let the thread go on, whatever it was waiting for. */
  didResume(threadId: string): boolean {
    return (this.thread(threadId)?.events ?? []).some(({ kind }) => kind === 'resumed');
  }

  did(what: Happening): boolean {
    return this.world.visited.has(`happening ${what}`);
  }

  #data(path: string) {
    return this.world.store.documents.get(path)?.data;
  }

  storedMailbox(): Mailbox | null {
    const data = this.#data(paths.mailbox(this.mailbox.id));
    return data ? mailboxOf(data) : null;
  }

  thread(threadId: string): EmailThread | null {
    const data = this.#data(paths.thread(this.userId, threadId));
    return data ? threadOf(data) : null;
  }

  message(threadId: string, messageId: string): Message | null {
    const data = this.#data(paths.message(this.userId, threadId, messageId));
    return data ? messageOf(data) : null;
  }

  messages(threadId: string): readonly Message[] {
    const stored = this.world.store.documents.in(paths.messages(this.userId, threadId));
    return Array.from(stored, ({ data }) => messageOf(data));
  }

  /** Gmail was past this mail before it showed it. */
  isLate({ visibleAt, listedAt, readableAt }: Written): boolean {
    return Math.max(listedAt, readableAt) > visibleAt;
  }

  /** Gmail showed this mail late, and forgot its history meanwhile: only a look at the thread can find it. */
  isForgotten(mail: Written): boolean {
    return this.isLate(mail) && this.did('expire_history');
  }

  /** What the owner writes by hand as their draft disappears is taken for the draft, sent with other words. */
  isSentAsOurs({ kind, threadId, gmailId }: Written): boolean {
    return (
      kind === 'owner' && this.messages(threadId).some(({ gmailMessageId }) => gmailMessageId === gmailId)
    );
  }

  /** The first mail of a living conversation, up to this history id, that is not recorded. */
  unrecorded(upTo: bigint): Written | undefined {
    return this.written.find((mail) => {
      if (mail.historyId > upTo || mail.deleted || mail.outside) return false;
      // Gmail was past it before it showed it; that it is found later is checked at rest.
      if (this.isLate(mail)) return false;
      const thread = this.thread(mail.threadId);
      // Nothing is owed where nobody goes on.
      if (thread?.status !== 'active') return false;
      if (this.#data(paths.message(this.userId, mail.threadId, mail.gmailId))) return false;
      return !this.isSentAsOurs(mail);
    });
  }
}
