import { addressHash } from '../../../shared/application/account/suppressions.ts';
import type { Prompt } from '../../../shared/domain/writing/answer.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import type { Sent } from '../gmail.ts';
import type { Task } from '../scheduler.ts';
import { MAX_FOLLOW_UPS, recipientOf, workingTime } from '../settings.ts';
import { LEASE_MS } from '../world.ts';
import { mailsSeen } from '../writer.ts';
import type { Facts } from './facts.ts';

const seenIn = (sent: Sent): string[] =>
  (sent.body.match(/seen-([0-9.]*)-end/)?.[1] ?? '').split('.').filter((number) => number !== '');
const purposeIn = (sent: Sent): string => sent.body.match(/purpose-([a-z_]+)/)?.[1] ?? '?';
const threadOf = (sent: Sent): string | null =>
  sent.ourMessageId === null ? null : sent.ourMessageId.slice(0, sent.ourMessageId.lastIndexOf('-'));

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Berlin in winter. */
const dayOf = (at: number): number => Math.floor((at + HOUR) / DAY);

/** What has to hold of every mail at the moment at which it leaves. */
export class SendChecks {
  readonly #facts: Facts;
  /** When each task last asked Gmail for news. */
  readonly #looked = new WeakMap<Task, number>();

  constructor(facts: Facts) {
    this.#facts = facts;
    facts.world.observers.push({
      effect: ({ port, method, task }, args) => {
        if (port === 'writer') this.#shown(args[0] as Prompt);
        if (port !== 'gmail' || args[0] !== facts.mailbox.id) return;
        // A look is as old as its first page: what comes while it is being read may be missing.
        const looks = (method === 'listHistory' && args[2] === undefined) || method === 'getThread';
        if (looks) this.#looked.set(task, facts.now);
        if (method === 'sendDraft') this.#onSend(task);
        if (method === 'getMessage') this.#onFetch(String(args[1]));
      },
    });
  }

