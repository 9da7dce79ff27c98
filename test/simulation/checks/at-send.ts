import { addressHash } from '../../../shared/application/account/suppressions.ts';
import { MAX_LOOKS } from '../../../shared/domain/conversation/moments.ts';
import type { EmailThread } from '../../../shared/domain/conversation/thread.ts';
import type { Prompt } from '../../../shared/domain/writing/answer.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import type { Sent } from '../gmail.ts';
import type { Task } from '../scheduler.ts';
import {
  FOLLOW_UP_DAYS,
  MAX_FOLLOW_UPS,
  OWNERS_CLOCK_HOURS,
  RECIPIENTS_CLOCK_HOURS,
  recipientOf,
  workingTime,
} from '../settings.ts';
import { TURN_MS } from '../world.ts';
import { factsSeen, INVENTION, mailsSeen, numbersIn, purposeOf } from '../writer.ts';
import type { Facts } from './facts.ts';

const seenIn = (sent: Sent): readonly string[] => numbersIn(sent.body.match(/seen-([b-v.]*)-end/)?.[1] ?? '');
const purposeIn = (sent: Sent): string => sent.body.match(/purpose-([a-z_]+)/)?.[1] ?? '?';
const toldIn = (sent: Sent): readonly string[] => numbersIn(sent.body.match(/told-([b-v.]*)-end/)?.[1] ?? '');
/** What it tells its owner may quote a mail. */
const isToOneself = (sent: Sent): boolean => sent.ourMessageId?.startsWith('notification-') === true;
const isPaced = (sent: Sent): boolean => ['first', 'follow_up'].includes(purposeIn(sent));
const isUnprompted = (sent: Sent): boolean => ['follow_up', 'revisit'].includes(purposeIn(sent));
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

  /** Conversations in which an owner has let the invention go. */
  readonly #letGo = new Set<string>();

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
    if (isToOneself(sent)) return this.#toOneself(sent);
    const threadId = threadOf(sent);
    if (threadId === null) return facts.fail('P3', 'a mail without our header left');
    this.#addressed(sent, threadId);
    this.#once(sent, threadId);
    this.#allowed(sent, threadId, task);
    this.#withinLimits(sent, threadId);
    this.#heedsOwner(sent, threadId);
    this.#holds(sent, threadId);
    this.#inTurn(sent, threadId);
    this.#looksFirst(sent, threadId, task);
    this.#tellsItsReader(sent, threadId);
    this.#proved(sent, threadId);
  }

  /** Nothing invented leaves without its owner's word; what they let go once may be said to the same person again (P12). */
  #proved(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    if (!sent.body.includes(INVENTION)) return;
    facts.world.visited.add('an invention was allowed');
    if (facts.message(threadId, sent.ourMessageId ?? '')?.approval) this.#letGo.add(threadId);
    else if (!this.#letGo.has(threadId)) facts.fail('P12', 'an invention left unapproved');
  }

  /** What the owner is told goes from them to them, and once. */
  #toOneself(sent: Sent): void {
    const facts = this.#facts;
    if (!sent.to.includes(facts.mailbox.email) || sent.cc.length > 0) {
      facts.fail('P3', `a notification went to ${sent.to}`);
    }
    const times = facts.mailbox.sent.filter((one) => one.ourMessageId === sent.ourMessageId);
    if (times.length > 1) facts.fail('P1', `${sent.ourMessageId} was sent twice`);
  }

  /** The model sees no mail on which the owner has not said yes. */
  #shown(prompt: Prompt): void {
    const facts = this.#facts;
    const { pausedSince } = facts;
    if (prompt.instructions.includes(`<${facts.mailbox.email}>`) && pausedSince !== null) {
      // A turn that was under way may ask later: a call can take minutes.
      if (facts.now > pausedSince + 2 * TURN_MS)
        facts.fail('cost', 'the model was asked while sending was paused');
    }
    if (!prompt.instructions.includes(`<${facts.mailbox.email}>`)) return;
    this.#isNotEarly(prompt);
    for (const number of factsSeen(prompt)) facts.factsShown.add(number);
    const shown = new Set(mailsSeen(prompt));
    for (const { number, gmailId, kind } of facts.written) {
      if (kind !== 'held' || !shown.has(String(number))) continue;
      if (!facts.accepted.has(gmailId))
        facts.fail('P10', `the model was shown mail ${number}, which is held`);
      if (facts.rejected.has(gmailId))
        facts.fail('P10', `the model was shown mail ${number}, which the owner had rejected`);
    }
  }

  /** A second look costs: there is something that has not been looked at. */
  #hasReason({ id, reconsider, revisitAt, commitments, lookedAt }: EmailThread): void {
    const { now } = this.#facts;
    const isDue = commitments.some(({ due }) => due !== null && due > (lookedAt ?? 0) && due <= now);
    if (reconsider || isDue || (revisitAt !== null && revisitAt <= now)) return;
    this.#facts.fail('limit', `${id} is looked at again for nothing`);
  }

  /** Nobody is reminded before the time that they named, or that of a promise. */
  #isNotEarly(prompt: Prompt): void {
    const facts = this.#facts;
    // By which clock it is due, nobody can say here.
    if (facts.plan.untidyClocks) return;
    const id = facts.threadIds[Number(prompt.instructions.match(/conversation (\d+)\./)?.[1])];
    const thread = id === undefined ? null : facts.thread(id);
    if (thread && purposeOf(prompt) === 'revisit') this.#hasReason(thread);
    if (!thread || purposeOf(prompt) !== 'follow_up' || thread.counters.looks >= MAX_LOOKS) return;
    const due = [thread.revisitAt, ...thread.commitments.map((one) => one.due)].filter((at) => at !== null);
    if (due.some((at) => at > facts.now + TURN_MS)) {
      facts.fail('limit', `${thread.id} is followed up before the time that was agreed`);
    }
  }

  #addressed(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    const address = recipientOf(facts.plan, facts.threadIds.indexOf(threadId));
    const { answers = [] } = facts.message(threadId, sent.ourMessageId ?? '') ?? {};
    const copies = answers.flatMap((id) => facts.message(threadId, id)?.from?.email ?? []);
    const reached = [...sent.to, ...sent.cc];
    if (!reached.includes(address)) facts.fail('P3', `a mail went to ${sent.to}`);
    for (const one of reached) {
      if (one !== address && !copies.includes(one)) facts.fail('P3', `a mail went to ${one}`);
    }
    if (facts.unsubscribed.has(address)) {
      facts.fail('P6', `a mail left ${threadId} to somebody who was told that they are unsubscribed`);
    }
    const suppression = paths.suppression(facts.userId, addressHash(address));
    const asked = facts.world.store.documents.get(suppression)?.data.createdAt;
    if (typeof asked === 'number' && asked < facts.now - TURN_MS) {
      facts.fail('P6', 'a mail went to somebody who had asked not to be written to');
    }
  }

  #once(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    for (const earlier of facts.mailbox.sent) {
      if (earlier === sent || threadOf(earlier) !== threadId) continue;
      if (earlier.ourMessageId === sent.ourMessageId) facts.fail('P1', `${sent.ourMessageId} was sent twice`);
      const same = `${seenIn(earlier)}` === `${seenIn(sent)}` && purposeIn(earlier) === purposeIn(sent);
      if (same && !isUnprompted(sent)) {
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
    // What the owner is told is no mail of a conversation.
    const ours = facts.mailbox.sent.filter(
      ({ by, ourMessageId }) => by === 'port' && !ourMessageId?.startsWith('notification-'),
    );
    const replies = ours.filter((mail) => threadOf(mail) === threadId && purposeIn(mail) === 'reply');
    if (replies.length > replyLimit) facts.fail('limit', `${threadId} got ${replies.length} replies`);
    this.#patience(
      sent,
      ours.filter((mail) => threadOf(mail) === threadId),
    );
    const today = ours.filter((mail) => dayOf(mail.at) === dayOf(sent.at)).length;
    // Each has its place in the day before it leaves, whatever becomes of its turn.
    if (today > dailyLimit) facts.fail('limit', `${today} mails left in one day`);
    const approved = facts.message(threadId, sent.ourMessageId ?? '')?.approval;
    const isWithin = (at: number): boolean =>
      this.#clocksOf(threadId, sent.at).some((hours) => workingTime(at, hours));
    if (workingHours && !approved && !isWithin(sent.at) && !isWithin(sent.at - TURN_MS)) {
      facts.fail('limit', 'a mail left outside working hours');
    }
  }

  /** On which clock working hours count: the owner's, until a mail of the recipient's has said on which they live. */
  #clocksOf(threadId: string, at: number): readonly number[] {
    const facts = this.#facts;
    if (!facts.plan.recipientHours) return [OWNERS_CLOCK_HOURS];
    const recorded = facts.written.flatMap(({ gmailId, threadId: where, kind, poisoned }) =>
      where === threadId && kind === 'genuine' && !poisoned
        ? (facts.message(threadId, gmailId)?.createdAt ?? [])
        : [],
    );
    const saidAt = Math.min(...recorded);
    if (saidAt < at - TURN_MS) return [RECIPIENTS_CLOCK_HOURS];
    // It may have come while this mail was being sent, or lie with the mails that their owner accepted.
    return [OWNERS_CLOCK_HOURS, RECIPIENTS_CLOCK_HOURS];
  }

  /** That an AI writes; and how to get no more mails, in a line and a header, as long as they have not answered. */
  #tellsItsReader(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    const { link } = sent;
    if (!facts.plan.linesBelow) {
      if (link !== null) facts.fail('truth', `a mail of ${threadId} has a link that nobody asked for`);
      return;
    }
    if (!sent.body.includes('AI assistant'))
      facts.fail('truth', `a mail left ${threadId} without its disclosure`);
    const purpose = purposeIn(sent);
    if (purpose === 'first' && (link === null || !sent.body.includes('"unsubscribe"'))) {
      facts.fail('truth', `the first mail of ${threadId} does not say how to opt out`);
    }
    const { answers = [] } = facts.message(threadId, sent.ourMessageId ?? '') ?? {};
    const isAnswer = answers.some((id) => facts.message(threadId, id)?.author === 'correspondent');
    if (isAnswer && link !== null) facts.fail('truth', `an answer in ${threadId} asks whether to go on`);
    const others = facts.mailbox.sent.filter((one) => threadOf(one) === threadId && one.link !== null);
    if (link !== null && others.some((one) => one.link !== link)) {
      facts.fail('truth', `${threadId} has two links`);
    }
  }

  /** Follow-ups come after some silence, a few of them to one answer, and not before the time that was named. */
  #patience(sent: Sent, ours: readonly Sent[]): void {
    if (purposeIn(sent) !== 'follow_up') return;
    const facts = this.#facts;
    const threadId = threadOf(sent) ?? '';
    const since = ours.filter(
      (mail) => purposeIn(mail) === 'follow_up' && `${seenIn(mail)}` === `${seenIn(sent)}`,
    );
    const thread = facts.thread(threadId);
    const wasResumed = (thread?.events ?? []).some(({ kind }) => kind === 'resumed');
    if (since.length > MAX_FOLLOW_UPS && !wasResumed) {
      facts.fail('limit', `${threadId} got ${since.length} follow-ups to one silence`);
    }
    const before = ours.findLast((mail) => mail !== sent);
    const distance = FOLLOW_UP_DAYS * DAY;
    // By a clock that is ahead, the silence is over.
    if (!facts.plan.untidyClocks && before && sent.at - before.at < distance - TURN_MS) {
      facts.fail('limit', `a follow-up left ${threadId} without a silence before it`);
    }
  }

  /** What the owner said stands in what is written from then on; what was written without is not sent where they wanted it so. */
  #heedsOwner(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    const message = facts.message(threadId, sent.ourMessageId ?? '');
    if (!message || message.approval || facts.didResume(threadId)) return;
    const told = new Set(toldIn(sent));
    for (const fact of facts.ownersFacts) {
      if (fact.threadId !== threadId || fact.toldAt === null || told.has(String(fact.number))) continue;
      // A clock that is ahead may have dated it after it left.
      if (fact.toldAt < Math.min(message.createdAt, sent.at) - TURN_MS) {
        facts.fail('truth', `a mail was written without fact ${fact.number}, which the owner had told`);
      }
      if (fact.actNow && fact.toldAt < facts.now - 2 * TURN_MS) {
        facts.fail(
          'truth',
          `a mail left ${threadId} without fact ${fact.number}, with which it was to be decided`,
        );
      }
    }
  }

  /** "I will find out" only where the assistant may say so, and while its owner is asked. */
  #holds(sent: Sent, threadId: string): void {
    const facts = this.#facts;
    if (purposeIn(sent) !== 'holding') return;
    if (!facts.plan.holdingLine) facts.fail('P6', 'a holding line left, which the owner had not allowed');
    const { attention } = facts.thread(threadId) ?? {};
    if (attention?.code !== 'question' && !facts.didResume(threadId)) {
      facts.fail('truth', `a holding line left ${threadId}, and nobody was asked`);
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
    if (!isPaced(sent)) return;
    if (thread?.slot?.messageId === id && thread.slot.at > sent.at) {
      facts.fail('pace', `${id} left before its moment`);
    }
    const unasked = facts.mailbox.sent.filter(
      (mail) =>
        mail.by === 'port' && !isToOneself(mail) && dayOf(mail.at) === dayOf(sent.at) && isPaced(mail),
    );
    const room = dailyLimit - Math.floor(dailyLimit / 5);
    const couldApprove = facts.did('approve') || facts.did('review_mode') || facts.did('review_assistant');
    if (!facts.plan.review && unasked.length > room && !couldApprove) {
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
    if (purpose === 'follow_up') this.#knowsWhatWasSaidElsewhere(sent, threadId, looked);
    const seen = new Set(seenIn(sent));
    for (const mail of facts.written) {
      // Before a follow-up the thread itself is looked at, whatever history says.
      const shownAt = Math.max(isUnprompted(sent) ? mail.visibleAt : mail.listedAt, mail.readableAt);
      if (mail.threadId !== threadId || shownAt >= looked || mail.deleted) continue;
      if (!isUnprompted(sent) && facts.isForgotten(mail)) continue;
      if (mail.kind === 'genuine' && !seen.has(String(mail.number)) && !mail.poisoned) {
        facts.fail(
          'P5',
          `a mail left although mail ${mail.number} had been there: ${purpose}, seen ${[...seen]}`,
        );
      }
      const ruling = facts.message(threadId, mail.gmailId)?.ruling;
      // By the owner's word it is no answer, or it was one and has been answered.
      const decided =
        ruling === 'rejected' ||
        ruling === 'blocked' ||
        (ruling === 'accepted' && this.#isSettled(threadId, mail.gmailId));
      if (
        mail.outside &&
        !decided &&
        isUnprompted(sent) &&
        !this.#resumed(threadId) &&
        !facts.plan.sameRecipient
      ) {
        facts.fail('P5', `a follow-up left although mail ${mail.number} had come outside the conversation`);
      }
      if (mail.kind === 'genuine' && isUnprompted(sent) && !this.#isSettled(threadId, mail.gmailId)) {
        facts.fail('P5', `a ${purpose} left although mail ${mail.number} had answered`);
      }
      const isBack = facts.written.some(
        ({ threadId: where, kind, at }) => where === threadId && kind === 'genuine' && at >= mail.at,
      );
      if (mail.away && !isBack && purpose === 'follow_up' && facts.now < mail.at + 2 * DAY) {
        facts.fail('P4', 'a follow-up went to somebody who had said that they are away');
      }
      if (mail.left && !this.#resumed(threadId)) {
        facts.fail('P5', 'a mail left although its recipient had said that they have left for good');
      }
      const answeredAfter = [...seen].some((n) => Number(n) > mail.number);
      if (mail.kind === 'owner' && !answeredAfter && !this.#resumed(threadId)) {
        facts.fail('P6', 'a mail left although the owner had answered by hand');
      }
    }
  }

  /** Before a follow-up it is known what the same person has said in their other conversations. */
  #knowsWhatWasSaidElsewhere(sent: Sent, threadId: string, looked: number): void {
    const facts = this.#facts;
    const thread = facts.thread(threadId);
    if (!facts.plan.sameRecipient || !thread) return;
    for (const mail of facts.written) {
      if (mail.threadId === threadId || mail.deleted || mail.outside || mail.poisoned) continue;
      // What was said in a conversation that is deleted is forgotten with it.
      if (facts.thread(mail.threadId) === null) continue;
      if (Math.max(mail.visibleAt, mail.readableAt) >= looked) continue;
      if (mail.kind === 'genuine' && mail.at > (thread.lastSentAt ?? 0)) {
        facts.fail('P5', `a follow-up left although mail ${mail.number} had answered elsewhere`);
      }
      const wroteSince = facts.written.some(
        (later) => later.at > mail.at && (later.kind === 'genuine' || later.kind === 'held'),
      );
      if (wroteSince) continue;
      const approved = facts.message(threadId, sent.ourMessageId ?? '')?.approval;
      if (mail.away && !approved && facts.now < mail.at + 2 * DAY) {
        facts.fail('P4', 'a follow-up went to somebody who had said elsewhere that they are away');
      }
      if (mail.left && mail.at > thread.createdAt) {
        facts.fail('P5', 'a follow-up went to somebody who had said elsewhere that they have left');
      }
    }
  }

  /** Answered, or decided upon, before this mail. */
  #isSettled(threadId: string, gmailId: string): boolean {
    const thread = this.#facts.thread(threadId);
    const recorded = this.#facts.message(threadId, gmailId);
    return thread !== null && recorded !== null && !thread.unanswered.includes(recorded.id);
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
