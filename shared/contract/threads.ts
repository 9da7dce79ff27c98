import { z } from 'zod';
import { attachmentStatuses } from '../domain/conversation/attachment.ts';
import { MAX_NOTE_CHARS, promisers } from '../domain/conversation/commitment.ts';
import { invitationSchema } from '../domain/conversation/invitation.ts';
import {
  attentionShapes,
  resolutionShapes,
  stopShapes,
  waitingShapes,
} from '../domain/conversation/notices.ts';
import { threadSettings } from '../domain/conversation/settings.ts';
import { timelineSchema } from '../domain/conversation/timeline.ts';
import { authentications, rulings } from '../domain/conversation/verdict.ts';
import {
  authors,
  outboundStates,
  purposes,
  stopReasons,
  threadStatuses,
} from '../domain/conversation/vocabulary.ts';
import { noticeSchema } from '../domain/notice.ts';
import { zoneSources } from '../domain/sending/zone.ts';
import { createShape, resourceShape, updateShape } from '../domain/setting.ts';
import { closed } from '../domain/stored.ts';
import { line, prose } from '../domain/text.ts';
import { writerActions } from '../domain/writing/answer.ts';
import { cursorParam, epochMs, idParam, limitParam, mailAddress, pageOf } from './common.ts';
import { groundingShape } from './grounding.ts';

const { instructions, ...otherSettings } = createShape(threadSettings);

export const createThreadBody = z
  .strictObject({
    assistantId: idParam,
    recipient: z.strictObject({ email: z.string().trim().min(3).max(320), name: line(1, 200).nullish() }),
    // The order of fields matters: it is the order of the request's hash, which Idempotency-Key compares.
    instructions,
    subject: line(1, 250).nullish(),
    ...otherSettings,
    allowParallel: z.boolean().optional().meta({
      description: 'Start it although another conversation with the same person runs (else 409).',
      default: false,
    }),
  })
  .meta({ id: 'CreateThread' });
export type CreateThreadBody = z.infer<typeof createThreadBody>;

export const resumeBody = z
  .strictObject({
    allowParallel: z.boolean().optional().meta({
      description: 'Resume it although another conversation with the same person runs (else 409).',
      default: false,
    }),
  })
  .meta({ id: 'Resume' });

export const updateThreadBody = z.strictObject(updateShape(threadSettings)).meta({ id: 'UpdateThread' });
export type UpdateThreadBody = z.infer<typeof updateThreadBody>;

const message = z.string().meta({ description: 'The same in English, for people.' });

export const attentionResource = noticeSchema(attentionShapes, { message, since: epochMs });

