import { z } from 'zod';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../ids.ts';
import { mailAddressSchema } from '../mail-address.ts';
import { stored } from '../stored.ts';
import { writerActions } from '../writing/answer.ts';
import { markSchema, sourceSchema } from '../writing/checks/grounding/stored-sources.ts';
import { attachmentSchema } from './attachment.ts';
import { invitationSchema } from './invitation.ts';
import { resolutionSchema } from './notices.ts';
import { rulings, verdictSchema } from './verdict.ts';
import { authors, outboundStates, purposes, stopReasons } from './vocabulary.ts';

export const decisionSchema = stored({
  action: z.enum(writerActions),
  reason: z.string(),
  goalProgress: z.string(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** `users/{userId}/threads/{threadId}/messages/{id}`. An inbound message's id is its Gmail message id. */
export const messageSchema = stored({
  schemaVersion: z.literal(1),
  id: messageIdSchema,
  userId: userIdSchema,
  threadId: threadIdSchema,
  direction: z.enum(['inbound', 'outbound']),
  author: z.enum(authors),
  state: z.enum([...outboundStates, 'received']),
  /** Outbound: why it was written. */
  purpose: z.enum(purposes).nullable(),

  gmailMessageId: z.string().nullable(),
  draftId: z.string().nullable(),
  rfcMessageId: z.string().nullable(),
  references: z.array(z.string()),

  from: mailAddressSchema.nullable(),
  to: z.array(mailAddressSchema),
  cc: z.array(mailAddressSchema),
  subject: z.string(),
  /** The newly written text. */
  text: z.string(),
  /** What was removed from the text: quoted history, signature, footer. */
  quoted: z.string(),
  /** The original HTML, for display. Absent if it was not read. */
  html: z.string().nullable().optional(),
  attachments: z.array(attachmentSchema),
  invitation: invitationSchema.nullable().default(null),
  /** The emoji of a reaction, which replaces a text. */
  reaction: z.string().nullable().default(null),
  /** Epoch ms: received, sent, or last changed. */
  at: z.number(),
  /** Inbound: the writer's offset in minutes east of UTC, from the Date header; null if it has none. */
  utcOffset: z.number().nullable().default(null),
  createdAt: z.number(),

  /** Inbound: the kind of mail, and the sign that decided it; for machine mail also its facts. */
  classification: stored({ kind: z.string(), reason: z.string() }).nullable(),
  /** Inbound: the verdict on the sender; null for the owner's own mails, and for mails older than this field. */
  verdict: verdictSchema.nullable().default(null),
  /** Inbound: the owner's ruling; `blocked` also for mails from an address that was blocked before. */
  ruling: z.enum(rulings).nullable().default(null),
  /** Inbound: where the answer goes by the owner's word, as its sender asked; null: to the sender or the recipient. */
  answerTo: z.string().nullable().default(null),
  decision: decisionSchema.nullable(),
  usage: stored({ inputTokens: z.number(), outputTokens: z.number(), model: z.string() }).nullable(),
  /** Outbound: the inbound messages that it answers. */
  answers: z.array(messageIdSchema),
  /** Outbound: what it rests on. */
  sources: z.array(sourceSchema).default([]),
  /** Outbound: words of its text that follow from nothing that was given (P12); UTF-16 offsets. */
  unproved: z.array(markSchema).default([]),
  /** Outbound: how the thread ends once this mail is sent. */
  thenStop: z.enum(stopReasons).nullable(),
  /** Outbound: the owner's approval; `text` replaces the assistant's. */
  approval: stored({ at: z.number(), text: z.string().nullable() }).nullable(),
  /** Outbound: the assistant's text, where the owner has put another into the draft. */
  written: z.string().nullable().default(null),
  /** Outbound: creating the draft was tried and the outcome is unknown. Look for the draft before creating another. */
  draftUncertain: z.boolean(),
  /** Outbound: since when the draft is missing and its mail was not found. Epoch ms. */
  missingSince: z.number().nullable(),
  /** The owner's day whose limit it counts for; null: sending it was not decided. */
  reservedOn: z.string().nullable().default(null),
  /** False once the owner's retention setting has removed the text. */
  bodyKept: z.boolean(),
  /** The outcome, if the state alone does not show it. */
  resolution: resolutionSchema.nullable(),
});
export type Message = z.infer<typeof messageSchema>;

export const pendingStates: ReadonlySet<Message['state']> = new Set([
  'held',
  'composed',
  'drafted',
  'awaiting_approval',
]);

/** Has a text that the owner can still approve, replace or discard. */
export const isOpen = ({ state, draftId }: Message): boolean =>
  state === 'held' || (draftId !== null && (state === 'awaiting_approval' || state === 'drafted'));

/** The one pending outbound message; there is never more than one. */
export const pendingMessage = (messages: readonly Message[]): Message | null =>
  messages.findLast((message) => message.direction === 'outbound' && pendingStates.has(message.state)) ??
  null;

/** The default fields of a new message. */
export const blankMessage = {
  schemaVersion: 1,
  purpose: null,
  gmailMessageId: null,
  draftId: null,
  rfcMessageId: null,
  references: [],
  from: null,
  to: [],
  cc: [],
  subject: '',
  text: '',
  quoted: '',
  html: null,
  attachments: [],
  invitation: null,
  reaction: null,
  utcOffset: null,
  classification: null,
  verdict: null,
  ruling: null,
  answerTo: null,
  decision: null,
  usage: null,
  answers: [],
  sources: [],
  unproved: [],
  thenStop: null,
  approval: null,
  written: null,
  draftUncertain: false,
  missingSince: null,
  reservedOn: null,
  bodyKept: true,
  resolution: null,
} satisfies Partial<Message>;
