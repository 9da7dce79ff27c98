import type { Preview } from '../application/assistant/preview.ts';
import type { Summary } from '../application/conversation/figures.ts';
import { personIdOf } from '../application/people/person-id.ts';
import type { Config } from '../config.ts';
import type { AssistantResource, PreviewResource } from '../contract/assistants.ts';
import type { AuditResource, SessionResource, SuppressionResource } from '../contract/auth.ts';
import type { ChannelResource, DeliveryResource } from '../contract/channels.ts';
import type { InstallationResource } from '../contract/installation.ts';
import { attentionTexts } from '../contract/messages/attention.ts';
import { auditMessage } from '../contract/messages/audit-message.ts';
import {
  milestoneTexts,
  resolutionTexts,
  stopDetailTexts,
  stopReasonTexts,
  waitingTexts,
} from '../contract/messages/conversation.ts';
import { deliveryFailureTexts } from '../contract/messages/delivery.ts';
import { disconnectedTexts, outageTexts, troubleTexts } from '../contract/messages/mailbox.ts';
import { messageOf, objectionMessage, type Texts } from '../contract/messages/message.ts';
import { suppressionTexts } from '../contract/messages/suppression.ts';
import type { PersonResource } from '../contract/people.ts';
import type { RehearsalResource } from '../contract/rehearsals.ts';
import type { MessageResource, SummaryResource, ThreadResource } from '../contract/threads.ts';
import type { AuditEntry } from '../domain/account/audit.ts';
import { userSettings } from '../domain/account/settings.ts';
import type { Suppression } from '../domain/account/suppression.ts';
import { hasChosenTimeZone, type User } from '../domain/account/user.ts';
import type { Assistant } from '../domain/assistant/assistant.ts';
import { assistantSettings } from '../domain/assistant/settings.ts';
import { isHeld } from '../domain/conversation/bounded-times.ts';
import type { Message } from '../domain/conversation/message.ts';
import { plain } from '../domain/conversation/notices.ts';
import { threadSettings } from '../domain/conversation/settings.ts';
import { type EmailThread, joinedParticipants } from '../domain/conversation/thread.ts';
import type { TimelineEntry } from '../domain/conversation/timeline.ts';
import { mayJoin, mayTrust, replyToOf } from '../domain/conversation/verdict.ts';
import { pausedUntil } from '../domain/mailbox/bounded-times.ts';
import type { Mailbox } from '../domain/mailbox/mailbox.ts';
import { isGoingOn } from '../domain/mailbox/outage.ts';
import type { Notice } from '../domain/notice.ts';
import type { Channel, ChannelDelivery } from '../domain/notification/channel.ts';
import type { Person } from '../domain/person/person.ts';
import type { Rehearsal } from '../domain/rehearsal/rehearsal.ts';
import { settingsOf } from '../domain/setting.ts';

/**
 * Stored documents as the public API shows them, without internal fields such as the lease and draft ids. The edge
 * (`edge.ts`) removes all fields that the resource does not declare, at every level.
 */

export const assistantResourceOf = (assistant: Assistant): AssistantResource => ({
  id: assistant.id,
  ...settingsOf(assistantSettings, assistant),
  usage: assistant.usage,
  version: assistant.version,
  createdAt: assistant.createdAt,
  updatedAt: assistant.updatedAt,
});

const withMessage = <N extends Notice>(texts: Texts<N>, notice: N): N & { readonly message: string } => ({
  ...notice,
  message: messageOf(texts, notice),
});

const timelineResourceOf = (entry: TimelineEntry): ThreadResource['events'][number] => {
  switch (entry.kind) {
    case 'stopped':
      return withMessage(stopDetailTexts, entry);
    case 'flagged':
      return withMessage(attentionTexts, entry);
    case 'waiting':
      return withMessage(waitingTexts, entry);
    case 'superseded':
    case 'discarded':
    case 'reconciled':
      return withMessage(resolutionTexts, entry);
    default:
      return withMessage(milestoneTexts, entry);
  }
};

/** A document that is older than the reason waits for an answer, too. */
const waitingOf = (thread: EmailThread): EmailThread['waitingFor'] => {
  const { status, attention, nextActionAt, waitingFor, lease } = thread;
  const isIdle = status === 'active' && !attention && nextActionAt === null && lease === null;
  return waitingFor ?? (isIdle ? plain('answer') : null);
};
const withMessageOrNull = (waiting: EmailThread['waitingFor']) =>
  waiting && withMessage(waitingTexts, waiting);

