import { paths } from '../../shared/application/documents/paths.ts';
import { messageSchema } from '../../shared/domain/message.ts';
import type { Sent, SimMailbox } from './gmail.ts';
import type { Written } from './people.ts';
import type { Task } from './scheduler.ts';
import { START, type World } from './world.ts';

const seenIn = (sent: Sent): string[] =>
  (sent.body.match(/seen-([0-9.]*)-end/)?.[1] ?? '').split('.').filter((number) => number !== '');
const purposeIn = (sent: Sent): string => sent.body.match(/purpose-([a-z_]+)/)?.[1] ?? '?';

/** The promises, asserted at every effect and at the end. */
export class Checks {
  threadIds: readonly string[] = [];
  readonly violations: string[] = [];
  readonly #world: World;
  readonly #mailbox: SimMailbox;
  readonly #stopped = new Map<string, number>();
  /** When each task last asked Gmail for news. */
  readonly #looked = new WeakMap<Task, number>();

  constructor(world: World, mailbox: SimMailbox) {
    this.#world = world;
    this.#mailbox = mailbox;
    world.observers.push({
      effect: ({ port, method, task }, args) => {
        if (port !== 'gmail') return;
        // A look is as old as its first page: what comes while it is being read may be missing.
        const looks = (method === 'listHistory' && args[2] === undefined) || method === 'getThread';
        if (looks) this.#looked.set(task, world.scheduler.now);
        if (method === 'sendDraft') this.#onSend(task);
        if (method === 'getMessage') this.#onFetch(String(args[1]));
      },
    });
  }