export const threadResource = z
  .object({
    id: z.string(),
    assistantId: z.string(),
    recipient: mailAddress,
    personId: z.string().meta({ description: 'The record of the recipient: `GET /people/{personId}`.' }),
    subject: z.string().nullable(),
    ...resourceShape(threadSettings),
    allowParallel: z.boolean().meta({
      description: 'It may run beside another conversation with the same person.',
    }),
    participants: z
      .array(mailAddress)
      .meta({ description: 'The recipient, and everybody whom you let join.' }),
    revision: z
      .int()
      .meta({ description: 'Grows with each change. Send it when you decide on a held mail.' }),
    commitments: z
      .array(z.object({ who: z.enum(promisers), what: z.string(), due: epochMs.nullable() }))
      .meta({ description: 'What was promised and is not kept yet, as the assistant understands it.' }),
    notes: z
      .array(z.object({ at: epochMs, text: z.string(), question: z.string().nullable() }))
      .meta({ description: 'What you told the assistant, oldest first.' }),
    question: z
      .string()
      .nullable()
      .meta({ description: 'What the assistant asks you; answer it with `answer`.' }),
    status: z.enum(threadStatuses),
    stopReason: z.enum(stopReasons).nullable(),
    stopMessage: z.string().nullable().meta({ description: 'The stop reason as a sentence.' }),
    stopDetail: noticeSchema(stopShapes, { message })
      .nullable()
      .meta({ description: 'What exactly stopped the conversation.' }),
    attention: attentionResource.nullable(),
    nextActionAt: epochMs.nullable(),
    waitingFor: noticeSchema(waitingShapes, { message }).nullable(),
    sendingZone: z
      .object({ zone: z.string(), source: z.enum(zoneSources) })
      .nullable()
      .meta({
        description:
          "The zone (IANA name, or an offset such as `+05:30`) that the hours of sending are read in, and how it is known: from the recipient's mails, from the country of their domain, or it is the owner's. null: nothing was decided yet.",
      }),
    working: z.boolean().meta({ description: 'True while a turn is running.' }),
    leaving: z.string().nullable().meta({
      description:
        'A mail that was released before you stopped, paused or asked for approval. It has left or is leaving.',
    }),
    waitingMessageId: z.string().nullable().meta({ description: 'The draft that waits for approval.' }),
    undo: z
      .object({ messageId: z.string(), leavesAt: epochMs })
      .nullable()
      .meta({ description: 'An automatic mail that leaves then; until then `discard` stops it.' }),
    counters: z.object({ sent: z.int(), received: z.int(), replies: z.int(), followUps: z.int() }),
    usage: z.object({ inputTokens: z.int(), outputTokens: z.int() }),
    events: z.array(timelineSchema({ message })).meta({ description: 'The timeline, oldest first.' }),
    lastSentAt: epochMs.nullable(),
    lastReceivedAt: epochMs.nullable(),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Thread' });
export type ThreadResource = z.infer<typeof threadResource>;

const queryBoolean = z.enum(['true', 'false']).transform((value) => value === 'true');

export const listThreadsQuery = z.strictObject({
  status: z.enum(threadStatuses).optional(),
  assistantId: idParam.optional(),
  attention: queryBoolean.optional().meta({ description: '`true`: only threads that are flagged for you.' }),
  approval: queryBoolean
    .optional()
    .meta({ description: '`true`: only threads with a draft that waits for your approval.' }),
  search: line(1, 320).optional().meta({ description: "Prefix of the recipient's address." }),
  cursor: cursorParam,
  limit: limitParam,
});
export type ListThreadsQuery = z.infer<typeof listThreadsQuery>;
export const threadPage = pageOf(threadResource).meta({ id: 'ThreadPage' });

export const messageResource = z
  .object({
    id: z.string(),
    threadId: z.string(),
    direction: z
      .enum(['inbound', 'outbound'])
      .meta({ description: '`outbound`: from the assistant or the owner.' }),
    author: z.enum(authors),
    state: z.enum([...outboundStates, 'received']),
    purpose: z.enum(purposes).nullable(),
    from: mailAddress.nullable(),
    to: z.array(mailAddress),
    cc: z.array(mailAddress),
    subject: z.string(),
    text: z.string(),
    quoted: z.string(),
    html: z.string().nullable().meta({ description: 'As received. Unsafe: show it only in a sandbox.' }),
    attachments: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        size: z.int(),
        status: z.enum(attachmentStatuses).meta({ description: 'The result of reading the file’s text.' }),
        text: z.string().meta({ description: 'What the assistant was shown; empty unless `read`.' }),
        cut: z.boolean().meta({ description: 'The text is truncated.' }),
      }),
    ),
    invitation: closed(invitationSchema)
      .nullable()
      .meta({ description: 'The attached calendar object, as its sender wrote it.' }),
    reaction: z.string().nullable().meta({ description: 'The emoji of a reaction, which needs no answer.' }),
    at: epochMs,
    classification: z.object({ kind: z.string(), reason: z.string() }).nullable(),
    decision: z
      .object({ action: z.enum(writerActions), reason: z.string(), goalProgress: z.string() })
      .nullable(),
    usage: z.object({ inputTokens: z.int(), outputTokens: z.int(), model: z.string() }).nullable(),
    verdict: z
      .object({
        from: z.string().nullable().meta({ description: 'The address that the mail claims to be from.' }),
        authentication: z
          .enum(authentications)
          .meta({ description: 'Whether the domain of that address authenticates the mail.' }),
        trusted: z.boolean().meta({
          description: 'Nothing vouches for it, but you trust this very address.',
        }),
        invited: z.boolean().meta({ description: 'The recipient had put this address into To or Cc.' }),
        heldFor: noticeSchema(attentionShapes, { message }).nullable(),
      })
      .nullable()
      .meta({ description: 'Inbound: how the sender was judged, and why the mail was held.' }),
    held: z.boolean().meta({ description: 'Inbound: not answered until you accept it.' }),
    ruling: z.enum(rulings).nullable().meta({ description: 'What you decided on the held mail.' }),
    mayJoin: z.boolean().meta({
      description: 'Held: its sender may become a participant with `join`, if you accept it.',
    }),
    mayTrust: z.boolean().meta({
      description: 'Held: its address may be trusted for good with `trust`, if you accept it.',
    }),
    replyTo: z.string().nullable().meta({
      description: 'Held for asking to be answered there: a choice with `answerTo`, if you accept it.',
    }),
    answerTo: z.string().nullable().meta({ description: 'Where the answer goes, if not to the sender.' }),
    ...groundingShape,
    approved: z.boolean(),
    resolution: noticeSchema(resolutionShapes, { message }).nullable(),
    bodyKept: z.boolean().meta({ description: '`false`: the text was deleted by the retention setting.' }),
    gmailMessageId: z.string().nullable(),
    rfcMessageId: z.string().nullable(),
  })
  .meta({ id: 'Message' });
