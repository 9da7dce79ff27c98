import { type User, userSchema } from '../../shared/domain/account/user.ts';
import { type Assistant, assistantSchema } from '../../shared/domain/assistant/assistant.ts';
import { nothingElsewhere } from '../../shared/domain/conversation/elsewhere.ts';
import { blankMessage, type Message, messageSchema } from '../../shared/domain/conversation/message.ts';
import type { Circumstances } from '../../shared/domain/conversation/next-step.ts';
import { blankThread, type EmailThread, emailThreadSchema } from '../../shared/domain/conversation/thread.ts';
import { outboundMessageId, threadIdSchema, userIdSchema } from '../../shared/domain/ids.ts';
import {
  type Credential,
  credentialSchema,
  type Mailbox,
  mailboxSchema,
} from '../../shared/domain/mailbox/mailbox.ts';

/** Monday, 2 November 2026, 10:00 in Berlin. */
export const NOW = Date.UTC(2026, 10, 2, 9, 0, 0);
export const OWNER = 'owner@example.org';
export const RECIPIENT = 'jane@example.com';

const userId = userIdSchema.parse('u1');
const threadId = threadIdSchema.parse('t1');

export const userWith = (fields: Partial<User> = {}): User =>
  userSchema.parse({
    schemaVersion: 1,
    id: userId,
    email: OWNER,
    name: 'Olivia Owner',
    picture: null,
    timeZone: 'Europe/Berlin',
    dailySendingLimit: 100,
    retentionDays: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...fields,
  });

export const assistantWith = (fields: Partial<Assistant> = {}): Assistant =>
  assistantSchema.parse({
    schemaVersion: 1,
    id: 'a1',
    userId,
    name: 'Alex',
    instructions: 'Arrange a call.',
    knowledge: '',
    language: null,
    signature: null,
    mode: 'autonomous',
    limits: { repliesPerThread: 20 },
    replyDelayMinutes: 0,
    workingHours: null,
    usage: { inputTokens: 0, outputTokens: 0 },
    version: 1,
    createdAt: NOW,
    updatedAt: NOW,
    ...fields,
  });

/** A conversation that has just been created. */
export const threadWith = (fields: Partial<EmailThread> = {}): EmailThread =>
  emailThreadSchema.parse({
    ...blankThread,
    id: threadId,
    userId,
    mailboxId: 'm1',
    assistantId: 'a1',
    recipient: { email: RECIPIENT, name: 'Jane' },
    recipientEmail: RECIPIENT,
    subject: 'A call',
    instructions: 'Ask for a call.',
    nextActionAt: NOW,
    createdAt: NOW,
    updatedAt: NOW,
    ...fields,
  });

/** One whose first mail has been sent. */
export const begun = (fields: Partial<EmailThread> = {}): EmailThread =>
  threadWith({
    gmailThreadId: 'g1',
    counters: {
      outbound: 1,
      sent: 1,
      received: 0,
      replies: 0,
      followUps: 0,
      followUpsInRow: 0,
      looks: 0,
      decisions: 0,
    },
    lastSentAt: NOW,
    ...fields,
  });

export const inboundWith = (id: string, fields: Partial<Message> = {}): Message =>
  messageSchema.parse({
    ...blankMessage,
    id,
    userId,
    threadId,
    direction: 'inbound',
    author: 'correspondent',
    state: 'received',
    gmailMessageId: id,
    text: 'Yes, that suits me.',
    from: { email: RECIPIENT, name: 'Jane' },
    at: NOW,
    createdAt: NOW,
    ...fields,
  });

export const outboundWith = (n: number, fields: Partial<Message> = {}): Message =>
  messageSchema.parse({
    ...blankMessage,
    id: outboundMessageId(threadId, n),
    userId,
    threadId,
    direction: 'outbound',
    author: 'assistant',
    state: 'drafted',
    draftId: `d${n}`,
    purpose: n === 1 ? 'first' : 'reply',
    text: 'Hello Jane.',
    at: NOW,
    createdAt: NOW,
    ...fields,
  });

export const mailboxWith = (fields: Partial<Mailbox> = {}): Mailbox =>
  mailboxSchema.parse({
    schemaVersion: 1,
    id: 'm1',
    userId,
    email: OWNER,
    aliases: [],
    status: 'connected',
    historyId: '1',
    watchExpiresAt: null,
    watchDueAt: null,
    nextSyncAt: null,
    stuck: null,
    resync: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...fields,
  });

export const credentialWith = (fields: Partial<Credential> = {}): Credential =>
  credentialSchema.parse({
    schemaVersion: 1,
    mailboxId: 'm1',
    userId,
    scopes: ['openid'],
    secretName: 'gmail-refresh-token-m1',
    status: 'granted',
    grantedAt: NOW,
    refreshedAt: NOW,
    ...fields,
  });

export const circumstancesWith = (fields: Partial<Circumstances> = {}): Circumstances => ({
  mailboxConnected: true,
  suppressed: false,
  timeZone: 'Europe/Berlin',
  hoursZone: fields.timeZone ?? 'Europe/Berlin',
  date: '2026-11-02',
  dailySendingLimit: 100,
  sentToday: 0,
  dailyTokenBudget: 1_000_000,
  tokensToday: 0,
  threadTokenBudget: 1_000_000,
  personTokenBudget: 1_000_000,
  tokensOnPersonToday: 0,
  sendingPausedUntil: null,
  elsewhere: nothingElsewhere,
  paused: false,
  undoSeconds: 0,
  paceSeconds: 0,
  rampPerDay: null,
  ...fields,
});