  #onSend(task: Task): void {
    const facts = this.#facts;
    const sent = facts.mailbox.sent.at(-1);
    // Nothing was sent: the draft was gone.
    if (sent?.by !== 'port' || sent.at !== facts.now) return;
    const threadId = threadOf(sent);
    if (threadId === null) return facts.fail('P3', 'a mail without our header left');
    this.#addressed(sent, threadId);
    this.#once(sent, threadId);
    this.#allowed(sent, threadId, task);
    this.#withinLimits(sent, threadId);
    this.#inTurn(sent, threadId);
    this.#looksFirst(sent, threadId, task);
  }

  /** The model sees no mail on which the owner has not said yes. */
  #shown(prompt: Prompt): void {
    const facts = this.#facts;
    const { pausedSince } = facts;
    if (prompt.instructions.includes(`<${facts.mailbox.email}>`) && pausedSince !== null) {
      // A turn that was under way may ask later: a call can take minutes.
      if (facts.now > pausedSince + 2 * LEASE_MS)
        facts.fail('cost', 'the model was asked while sending was paused');
    }
    if (!prompt.instructions.includes(`<${facts.mailbox.email}>`)) return;
    const shown = new Set(mailsSeen(prompt));
    for (const { number, gmailId, kind } of facts.written) {
      if (kind !== 'held' || !shown.has(String(number))) continue;
      if (!facts.accepted.has(gmailId))
        facts.fail('P10', `the model was shown mail ${number}, which is held`);
      if (facts.rejected.has(gmailId))
        facts.fail('P10', `the model was shown mail ${number}, which the owner had rejected`);
    }
  }

  #addressed(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    const address = recipientOf(facts.plan, facts.threadIds.indexOf(threadId));
    if (!sent.to.includes(address)) facts.fail('P3', `a mail went to ${sent.to}`);
    const { answers = [] } = facts.message(threadId, sent.ourMessageId ?? '') ?? {};
    const copies = answers.flatMap((id) => facts.message(threadId, id)?.from?.email ?? []);
    for (const copy of sent.cc) {
      if (!copies.includes(copy)) facts.fail('P3', `a copy went to ${copy}`);
    }
    const suppression = paths.suppression(facts.userId, addressHash(address));
    const asked = facts.world.store.documents.get(suppression)?.data.createdAt;
    if (typeof asked === 'number' && asked < facts.now - LEASE_MS) {
      facts.fail('P6', 'a mail went to somebody who had asked not to be written to');
    }
  }

  #once(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    for (const earlier of facts.mailbox.sent) {
      if (earlier === sent || threadOf(earlier) !== threadId) continue;
      if (earlier.ourMessageId === sent.ourMessageId) facts.fail('P1', `${sent.ourMessageId} was sent twice`);
      const same = `${seenIn(earlier)}` === `${seenIn(sent)}` && purposeIn(earlier) === purposeIn(sent);
      if (same && purposeIn(sent) !== 'follow_up') {
        facts.fail('P1', `two answers to the same mail in ${threadId}`);
      }
    }
  }

  /** By the owner's word: not stopped, approved where that was asked for, and as it was approved. */
  #allowed(sent: Sent, threadId: string, task: Task): void {
    const facts = this.#facts;
    if (facts.stopped.has(threadId)) facts.fail('P6', `a mail left ${threadId} after it was stopped`);
    if (facts.pausedSince !== null) facts.fail('P6', `a mail left ${threadId} while sending was paused`);
    if (facts.undone.has(sent.ourMessageId ?? '')) {
      facts.fail('P6', `${sent.ourMessageId} left, of which the owner was told that it is stopped`);
    }
    const message = facts.message(threadId, sent.ourMessageId ?? '');
    if (!message) return;
    const leaving = facts.inReview.get(threadId);
    if (leaving !== undefined && leaving !== message.id && !message.approval) {
      facts.fail('P6', 'a mail left without the approval that the owner had asked for');
    }
    if (message.approval?.text != null && !sent.body.includes('edited')) {
      facts.fail('P6', 'another text left than the one that the owner approved');
    }
    const attention = facts.thread(threadId)?.attention;
    // That it does not get on is shown, and it is tried again all the same.
    const isTriedAgain =
      attention?.code === 'repeated_failure' ||
      (attention?.code === 'model_failed' && attention.params.cause === 'too_slow');
    if (
      !facts.plan.untidyClocks &&
      attention &&
      !isTriedAgain &&
      attention.since < message.createdAt &&
      !message.approval
    ) {
      facts.fail('P10', `a mail was written and left while ${threadId} waits for its owner`);
    }
    const byHand = facts.plan.untidyClocks
      ? []
      : facts.messages(threadId).filter(({ author }) => author === 'owner');
    const looked = this.#looked.get(task) ?? 0;
    const isPassed = byHand.some(
      ({ createdAt }) => createdAt > (message.approval?.at ?? message.createdAt) && createdAt < looked,
    );
    if (isPassed) facts.fail('P6', `${message.id} left, after which the owner had answered by hand`);
    for (const id of message.answers) {
      const recorded = facts.message(threadId, id);
      const after = byHand.some(
        (hand) =>
          recorded &&
          hand.createdAt < message.createdAt &&
          hand.createdAt > recorded.createdAt &&
          hand.at > recorded.at,
      );
      if (after) facts.fail('P6', `${id} was answered, which the owner had answered by hand`);
      const answered = facts.written.find((mail) => mail.gmailId === id);
      if (answered?.kind === 'machine') facts.fail('P4', `machine mail ${answered.number} was answered`);
      if (answered?.kind === 'held' && !facts.accepted.has(id)) {
        facts.fail('P10', `mail ${answered.number} was answered, which the owner had not accepted`);
      }
      if (facts.rejected.has(id)) facts.fail('P10', `${id} was answered, which the owner had rejected`);
    }
  }

  #withinLimits(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    const { replyLimit, dailyLimit, workingHours } = facts.plan;
    const ours = facts.mailbox.sent.filter((mail) => mail.by === 'port');
    const replies = ours.filter((mail) => threadOf(mail) === threadId && purposeIn(mail) === 'reply');
    if (replies.length > replyLimit) facts.fail('limit', `${threadId} got ${replies.length} replies`);
    const reminders = ours.filter((mail) => threadOf(mail) === threadId && purposeIn(mail) === 'follow_up');
    if (reminders.length > MAX_FOLLOW_UPS)
      facts.fail('limit', `${threadId} got ${reminders.length} follow-ups`);
    const today = ours.filter((mail) => dayOf(mail.at) === dayOf(sent.at)).length;
    // Each has its place in the day before it leaves, whatever becomes of its turn.
    if (today > dailyLimit) facts.fail('limit', `${today} mails left in one day`);
    const approved = facts.message(threadId, sent.ourMessageId ?? '')?.approval;
    if (workingHours && !approved && !workingTime(sent.at) && !workingTime(sent.at - LEASE_MS)) {
      facts.fail('limit', 'a mail left outside working hours');
    }
  }

  /** First mails and follow-ups at their moment, and within what the day has for them; automatic ones after the time for undo. */
  #inTurn(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    const id = sent.ourMessageId ?? '';
    const message = facts.message(threadId, id);
    if (!message || message.approval || facts.plan.untidyClocks) return;
    const { dailyLimit, undoSeconds } = facts.plan;
    const thread = facts.thread(threadId);
    if (message.state === 'drafted' && sent.at - message.at < undoSeconds * 1000) {
      facts.fail('undo', `${id} left before the time to stop it was over`);
    }
    if (purposeIn(sent) === 'reply') return;
    if (thread?.slot?.messageId === id && thread.slot.at > sent.at) {
      facts.fail('pace', `${id} left before its moment`);
    }
    const unasked = facts.mailbox.sent.filter(
      (mail) => mail.by === 'port' && dayOf(mail.at) === dayOf(sent.at) && purposeIn(mail) !== 'reply',
    );
    const room = dailyLimit - Math.floor(dailyLimit / 5);
    if (!facts.plan.review && unasked.length > room && !facts.did('approve') && !facts.did('review_mode')) {
      facts.fail(
        'limit',
        `${unasked.length} first mails and follow-ups left in a day that has ${room} for them`,
      );
    }
  }

  #looksFirst(sent: Sent, threadId: string, task: Task): void {
    const facts = this.#facts;
    const purpose = purposeIn(sent);
    if (purpose === 'first') return;
    const looked = this.#looked.get(task);
    if (looked === undefined) return facts.fail('P5', 'a mail left without a look');
    const seen = new Set(seenIn(sent));
    for (const mail of facts.written) {
      // Before a follow-up the thread itself is looked at, whatever history says.
      const shownAt = Math.max(purpose === 'follow_up' ? mail.visibleAt : mail.listedAt, mail.readableAt);
      if (mail.threadId !== threadId || shownAt >= looked || mail.deleted) continue;
      if (purpose !== 'follow_up' && facts.isForgotten(mail)) continue;
      if (mail.kind === 'genuine' && !seen.has(String(mail.number)) && !mail.poisoned) {
        facts.fail(
          'P5',
          `a mail left although mail ${mail.number} had been there: ${purpose}, seen ${[...seen]}`,
        );
      }
      const ruling = facts.message(threadId, mail.gmailId)?.ruling;
      const denied = ruling === 'rejected' || ruling === 'blocked';
      if (
        mail.outside &&
        !denied &&
        purpose === 'follow_up' &&
        !this.#resumed(threadId) &&
        !facts.plan.sameRecipient
      ) {
        facts.fail('P5', `a follow-up left although mail ${mail.number} had come outside the conversation`);
      }
      if (mail.kind === 'genuine' && purpose === 'follow_up') {
        facts.fail('P5', `a follow-up left although mail ${mail.number} had answered`);
      }
      if (mail.away && purpose === 'follow_up' && facts.now < mail.at + 2 * DAY) {
        facts.fail('P4', 'a follow-up went to somebody who had said that they are away');
      }
      const answeredAfter = [...seen].some((n) => Number(n) > mail.number);
      if (mail.kind === 'owner' && !answeredAfter && !this.#resumed(threadId)) {
        facts.fail('P6', 'a mail left although the owner had answered by hand');
      }
    }
  }

  #resumed(threadId: string): boolean {
    return (this.#facts.thread(threadId)?.events ?? []).some((event) => event.kind === 'resumed');
  }

  #onFetch(gmailId: string): void {
    const facts = this.#facts;
    const mail = facts.mailbox.mails.get(gmailId);
    if (!mail) return;
    const tracked =
      facts.threadIds.some((id) => facts.thread(id)?.gmailThreadId === mail.threadId) ||
      facts.written.some(({ gmailId: id, outside }) => outside && id === gmailId);
    // A thread that was deleted a moment ago was tracked when the call began.
    const deleted = facts.threadIds.some((id) => facts.thread(id) === null);
    if (!tracked && !deleted) facts.fail('P9', 'a mail outside tracked threads was fetched');
  }
}
