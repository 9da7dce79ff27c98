import { addressHash } from '../../../shared/application/account/suppressions.ts';
import { refreshTokenSecretName } from '../../../shared/application/ports/identity.ts';
import type { Message } from '../../../shared/domain/conversation/message.ts';
import type { EmailThread } from '../../../shared/domain/conversation/thread.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { SILENCE_MS } from '../world.ts';
import type { Facts } from './facts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Follow-ups come within a day, and nothing else that people here do takes longer. */
const LONGEST_WAIT_MS = 100 * 24 * HOUR;

const ends = ({ decision }: Message): boolean =>
  ['finish', 'decline_noted', 'opt_out'].includes(decision?.action ?? '');

/** What has to hold once nothing breaks any more and a day and a half has gone by. */
export const checkRest = (facts: Facts): void => {
  for (const bug of facts.world.bugs) facts.fail('bug', bug);
  if (facts.world.visited.has('log turn_too_long')) facts.fail('liveness', 'a turn took too many steps');
  if (facts.violations.length > 0) return;
  if (facts.world.logged.some((line) => line.includes('canary-'))) {
    facts.fail('P7', 'a token stands in the log');
  }
  if (facts.mailbox.lostSent.length > 0) facts.fail('P1', 'a mail that was sent is deleted');
  nothingLeftOfDeleted(facts);
  mailboxIsInOrder(facts);
  leasesWereKept(facts);
  for (const threadId of facts.threadIds) {
    const thread = facts.thread(threadId);
    if (!thread) {
      const wished = facts.deletionAsked || facts.deleted.has(threadId);
      if (!wished) facts.fail('P8', `${threadId} is gone, and its owner did not ask for that`);
      if (facts.messages(threadId).length > 0) facts.fail('P8', `mails are left of the deleted ${threadId}`);
      continue;
    }
    const messages = facts.messages(threadId);
    moves(facts, thread, messages);
    tellsTheTruth(facts, thread, messages);
  }
  noDraftLiesAbout(facts);
  staysUnsubscribed(facts);
};

/** Nothing is left that could write to somebody who has unsubscribed, now or later. */
const staysUnsubscribed = (facts: Facts): void => {
  if (facts.deletionAsked) return;
  for (const address of facts.unsubscribed) {
    const noted = paths.suppression(facts.userId, addressHash(address));
    if (!facts.world.store.documents.has(noted))
      facts.fail('P6', 'somebody unsubscribed, and it is not noted');
    for (const id of facts.threadIds) {
      const thread = facts.thread(id);
      if (thread?.status === 'active' && thread.recipientEmail === address && connected(facts))
        facts.fail('P6', `${id} runs with somebody who has unsubscribed`);
    }
  }
};

const connected = (facts: Facts): boolean => facts.storedMailbox()?.status === 'connected';

/** Somebody sees that the conversation does not go on by itself. */
const waitsForOwner = (facts: Facts, thread: EmailThread): boolean =>
  (thread.status === 'stopped' && thread.stopReason !== 'no_answer') ||
  thread.attention !== null ||
  !connected(facts);