export type MessageResource = z.infer<typeof messageResource>;

export const listMessagesQuery = z.strictObject({ cursor: cursorParam, limit: limitParam });
export const messagePage = pageOf(messageResource).meta({ id: 'MessagePage' });

const revision = z.int().min(0).meta({ description: 'Of the conversation as you saw it.' });
export const approveBody = z
  .strictObject({ text: prose(1, 20_000).optional(), revision: revision.optional() })
  .meta({ id: 'Approve' });
export const acceptBody = z
  .strictObject({
    revision,
    join: z.boolean().default(false).meta({
      description: 'Its sender becomes a participant, who is answered and gets copies from now on.',
    }),
    trust: z.boolean().default(false).meta({
      description:
        'Mails of exactly this address count as its own from now on, though nothing vouches for them. See `/auth/trusted-senders`.',
    }),
    answerTo: z.enum(['sender', 'reply_to']).default('sender').meta({
      description:
        'Where the answer goes: to the sender, or where the mail asks for it (`replyTo`), also of later mails that ask for the same.',
    }),
  })
  .meta({ id: 'Accept' });
export const rulingBody = z.strictObject({ revision }).meta({ id: 'Ruling' });
export const noteBody = z
  .strictObject({
    text: prose(1, MAX_NOTE_CHARS),
    actNow: z.boolean().default(false).meta({ description: 'The assistant decides with it at once.' }),
  })
  .meta({ id: 'Note' });
export const answerBody = z
  .strictObject({
    text: prose(1, MAX_NOTE_CHARS),
    remember: z
      .boolean()
      .default(false)
      .meta({ description: "It joins the assistant's knowledge, for all its conversations." }),
  })
  .meta({ id: 'OwnersAnswer' });
export const rewriteBody = z.strictObject({ feedback: prose(1, 4000) }).meta({ id: 'Rewrite' });

export const summaryQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(14) });
export const summaryResource = z
  .object({
    active: z.int(),
    stopped: z.int(),
    needsAttention: z.int(),
    awaitingApproval: z.int(),
    days: z.array(
      z.object({
        date: z.string(),
        sent: z.int(),
        received: z.int(),
        conversationsStarted: z.int(),
        conversationsAnswered: z.int(),
        goalsReached: z.int(),
        inputTokens: z.int(),
        outputTokens: z.int(),
        answerMs: z.array(z.int()),
      }),
    ),
  })
  .meta({ id: 'Summary' });
export type SummaryResource = z.infer<typeof summaryResource>;
