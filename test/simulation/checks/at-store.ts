import { addressHash } from '../../../shared/application/account/suppressions.ts';
import type { ThreadView } from '../../../shared/domain/conversation/events.ts';
import { type Message, pendingMessage } from '../../../shared/domain/conversation/message.ts';
import { MAX_LOOKS } from '../../../shared/domain/conversation/moments.ts';
import type { EmailThread } from '../../../shared/domain/conversation/thread.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { LEASE_MS } from '../world.ts';
import { type Facts, messageOf } from './facts.ts';

const HOUR = 60 * 60_000;
/** Within the hour, as promised; one hour may border on the next. */
const MAX_AT_ONCE = 15;

/** Gmail shows what was sent at the latest after so long. */
const SHOWN_BY_THEN_MS = 10_000;

/** What has to hold of everything that is stored, after every step. */
export class StoreChecks {
  readonly #facts: Facts;
  readonly #written = new Set<string>();
  readonly #states = new Map<string, Message['state']>();
  /** Conversations that ran before this step. */
  readonly #running = new Set<string>();
  readonly #views = new Map<string, ThreadView>();
  #cursor = 0n;

  constructor(facts: Facts) {
    this.#facts = facts;
    const { store } = facts.world;
    const others = store.onWrite;
    store.onWrite = (path) => {
      others(path);
      this.#written.add(path);
    };
  }

  /** Looks at what was written since the last time: several documents of a transaction belong together. */
  step(): void {
    const facts = this.#facts;
    if (this.#written.size === 0) return;
    const threads = new Set<string>();
    for (const path of this.#written) {
      const data = facts.world.store.documents.get(path)?.data;
      if (!data) continue;
      if (JSON.stringify(data).includes('canary-')) facts.fail('P7', `a token stands in ${path}`);
      if (path === paths.mailbox(facts.mailbox.id)) this.#cursorMoved();
      const [, userId, collection, threadId, messages] = path.split('/');
      if (userId !== facts.userId || collection !== 'threads' || threadId === undefined) continue;
      threads.add(threadId);
      if (messages === 'messages') this.#messageChanged(path, messageOf(data));
    }
    this.#written.clear();
    for (const threadId of threads) this.#threadChanged(threadId);
    for (const threadId of threads) {
      if (facts.thread(threadId)?.status === 'active') this.#running.add(threadId);
      else this.#running.delete(threadId);
    }
  }

  #cursorMoved(): void {
    const facts = this.#facts;
    const mailbox = facts.storedMailbox();
    if (!mailbox) return;
    const cursor = BigInt(mailbox.historyId);
    if (cursor < this.#cursor) facts.fail('P2', 'the cursor moved backwards');
    this.#cursor = cursor;
    const lost = facts.unrecorded(cursor);
    if (lost) facts.fail('P2', `the cursor passed mail ${lost.number}, which is not recorded`);
  }

  #messageChanged(path: string, message: Message): void {
    const before = this.#states.get(path);
    this.#states.set(path, message.state);
    if (before === 'sent' && message.state !== 'sent') {
      this.#facts.fail('P1', `${message.id} was sent and is now ${message.state}`);
    }
  }