const moves = (facts: Facts, thread: EmailThread, messages: readonly Message[]): void => {
  const { now } = facts;
  if (thread.lease && thread.lease.expiresAt <= now) facts.fail('liveness', `${thread.id} keeps a lease`);
  if (thread.nextActionAt !== null && thread.nextActionAt < now - 30 * MINUTE) {
    facts.fail('liveness', `${thread.id} is due and nobody comes`);
  }
  if (thread.nextActionAt !== null && thread.nextActionAt > now + LONGEST_WAIT_MS) {
    facts.fail('liveness', `${thread.id} sleeps for ever`);
  }
  if (thread.status === 'active' && thread.attention?.code === 'repeated_failure') {
    if (thread.nextActionAt === null) facts.fail('liveness', `${thread.id} is set aside for good`);
  }
  if (waitsForOwner(facts, thread)) return;
  if (thread.waitingFor?.code === 'paused')
    facts.fail('liveness', `${thread.id} waits for a pause that is over`);
  for (const message of messages) {
    if (message.state === 'drafted' && thread.nextActionAt === null) {
      facts.fail('liveness', `${message.id} stays drafted`);
    }
    if (message.state === 'awaiting_approval' && !facts.mailbox.drafts.has(message.draftId ?? '')) {
      facts.fail('truth', `${message.id} waits for approval, but its draft is gone`);
    }
  }
  const recorded = new Set<string>(messages.map((message) => message.id));
  for (const mail of facts.written) {
    if (mail.threadId !== thread.id || mail.deleted || recorded.has(mail.gmailId)) continue;
    if (facts.isForgotten(mail) || facts.isSentAsOurs(mail)) continue;
    if (mail.outside && facts.threadIds.some((id) => facts.message(id, mail.gmailId) !== null)) continue;
    if (mail.outside && (thread.status === 'stopped' || wasStoppedSince(thread, mail.at))) continue;
    facts.fail('P2', `mail ${mail.number} was never recorded`);
  }
  for (const mail of facts.written) {
    const owed = mail.threadId === thread.id && !mail.deleted && !mail.poisoned && !mail.outside;
    if (!owed || (mail.kind !== 'genuine' && mail.kind !== 'held')) continue;
    if (!isSettled(mail.gmailId, thread, messages, facts.plan.untidyClocks)) {
      facts.fail('P2', `mail ${mail.number} is neither answered nor waiting for anybody`);
    }
  }
  const mayWait = facts.plan.workingHours || facts.plan.dailyLimit < 100;
  for (const { threadId, number, actNow, toldAt } of facts.ownersFacts) {
    if (threadId !== thread.id || !actNow || toldAt === null || mayWait) continue;
    if (thread.status !== 'active' || facts.factsShown.has(String(number))) continue;
    facts.fail('liveness', `the assistant never decided with fact ${number} of ${thread.id}`);
  }
  if (thread.status === 'active' && thread.reconsider && !mayWait) {
    facts.fail('liveness', `${thread.id} was to decide with what its owner said, and has not`);
  }
  if (thread.nextActionAt === null) {
    if (thread.draftTouched)
      facts.fail('liveness', `nobody looks at the draft of ${thread.id}, which was touched`);
    const approved = messages.some((m) => m.state === 'awaiting_approval' && m.approval !== null);
    if (approved) facts.fail('liveness', `nobody sends what was approved in ${thread.id}`);
  }
  const { dailyLimit, workingHours } = facts.plan;
  // The next working day, or the next day's share, comes by itself.
  const postponed = thread.nextActionAt !== null && (workingHours || dailyLimit < 100);
  const waits = messages.some(({ state }) => state === 'awaiting_approval' || state === 'held');
  if (postponed || waits) return;
  if (thread.unanswered.length > 0) facts.fail('liveness', `${thread.id} has a mail that nobody will answer`);
  if (thread.counters.sent === 0) facts.fail('liveness', `${thread.id} never sent its first mail`);
};

/** Outside its Gmail thread a conversation is looked for only while it is active (P9). */
const wasStoppedSince = ({ events }: EmailThread, since: number): boolean => {
  const isOver = ({ kind, at }: EmailThread['events'][number]): boolean => kind === 'resumed' && at >= since;
  return events.some(({ kind }, n) => kind === 'stopped' && events.slice(n).some(isOver));
};

/** Answered, decided upon, taken over by the owner, or still to be done. */
const isSettled = (
  gmailId: string,
  thread: EmailThread,
  messages: readonly Message[],
  untidyClocks: boolean,
): boolean => {
  const mail = messages.find((message) => message.id === gmailId);
  if (!mail || thread.unanswered.includes(mail.id) || thread.held.includes(mail.id)) return true;
  // By the owner's word, or because they have blocked its address.
  if (mail.ruling === 'rejected' || mail.ruling === 'blocked') return true;
  // Which of two was recorded first, clocks that differ cannot tell.
  const isLater = ({ createdAt }: Message): boolean => untidyClocks || createdAt >= mail.createdAt;
  return messages.some(
    (other) =>
      (other.direction === 'outbound' && other.state === 'sent' && other.answers.includes(mail.id)) ||
      // Of several mails that one decision answers, the last one carries it.
      (other.direction === 'inbound' && other.decision !== null && isLater(other)) ||
      (other.author === 'owner' && isLater(other)),
  );
};

/** A turn that goes on renews its lease: only where its process stood still, or its thread went away, is it lost. */
const leasesWereKept = (facts: Facts): void => {
  const { visited, logged } = facts.world;
  if (!visited.has('log lease_lost') || facts.plan.untidyClocks) return;
  const excuses = ['frozen', 'log lease_not_renewed', 'happening delete_thread', 'happening delete_account'];
  if (excuses.some((excuse) => visited.has(excuse)) || logged.some((line) => line.includes('exception')))
    return;
  facts.fail('liveness', 'a turn that was alive lost its lease');
};

/** What the owner took away is gone, and what runs is looked after. */
const mailboxIsInOrder = (facts: Facts): void => {
  const mailbox = facts.storedMailbox();
  const token = facts.world.secrets.has(refreshTokenSecretName(facts.mailbox.id));
  if (!mailbox) {
    // Deleted in the moment of coming back: a real sign-in would have made a mailbox for the new token.
    if (token && !facts.did('reconnect')) facts.fail('P7', 'the token of a deleted mailbox is kept');
    return;
  }
  if (mailbox.status === 'connected') {
    const { watchDueAt, watchExpiresAt } = mailbox;
    const due = watchDueAt ?? Number.POSITIVE_INFINITY;
    if (due > (watchExpiresAt ?? facts.now + HOUR)) facts.fail('liveness', 'nobody renews the watch in time');
    if ((mailbox.nextSyncAt ?? 0) > facts.now + SILENCE_MS + HOUR) {
      facts.fail('liveness', 'nobody looks into a mailbox for a long time');
    }
    if (mailbox.nextSyncAt === null) facts.fail('liveness', 'nobody looks into a silent mailbox');
    return;
  }
  if (mailbox.nextSyncAt !== null || mailbox.watchDueAt !== null) {
    facts.fail('liveness', 'the alarms of a disconnected mailbox go on');
  }
  if (mailbox.disconnectedReason !== 'owner') return;
  if (mailbox.revokeDueAt !== null || token) facts.fail('P7', 'the token of a disconnected mailbox is kept');
  for (const threadId of facts.threadIds) {
    const thread = facts.thread(threadId);
    const resumed = thread?.events.some((event) => event.kind === 'resumed');
    if (thread?.status === 'active' && !resumed) {
      facts.fail('P6', `${threadId} runs although its mailbox was disconnected`);
    }
  }
};