const undoResourceOf = ({ waitingDraft }: EmailThread): ThreadResource['undo'] =>
  waitingDraft && waitingDraft.leavesAt !== null
    ? { messageId: waitingDraft.messageId, leavesAt: waitingDraft.leavesAt }
    : null;

export const threadResourceOf = (thread: EmailThread, now: number): ThreadResource => ({
  id: thread.id,
  assistantId: thread.assistantId,
  recipient: thread.recipient,
  personId: personIdOf(thread.recipientEmail),
  subject: thread.subject,
  ...settingsOf(threadSettings, thread),
  allowParallel: thread.allowParallel,
  participants: [thread.recipient, ...joinedParticipants(thread)],
  revision: thread.revision,
  commitments: thread.commitments,
  notes: thread.notes,
  question: thread.attention?.code === 'question' ? thread.attention.params.question : null,
  status: thread.status,
  stopReason: thread.stopReason,
  stopMessage: thread.stopReason ? stopReasonTexts[thread.stopReason] : null,
  stopDetail: thread.stopDetail && withMessage(stopDetailTexts, thread.stopDetail),
  attention: thread.attention && withMessage(attentionTexts, thread.attention),
  nextActionAt: thread.nextActionAt,
  waitingFor: withMessageOrNull(waitingOf(thread)),
  sendingZone: thread.sendingZone,
  working: isHeld(thread, now),
  leaving: thread.leaving,
  waitingMessageId: thread.waitingDraft?.leavesAt === null ? thread.waitingDraft.messageId : null,
  undo: undoResourceOf(thread),
  counters: {
    sent: thread.counters.sent,
    received: thread.counters.received,
    replies: thread.counters.replies,
    followUps: thread.counters.followUps,
  },
  usage: thread.usage,
  events: thread.events.map(timelineResourceOf),
  lastSentAt: thread.lastSentAt,
  lastReceivedAt: thread.lastReceivedAt,
  createdAt: thread.createdAt,
  updatedAt: thread.updatedAt,
});

export const personResourceOf = ({
  schemaVersion: _v,
  answered: _a,
  threadIds: _t,
  forgotten: _f,
  memory,
  ...person
}: Person): PersonResource => ({
  ...person,
  memory: memory.map(({ id, text, quote, threadId, at }) => ({ id, text, quote, threadId, at })).toReversed(),
});

/** A mail that the owner wrote by hand is found by the sync like inbound mails, but it is outbound. */
const sentByOwner = { direction: 'outbound', state: 'sent' } as const;

export const messageResourceOf = (message: Message, held: readonly string[]): MessageResource => ({
  id: message.id,
  threadId: message.threadId,
  ...(message.author === 'owner' ? sentByOwner : { direction: message.direction, state: message.state }),
  author: message.author,
  purpose: message.purpose,
  from: message.from,
  to: message.to,
  cc: message.cc,
  subject: message.subject,
  text: message.text,
  quoted: message.quoted,
  html: message.html ?? null,
  attachments: message.attachments,
  invitation: message.invitation,
  reaction: message.reaction,
  at: message.at,
  classification: message.classification,
  decision: message.decision,
  usage: message.usage,
  verdict: message.verdict && {
    ...message.verdict,
    heldFor: message.verdict.heldFor && withMessage(attentionTexts, message.verdict.heldFor),
  },
  held: held.includes(message.id),
  ruling: message.ruling,
  mayJoin: held.includes(message.id) && mayJoin(message),
  mayTrust: held.includes(message.id) && mayTrust(message),
  replyTo: held.includes(message.id) ? replyToOf(message) : null,
  answerTo: message.answerTo,
  sources: message.sources,
  unproved: message.state === 'held' ? message.unproved : [],
  approved: message.approval !== null,
  resolution: message.resolution && withMessage(resolutionTexts, message.resolution),
  bodyKept: message.bodyKept,
  gmailMessageId: message.direction === 'inbound' || message.state === 'sent' ? message.gmailMessageId : null,
  rfcMessageId: message.rfcMessageId,
});

const troubleOf = ({ trouble, watchTrouble }: Mailbox) => {
  const standing = trouble ?? watchTrouble;
  return standing && { code: standing.fault, since: standing.since, message: troubleTexts[standing.fault] };
};

const outageOf = ({ outage }: Mailbox, now: number) =>
  outage && isGoingOn(outage, now)
    ? { code: outage.cause, since: outage.since, message: outageTexts[outage.cause] }
    : null;