  #threadChanged(threadId: string): void {
    const facts = this.#facts;
    const thread = facts.thread(threadId);
    if (!thread) return;
    if (thread.stopReason === 'opted_out') this.#optedOut(thread.recipient.email);
    const messages = facts.messages(threadId);
    const before = this.#views.get(threadId);
    this.#views.set(threadId, { thread, messages });
    this.#oneAtATime(before?.thread ?? null, thread);
    if (before) this.#became(before, { thread, messages });
    this.#sleepsNot({ thread, messages });
    if (thread.slot && before?.thread.slot?.at !== thread.slot.at) this.#slotGiven(thread.slot);
    const pending = pendingMessage(messages);
    const underWay = messages.filter((m) => ['composed', 'drafted', 'awaiting_approval'].includes(m.state));
    if (underWay.length > 1) facts.fail('P1', `${threadId} has ${underWay.length} mails under way`);
    if (thread.waitingDraft && pending?.id !== thread.waitingDraft.messageId) {
      facts.fail('truth', `${threadId} names a waiting draft that is none`);
    }
    const sent = messages.filter((m) => m.state === 'sent').length;
    // A stopped one may be in the middle of its deletion, messages first.
    if (thread.counters.sent !== sent && thread.status === 'active') {
      facts.fail('truth', `${threadId} counts ${thread.counters.sent} mails as sent, but ${sent} are`);
    }
    const { untidyClocks } = facts.plan;
    if (!untidyClocks && thread.lease && thread.lease.expiresAt > facts.now + LEASE_MS) {
      facts.fail('liveness', `${threadId} is held for longer than a lease`);
    }
    if (
      !untidyClocks &&
      thread.lease &&
      (thread.nextActionAt ?? Number.POSITIVE_INFINITY) > Math.max(thread.lease.expiresAt, facts.now)
    ) {
      facts.fail('liveness', `nobody would look after ${threadId} if the turn that holds it died`);
    }
  }

  /** Nobody is written to in two conversations unless their owner has said so. What Gmail kept back goes on by itself. */
  #oneAtATime(before: EmailThread | null, thread: EmailThread): void {
    const facts = this.#facts;
    if (thread.status !== 'active' || before?.status === 'active' || thread.allowParallel) return;
    for (const id of this.#running) {
      const other = id === thread.id ? null : facts.thread(id);
      if (other?.status === 'active' && other.recipientEmail === thread.recipientEmail)
        facts.fail('P6', 'a second conversation with one person runs, and nobody said so');
    }
  }

  /** A conversation that nobody works on has a moment at which it goes on, or says for whom it waits (P11). */
  #sleepsNot({ thread }: ThreadView): void {
    const facts = this.#facts;
    const { status, attention, lease, nextActionAt, waitingFor, followUp } = thread;
    if (status !== 'active' || attention || lease || nextActionAt !== null) return;
    const code = waitingFor?.code;
    if (code === 'approval' || code === 'paused' || code === 'mailbox_disconnected' || code === 'held_mail')
      return;
    if (code !== 'answer') facts.fail('P11', `${thread.id} sleeps, and nobody knows why`);
    else if (followUp) facts.fail('P11', `${thread.id} waits for an answer, and would never follow up`);
    else this.#nothingAgreed(thread);
  }

  #nothingAgreed({ id, commitments, revisitAt, lookedAt, counters }: ThreadView['thread']): void {
    const due = [revisitAt, ...commitments.map((one) => one.due)].filter((at) => at !== null);
    const ahead = due.some((at) => at > (lookedAt ?? 0));
    if (ahead && counters.looks < MAX_LOOKS) this.#facts.fail('P11', `${id} sleeps over what was agreed`);
  }

  /** Few leave at once within an hour; all others keep the distance. */
  #slotGiven({ messageId, at }: NonNullable<ThreadView['thread']['slot']>): void {
    const facts = this.#facts;
    const { slots, plan, now } = facts;
    slots.delete(messageId);
    const others = [...slots.values()];
    slots.set(messageId, { at, near: false });
    const isNear = others.some((other) => Math.abs(other.at - at) < plan.paceSeconds * 1000);
    if (!isNear) return;
    if (at > now) facts.fail('pace', `${messageId} was given a moment too near to another's`);
    const atOnce = others.filter((other) => other.near && other.at > at - HOUR).length + 1;
    slots.set(messageId, { at, near: true });
    if (atOnce > MAX_AT_ONCE) facts.fail('pace', `${atOnce} mails may leave at once`);
  }

  /** What one transaction may make of a thread. */
  #became(before: ThreadView, after: ThreadView): void {
    const facts = this.#facts;
    const { thread, messages } = after;
    const { lease } = before.thread;
    this.#blamed(before, after);
    if (
      !facts.plan.untidyClocks &&
      lease &&
      lease.expiresAt > facts.now &&
      thread.lease &&
      thread.lease.token !== lease.token
    ) {
      facts.fail('P1', `${thread.id} is taken by a turn while another holds it`);
    }
    const isOver = lease !== null && thread.lease === null;
    if (isOver && thread.waitingFor?.code === 'pace' && thread.unanswered.length > 0) {
      facts.fail('pace', `an answer in ${thread.id} queues behind first mails`);
    }
    const earlier = new Map(before.messages.map((message) => [message.id, message]));
    const newlySent = messages.filter((m) => m.state === 'sent' && earlier.get(m.id)?.state !== 'sent');
    const decided = messages.some(
      (m) => m.direction === 'inbound' && m.decision !== null && earlier.get(m.id)?.decision === null,
    );
    const byOwner = messages.some((m) => m.author === 'owner' && !earlier.has(m.id));
    const kept = [...thread.unanswered, ...thread.held];
    for (const id of [...before.thread.unanswered, ...before.thread.held]) {
      // A holding line says that the answer is still to come.
      const answering = newlySent.filter(({ purpose }) => purpose !== 'holding');
      const settled = decided || byOwner || answering.some(({ answers }) => answers.includes(id));
      const readable = messages.some((m) => m.id === id && m.text.trim() !== '');
      const denied = messages.some((m) => m.id === id && (m.ruling === 'rejected' || m.ruling === 'blocked'));
      if (!kept.includes(id) && !settled && !denied && readable) facts.fail('P2', `${id} fell out of sight`);
    }
    const denied = messages.find((m) => m.state === 'discarded' && earlier.get(m.id)?.state !== 'discarded');
    const shown = facts.mailbox.sent.some(
      ({ ourMessageId, at }) => ourMessageId === denied?.id && at < facts.now - SHOWN_BY_THEN_MS,
    );
    if (shown && thread.attention?.code === 'draft_discarded') {
      facts.fail('truth', `${denied?.id} is said not to have been sent, though Gmail showed it`);
    }
    this.#endedBySilence(before, after);
    const ended = newlySent.find(({ thenStop }) => thenStop !== null);
    if (ended && thread.status === 'active') {
      facts.fail('truth', `${ended.id} ended ${thread.id}, which goes on`);
    }
  }

  /** Nobody is given up before they have got every follow-up, unless the model thought that none was worth sending. */
  #endedBySilence(before: ThreadView, { thread, messages }: ThreadView): void {
    const hasEnded = thread.stopReason === 'no_answer' && before.thread.status === 'active';
    if (!hasEnded || !thread.followUp) return;
    const heard = messages.filter(
      ({ author, ruling }) => author === 'correspondent' && ruling !== 'rejected',
    );
    const since = Math.max(0, ...heard.map(({ createdAt }) => createdAt));
    const sent = messages.filter(
      ({ state, purpose, at }) => state === 'sent' && purpose === 'follow_up' && at >= since,
    );
    const decided = thread.events.some(({ kind, at }) => kind === 'decided' && at >= since);
    if (sent.length < thread.followUp.max && !decided) {
      this.#facts.fail('P11', `${thread.id} is given up after ${sent.length} follow-ups`);
    }
  }

  /** Nobody is told of a failure that is not the conversation's own. */
  #blamed({ thread: before }: ThreadView, { thread }: ThreadView): void {
    const facts = this.#facts;
    const path = paths.thread(facts.userId, thread.id);
    if (thread.lease && thread.lease.token !== before.lease?.token) {
      facts.world.holders.set(path, { instance: facts.world.instance, token: thread.lease.token });
    }
    const { attention } = thread;
    if (attention?.code !== 'repeated_failure' || before.attention?.code === attention.code) return;
    if (attention.params.cause === 'crashed' && (facts.world.diedAlone.get(path) ?? 0) < 3) {
      facts.fail('truth', `${thread.id} is blamed for crashes that happened beside others`);
    }
    if (attention.params.cause === 'failed' && !facts.world.visited.has('log turn_failed')) {
      facts.fail('truth', `${thread.id} is said to fail, though it only met an outage`);
    }
  }

  /** Whoever asked to be left alone is so in every other conversation, too. */
  #optedOut(address: string): void {
    const facts = this.#facts;
    if (!facts.world.store.documents.has(paths.suppression(facts.userId, addressHash(address)))) {
      facts.fail('P6', 'somebody opted out, and it is not noted for other conversations');
    }
  }
}