  #fail(promise: string, what: string): void {
    this.violations.push(`${promise}: ${what} (at ${this.#world.scheduler.now - START} ms)`);
  }

  /** The owner was told that nothing more leaves. */
  stopped(threadId: string): void {
    this.#stopped.set(threadId, this.#world.scheduler.now);
  }

  resumed(threadId: string): void {
    this.#stopped.delete(threadId);
  }

  get #written(): readonly Written[] {
    return this.#world.people?.written ?? [];
  }

  #threadOf(sent: Sent): string | null {
    return sent.ourMessageId === null ? null : sent.ourMessageId.slice(0, sent.ourMessageId.lastIndexOf('-'));
  }

  #onSend(task: Task): void {
    const sent = this.#mailbox.sent.at(-1);
    // Nothing was sent: the draft was gone.
    if (sent?.by !== 'port' || sent.at !== this.#world.scheduler.now) return;
    const threadId = this.#threadOf(sent);
    if (threadId === null) return this.#fail('P3', 'a mail without our header left');
    const index = this.threadIds.indexOf(threadId);
    if (!sent.to.includes(`person${index}@example.com`)) this.#fail('P3', `a mail went to ${sent.to}`);

    for (const earlier of this.#mailbox.sent) {
      if (earlier === sent || this.#threadOf(earlier) !== threadId) continue;
      if (earlier.ourMessageId === sent.ourMessageId) this.#fail('P1', `${sent.ourMessageId} was sent twice`);
      const same = seenIn(earlier).at(-1) === seenIn(sent).at(-1) && purposeIn(earlier) === purposeIn(sent);
      if (same && purposeIn(sent) !== 'follow_up')
        this.#fail('P1', `two answers to the same mail in ${threadId}`);
    }

    if (this.#stopped.has(threadId)) this.#fail('P6', `a mail left ${threadId} after it was stopped`);

    const looked = this.#looked.get(task);
    if (purposeIn(sent) === 'first') return;
    if (looked === undefined) return this.#fail('P5', 'a mail left without a look');
    const seen = new Set(seenIn(sent));
    for (const mail of this.#written) {
      if (mail.threadId !== threadId || mail.visibleAt > looked || mail.deleted) continue;
      if (mail.kind === 'genuine' && !seen.has(String(mail.number))) {
        this.#fail(
          'P5',
          `a mail left although mail ${mail.number} had been there: ${purposeIn(sent)}, seen ${[...seen]}`,
        );
      }
      const answeredAfter = [...seen].some((n) => Number(n) > mail.number);
      if (mail.kind === 'owner' && !answeredAfter && !this.#resumedSince(threadId)) {
        this.#fail('P6', `a mail left although the owner had answered by hand`);
      }
    }
  }

  #resumedSince(threadId: string): boolean {
    const events = this.#world.people?.thread(threadId)?.events ?? [];
    return events.some((event) => event.kind === 'resumed');
  }

  #onFetch(gmailId: string): void {
    const mail = this.#mailbox.mails.get(gmailId);
    if (!mail) return;
    const tracked = this.threadIds.some(
      (id) => this.#world.people?.thread(id)?.gmailThreadId === mail.threadId,
    );
    // A thread that was deleted a moment ago was tracked when the call began.
    const deleted = this.threadIds.some((id) => this.#world.people?.thread(id) === null);
    if (!tracked && !deleted) this.#fail('P9', 'a mail outside tracked threads was fetched');
  }

  /** Nothing breaks any more and a day and a half has gone by. */
  atRest(): void {
    for (const bug of this.#world.bugs) this.#fail('bug', bug);
    if (this.violations.length > 0) return;
    const { store, scheduler } = this.#world;
    for (const [path, { data }] of store.documents) {
      const json = JSON.stringify(data);
      if (json.includes('canary-')) this.#fail('P7', `a token stands in ${path}`);
    }
    if (this.#world.logged.some((line) => line.includes('canary-')))
      this.#fail('P7', 'a token stands in the log');
    const mailbox = store.documents.get(paths.mailbox(this.#mailbox.id))?.data;
    for (const threadId of this.threadIds) {
      const thread = this.#world.people?.thread(threadId);
      if (!thread) continue;
      if (thread.lease && thread.lease.expiresAt <= scheduler.now)
        this.#fail('liveness', `${threadId} keeps a lease`);
      const waits =
        thread.status === 'stopped' || thread.attention !== null || mailbox?.status === 'disconnected';
      if (thread.nextActionAt !== null && thread.nextActionAt < scheduler.now - 20 * 60_000) {
        this.#fail('liveness', `${threadId} is due and nobody comes`);
      }
      const messages = [...store.documents]
        .filter(([path]) => path.startsWith(`${paths.messages('u1', threadId)}/`))
        .map(([, { data }]) => messageSchema.parse(data));
      const ids = new Set<string>(messages.map((message) => message.id));
      if (!waits) {
        for (const mail of this.#written) {
          if (mail.threadId !== threadId || mail.deleted) continue;
          if (!ids.has(mail.gmailId)) this.#fail('P2', `mail ${mail.number} was never recorded`);
        }
        if (thread.unanswered.length > 0) {
          const pending = messages.some((m) => m.state === 'awaiting_approval');
          if (!pending) this.#fail('liveness', `${threadId} has a mail that nobody will answer`);
        }
        if (thread.counters.sent === 0 && !messages.some((m) => m.state === 'awaiting_approval')) {
          this.#fail('liveness', `${threadId} never sent its first mail`);
        }
      }
      for (const message of messages) {
        if (message.state === 'drafted' && !waits) this.#fail('liveness', `${message.id} stays drafted`);
        const inGmail = this.#mailbox.sent.some((sent) => sent.ourMessageId === message.id);
        if (message.state === 'sent' && !inGmail && message.resolution === null) {
          this.#fail('P1', `${message.id} is said to be sent but is not`);
        }
        if (
          inGmail &&
          mailbox?.status === 'connected' &&
          message.direction === 'outbound' &&
          message.state !== 'sent'
        ) {
          this.#fail('truth', `${message.id} was sent but is ${message.state}`);
        }
      }
    }
  }
}