const tellsTheTruth = (facts: Facts, thread: EmailThread, messages: readonly Message[]): void => {
  for (const message of messages) {
    const inGmail = facts.mailbox.sent.some((sent) => sent.ourMessageId === message.id);
    if (message.state === 'sent' && !inGmail && message.resolution === null) {
      facts.fail('P1', `${message.id} is said to be sent but is not`);
    }
    const outbound = message.direction === 'outbound';
    if (inGmail && outbound && message.state !== 'sent' && connected(facts)) {
      facts.fail('truth', `${message.id} was sent but is ${message.state}`);
    }
  }
  for (const { id } of messages) {
    const left = facts.mailbox.sent.some((sent) => sent.ourMessageId === id && sent.by === 'port');
    if (left && facts.undone.has(id))
      facts.fail('truth', `the owner was told that ${id} is stopped, and it left`);
  }
  const ended = messages.find((m) => m.state === 'sent' && m.purpose === 'reply' && ends(m));
  if (ended && !thread.events.some((event) => event.kind === 'stopped')) {
    facts.fail('truth', `${thread.id} goes on although ${ended.id} ended it`);
  }
  const { attention } = thread;
  const discarded = [
    'discard',
    'undo',
    'owner_deletes_draft',
    'draft_vanishes',
    'delete_account',
    'disconnect',
  ] as const;
  // A turn that died, or lost the answer, while taking its own draft back does not know that it did: it asks.
  const { visited } = facts.world;
  const unsure =
    ['crash', 'mail_error in gmail.deleteDraft'].some((what) => visited.has(what)) ||
    // A rewrite takes the draft back first; a turn that comes in between sees only that it is gone.
    (facts.did('rewrite') && [...visited].some((what) => what.startsWith('slow in')));
  if (attention?.code === 'draft_discarded' && !unsure && !discarded.some((what) => facts.did(what))) {
    facts.fail('truth', `${thread.id} says that the owner discarded a draft, who did not`);
  }
  const byHand = facts.written.some((mail) => mail.threadId === thread.id && mail.kind === 'owner');
  if (thread.stopReason === 'owner_replied' && !byHand) {
    facts.fail('truth', `${thread.id} says that the owner replied, who did not`);
  }
};

/** A draft in Gmail that nobody knows of could be sent by the owner as if it were meant. */
const noDraftLiesAbout = (facts: Facts): void => {
  const { visited } = facts.world;
  // Who loses a lease takes back the draft that it made; where Gmail refuses that too, it stays, and is never sent.
  if (!connected(facts) || visited.has('mail_error in gmail.deleteDraft')) return;
  // So it does where the loser dies before it can: of its draft the winner knows nothing.
  if (visited.has('crash') && [...visited].some((what) => what.startsWith('slow in'))) return;
  for (const [draftId, messageId] of facts.mailbox.drafts) {
    const mail = facts.mailbox.mails.get(messageId);
    // The id goes on pointing at what the owner sent.
    if (!mail?.labelIds.includes('DRAFT')) continue;
    const id = mail.ourMessageId;
    const thread = facts.thread(id?.slice(0, id.lastIndexOf('-')) ?? '');
    if (!id || !thread || thread.attention !== null) continue;
    // Who takes our access away takes our means to tidy up.
    if (thread.stopReason === 'mailbox_disconnected') continue;
    if (facts.message(thread.id, id)?.draftId !== draftId) {
      facts.fail('truth', `a draft of ${id} lies in Gmail that nobody knows of`);
    }
  }
};

const nothingLeftOfDeleted = (facts: Facts): void => {
  const noted = typeof facts.world.store.documents.get(paths.user(facts.userId))?.data.deletionRequestedAt;
  if (!facts.deletionAsked && !facts.world.store.documents.has(paths.user(facts.userId))) {
    facts.fail('P8', `${facts.userId} is gone, who did not ask for that`);
  }
  if (!facts.deletionBegun && noted !== 'number') return;
  for (const path of facts.world.store.documents.keys()) {
    if (
      path === paths.user(facts.userId) ||
      path.startsWith(`${paths.user(facts.userId)}/`) ||
      path.startsWith(paths.mailbox(facts.mailbox.id))
    ) {
      facts.fail('P8', `${path} is left of a deleted account`);
      return;
    }
  }
};