export const sessionResourceOf = (
  user: User,
  mailbox: Mailbox | null,
  {
    demonstration,
    tokenPrices,
  }: Pick<Config, 'tokenPrices'> & {
    readonly demonstration: { readonly mailboxesUrl: string | null; readonly standIns: readonly string[] };
  },
  now: number,
): SessionResource => ({
  user: { id: user.id, email: user.email, name: user.name, picture: user.picture },
  mailbox: mailbox && {
    email: mailbox.email,
    status: mailbox.status,
    disconnectedWhy: mailbox.disconnectedReason && disconnectedTexts[mailbox.disconnectedReason],
    disconnectedReason: mailbox.disconnectedReason,
    revocationPending: mailbox.status === 'disconnected' && mailbox.revokeDueAt !== null,
    watchExpiresAt: mailbox.watchExpiresAt,
    syncedAt: mailbox.syncedAt,
    stuck: mailbox.stuck && { attempts: mailbox.stuck.attempts },
    trouble: mailbox.status === 'connected' ? troubleOf(mailbox) : null,
    outage: mailbox.status === 'connected' ? outageOf(mailbox, now) : null,
    sendingPausedUntil: pausedUntil(mailbox.sendingPause, now),
  },
  settings: { ...settingsOf(userSettings, user), timeZoneChosen: hasChosenTimeZone(user) },
  tokenPrices,
  demo: {
    local: demonstration.standIns.length > 0,
    standIns: [...demonstration.standIns],
    mailboxesUrl: demonstration.mailboxesUrl,
  },
});

export const pageResourceOf = <T, R>(
  page: { readonly items: readonly T[]; readonly nextCursor: string | null },
  show: (item: T) => R,
): { items: R[]; nextCursor: string | null } => ({
  items: page.items.map(show),
  nextCursor: page.nextCursor,
});

export const suppressionResourceOf = ({
  id,
  email,
  reason,
  createdAt,
}: Suppression): SuppressionResource => ({
  id,
  email,
  reason,
  message: suppressionTexts[reason],
  createdAt,
});

export const auditResourceOf = ({ schemaVersion: _v, ttl: _t, ...entry }: AuditEntry): AuditResource => ({
  ...entry,
  message: auditMessage(entry),
});

export const previewResourceOf = ({ answer, text, objections, usage }: Preview): PreviewResource => ({
  action: answer.action,
  subject: answer.subject,
  text,
  reason: answer.reason,
  goalProgress: answer.goalProgress,
  objections: objections.map((objection) => ({ ...objection, message: objectionMessage(objection) })),
  usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens },
});

export const rehearsalResourceOf = ({
  schemaVersion: _v,
  userId: _u,
  stepDueAt: _s,
  attempts: _a,
  ...rehearsal
}: Rehearsal): RehearsalResource => ({
  ...rehearsal,
  messages: rehearsal.messages.map((said) => ({
    ...said,
    objections: said.objections.map((objection) => ({ ...objection, message: objectionMessage(objection) })),
  })),
});

export const summaryResourceOf = ({ days, ...counts }: Summary): SummaryResource => ({
  ...counts,
  days: days.map(({ schemaVersion: _v, ...day }) => day),
});

export const deliveryResourceOf = ({
  id,
  type,
  at,
  state,
  code,
  status,
}: ChannelDelivery): DeliveryResource => ({
  id,
  type,
  at,
  state,
  code,
  message: code && deliveryFailureTexts[code],
  status,
});

/** `secret`: of a webhook that was just created. */
export const channelResourceOf = (channel: Channel, secret: string | null = null): ChannelResource => {
  const { url, chatId } = channel.target;
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    events: channel.events,
    digest: channel.digest,
    language: channel.language,
    draftsAfterMinutes: channel.draftsAfterMinutes,
    config: {
      ...(url === null ? {} : { url }),
      ...(chatId === null ? {} : { chatId }),
      ...(secret === null ? {} : { secret }),
    },
    waiting: channel.queue.length,
    failingSince: channel.failingSince,
    nextTryAt: channel.failures > 0 ? channel.dueAt : null,
    goneAt: channel.goneAt,
    deliveries: channel.deliveries.map(deliveryResourceOf),
    createdAt: channel.createdAt,
    updatedAt: channel.updatedAt,
  };
};

const OPENAI = 'https://api.openai.com/v1';

export const installationResourceOf = ({
  operator,
  openai,
  signInAllowed,
}: Pick<Config, 'operator' | 'openai' | 'signInAllowed'>): InstallationResource => ({
  operator,
  modelProvider: new URL(openai.baseUrl ?? OPENAI).host,
  signInLimited: signInAllowed.length > 0,
});
