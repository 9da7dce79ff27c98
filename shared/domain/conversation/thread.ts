import { z } from 'zod';
import { assistantIdSchema, mailboxIdSchema, messageIdSchema, threadIdSchema, userIdSchema } from '../ids.ts';
import { mailAddressSchema } from '../mail-address.ts';
import { sendingZoneSchema } from '../sending/zone.ts';
import { defaultsOf, storedShape } from '../setting.ts';
import { stored } from '../stored.ts';
import { commitmentSchema, noteSchema } from './commitment.ts';
import { attentionSchema, stopDetailSchema, waitingSchema } from './notices.ts';
import { threadSettings } from './settings.ts';
import { timelineEntrySchema } from './timeline.ts';
import { stopReasons, threadStatuses } from './vocabulary.ts';

export const participantSchema = stored({
  email: z.string(),
  name: z.string().nullable(),
  joinedAt: z.number().nullable().default(null),
});
export type Participant = z.infer<typeof participantSchema>;

/** `users/{userId}/threads/{id}` */
export const emailThreadSchema = stored({
  schemaVersion: z.literal(1),
  id: threadIdSchema,
  userId: userIdSchema,
  mailboxId: mailboxIdSchema,
  assistantId: assistantIdSchema,
  recipient: mailAddressSchema,
  /** The recipient's address once more, at the top level, for queries. */
  recipientEmail: z.string(),
  subject: z.string().nullable(),
  ...storedShape(threadSettings),
  /**
   * The people of the conversation besides the owner. People other than the recipient get mail only if the owner let them join
   * (`joinedAt`, epoch ms). Entries of earlier versions without it are ignored.
   */
  participants: z.array(participantSchema),
  /** Addresses whose unproven or unknown mails are ignored here, by the owner's decision; the oldest are dropped. */
  blocked: z.array(z.string()).default([]),

  /** Where the recipient wants to be answered, by the owner's word: a Reply-To that holds up no mail any more. */
  answersTo: z.string().nullable().default(null),
  /** By the owner's word it may run beside another conversation with the same person. */
  allowParallel: z.boolean().default(false),
  /** There were conversations with the recipient before it: what they said there may be known. */
  acquainted: z.boolean().default(false),
  /** Mails from which something was remembered of the recipient. */
  remembered: z.array(messageIdSchema).default([]),

  status: z.enum(threadStatuses),
  stopReason: z.enum(stopReasons).nullable(),
  stopDetail: stopDetailSchema.nullable().default(null),
  attention: attentionSchema.nullable(),
  /** `attention !== null`, and that a draft waits for approval, for queries. */
  needsAttention: z.boolean(),
  awaitingApproval: z.boolean(),
  /** `unanswered` is not empty, for queries. */
  owesAnswer: z.boolean().default(false),

  gmailThreadId: z.string().nullable(),
  /** Gmail ids that need not be fetched when the history names them: mails we sent, and mails set aside. */
  knownGmailIds: z.array(z.string()),
  /** Genuine mails that still need a decision. */
  unanswered: z.array(messageIdSchema),
  /** Mails on which the owner has to decide one by one: sender unknown, unauthenticated, unreadable. */
  held: z.array(messageIdSchema),
  /** The draft that waits in Gmail for approval, or to leave; its Gmail message id, to notice what the owner does to it. */
  waitingDraft: stored({
    messageId: messageIdSchema,
    gmailMessageId: z.string(),
    /** It needs no approval and leaves by itself then; until then it can be stopped. Epoch ms; null: it waits for approval. */
    leavesAt: z.number().nullable().default(null),
  }).nullable(),
  /** The moment that a first mail or a follow-up was given. Epoch ms. */
  slot: stored({ messageId: messageIdSchema, at: z.number() }).nullable().default(null),
  /** The waiting draft was touched in Gmail; the next turn looks. */
  draftTouched: z.boolean(),
  /** A mail that was already released when the owner wanted it held back. What became of it is not known yet. */
  leaving: messageIdSchema.nullable().default(null),
  /** The owner's feedback on the discarded text, for the next one. */
  rewriteFeedback: z.string().nullable(),

  counters: stored({
    /** Outbound messages ever begun; gives each its id. */
    outbound: z.number(),
    sent: z.number(),
    received: z.number(),
    replies: z.number(),
    followUps: z.number(),
    /** Of these, those since their last answer, however many were sent before; null: not counted yet (`followUpsInRow`). */
    followUpsInRow: z.number().nullable().default(null),
    /** Second looks in a row at what was agreed, since the correspondent last wrote. */
    looks: z.number().default(0),
    /** Mails that the model was asked about and that it left unanswered. */
    decisions: z.number().default(0),
  }),
  usage: stored({ inputTokens: z.number(), outputTokens: z.number() }),
  /** Of `usage`, what was spent on the owner's last day on which anything was. */
  spentOn: stored({ date: z.string(), tokens: z.number() }).nullable().default(null),
  /** Keys of the latest payments that `usage` holds, so that none counts twice. */
  paymentKeys: z.array(z.string()).default([]),
  /** Stands for the mails after the first, up to and including this one, once they are too many to be shown. */
  summary: stored({ text: z.string(), upTo: messageIdSchema }).nullable(),

  /** What was promised and is not kept yet, as the model last understood it. */
  commitments: z.array(commitmentSchema).default([]),
  /** What the owner told the assistant, oldest first. */
  notes: z.array(noteSchema).default([]),
  /** A time that they named: the assistant looks again then. Epoch ms. */
  revisitAt: z.number().nullable().default(null),
  /** The owner said something, and the assistant has to decide again at once. */
  reconsider: z.boolean().default(false),
  /** When the model was last asked and answered: what was due by then has been looked at. */
  lookedAt: z.number().nullable().default(null),
  /** Silence counts from here at the earliest, whenever a mail was last sent. */
  silentSince: z.number().nullable().default(null),

  /** The one alarm clock, epoch ms; null: nothing to do until something happens. */
  nextActionAt: z.number().nullable(),
  /**
   * A turn was published and has not ended; no other is published before this time (epoch ms). It expires in case the event was
   * lost. null: no turn is under way.
   */
  handedOutUntil: z.number().nullable().default(null),
  /** What it waits for; null: nothing in particular. */
  waitingFor: waitingSchema.nullable(),
  /** The cause of the fault that it waits for, for queries. */
  delayedBy: z.string().nullable().default(null),
  /** In which zone the hours of sending were read last, and why; null: no turn has ended yet. */
  sendingZone: sendingZoneSchema.nullable().default(null),
  /** Out of office until then. */
  pausedUntil: z.number().nullable(),
  /** The turn that holds the token may write its results. It expires, so that a crash does not block the thread. */
  lease: stored({ token: z.string(), expiresAt: z.number() }).nullable(),
  /** Turns begun since one last ended in order: counts crashes. All but the first ran alone. */
  attempts: z.number(),
  /** Its turns break off: nobody takes one before then. */
  setAsideUntil: z.number().nullable().default(null),
  /** Faults in a row of the cause that `waitingFor` names. */
  failures: z.number(),
  /** Grows with each change by a writer that does not hold the lease. A decision on a held mail contains the revision that the owner saw. */
  revision: z.number(),

  /** The timeline, oldest first. */
  events: z.array(timelineEntrySchema),
  lastSentAt: z.number().nullable(),
  lastReceivedAt: z.number().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type EmailThread = z.infer<typeof emailThreadSchema>;

/** A conversation in which nothing has happened; who, with whom and about what has to be added. */
export const blankThread = {
  schemaVersion: 1,
  ...defaultsOf(threadSettings),
  participants: [],
  blocked: [],
  answersTo: null,
  allowParallel: false,
  acquainted: false,
  remembered: [],
  status: 'active',
  stopReason: null,
  stopDetail: null,
  attention: null,
  needsAttention: false,
  awaitingApproval: false,
  owesAnswer: false,
  gmailThreadId: null,
  knownGmailIds: [],
  unanswered: [],
  held: [],
  waitingDraft: null,
  slot: null,
  draftTouched: false,
  leaving: null,
  rewriteFeedback: null,
  counters: {
    outbound: 0,
    sent: 0,
    received: 0,
    replies: 0,
    followUps: 0,
    followUpsInRow: 0,
    looks: 0,
    decisions: 0,
  },
  usage: { inputTokens: 0, outputTokens: 0 },
  spentOn: null,
  paymentKeys: [],
  summary: null,
  commitments: [],
  notes: [],
  revisitAt: null,
  reconsider: false,
  lookedAt: null,
  silentSince: null,
  nextActionAt: null,
  handedOutUntil: null,
  waitingFor: null,
  delayedBy: null,
  sendingZone: null,
  pausedUntil: null,
  lease: null,
  attempts: 0,
  setAsideUntil: null,
  failures: 0,
  revision: 0,
  events: [],
  lastSentAt: null,
  lastReceivedAt: null,
} satisfies Partial<EmailThread>;

/** Who takes part besides the recipient, by the owner's word. */
export const joinedParticipants = ({
  participants,
}: Pick<EmailThread, 'participants'>): readonly Participant[] =>
  participants.filter(({ joinedAt }) => joinedAt !== null);
