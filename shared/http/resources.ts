import type { z } from 'zod';
import type { Preview } from '../application/assistant/preview.ts';
import type { Summary } from '../application/conversation/figures.ts';
import type { AssistantResource, PreviewResource } from '../contract/assistants.ts';
import type { auditResource, SessionResource, suppressionResource } from '../contract/auth.ts';
import type { MessageResource, SummaryResource, ThreadResource } from '../contract/threads.ts';
import { userSettings } from '../domain/account/settings.ts';
import type { User } from '../domain/account/user.ts';
import type { Assistant } from '../domain/assistant/assistant.ts';
import { assistantSettings } from '../domain/assistant/settings.ts';
import type { Message } from '../domain/conversation/message.ts';
import { threadSettings } from '../domain/conversation/settings.ts';
import type { EmailThread } from '../domain/conversation/thread.ts';
import { stopSentences } from '../domain/conversation/vocabulary.ts';
import type { Mailbox } from '../domain/mailbox/mailbox.ts';
import { settingsOf } from '../domain/setting.ts';

/**
 * Documents as the public API shows them: no lease, no draft ids, no bookkeeping. What a document holds that its resource
 * does not declare, at whatever level, the edge leaves out (`edge.ts`).
 */

export const assistantResourceOf = (assistant: Assistant): AssistantResource => ({
  id: assistant.id,
  ...settingsOf(assistantSettings, assistant),
  usage: assistant.usage,
  version: assistant.version,
  createdAt: assistant.createdAt,
  updatedAt: assistant.updatedAt,
});

export const threadResourceOf = (thread: EmailThread, now: number): ThreadResource => ({
  id: thread.id,
  assistantId: thread.assistantId,
  recipient: thread.recipient,
  subject: thread.subject,
  ...settingsOf(threadSettings, thread),
  participants: thread.participants,
  status: thread.status,
  stopReason: thread.stopReason,
  stopMessage: thread.stopReason ? stopSentences[thread.stopReason] : null,
  attention: thread.attention,
  nextActionAt: thread.nextActionAt,
  waitingFor: thread.waitingFor,
  working: thread.lease !== null && thread.lease.expiresAt > now,
  waitingMessageId: thread.waitingDraft?.messageId ?? null,
  counters: {
    sent: thread.counters.sent,
    received: thread.counters.received,
    replies: thread.counters.replies,
    followUps: thread.counters.followUps,
  },
  usage: thread.usage,
  events: thread.events,
  lastSentAt: thread.lastSentAt,
  lastReceivedAt: thread.lastReceivedAt,
  createdAt: thread.createdAt,
  updatedAt: thread.updatedAt,
});

/** What the owner wrote by hand was found in the mailbox like any other mail, but it went the other way. */
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
  html: message.html,
  attachments: message.attachments,
  at: message.at,
  classification: message.classification,
  decision: message.decision,
  usage: message.usage,
  held: held.includes(message.id),
  approved: message.approval !== null,
  resolution: message.resolution,
  gmailMessageId: message.direction === 'inbound' || message.state === 'sent' ? message.gmailMessageId : null,
  rfcMessageId: message.rfcMessageId,
});

export const sessionResourceOf = (
  user: User,
  mailbox: Mailbox | null,
  demonstration: { readonly mailboxesUrl: string | null; readonly standIns: readonly string[] },
): SessionResource => ({
  user: { id: user.id, email: user.email, name: user.name, picture: user.picture },
  mailbox: mailbox && {
    email: mailbox.email,
    status: mailbox.status,
    disconnectedWhy: mailbox.disconnectedWhy,
    disconnectedReason: mailbox.disconnectedReason,
    revocationPending: mailbox.status === 'disconnected' && mailbox.revokeDueAt !== null,
    watchExpiresAt: mailbox.watchExpiresAt,
    syncedAt: mailbox.syncedAt,
    stuck: mailbox.stuck && { attempts: mailbox.stuck.attempts },
  },
  settings: settingsOf(userSettings, user),
  world: {
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
}: z.infer<typeof suppressionResource>): z.infer<typeof suppressionResource> => ({
  id,
  email,
  reason,
  createdAt,
});

export const auditResourceOf = ({
  id,
  at,
  action,
  detail,
}: z.infer<typeof auditResource>): z.infer<typeof auditResource> => ({ id, at, action, detail });

export const previewResourceOf = ({ answer, text, objections, usage }: Preview): PreviewResource => ({
  action: answer.action,
  subject: answer.subject,
  text,
  reason: answer.reason,
  goalProgress: answer.goalProgress,
  objections: [...objections],
  usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens },
});

export const summaryResourceOf = ({ days, ...counts }: Summary): SummaryResource => ({
  ...counts,
  days: days.map(({ schemaVersion: _v, ...day }) => day),
});
