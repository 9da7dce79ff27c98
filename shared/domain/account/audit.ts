import { z } from 'zod';
import { stored } from '../stored.ts';

const nothing = stored({});
const thread = stored({ threadId: z.string() });
const mail = stored({ messageId: z.string(), threadId: z.string() });
/** `threadId` is null in entries that were written before it was recorded. */
const draft = stored({ messageId: z.string(), threadId: z.string().nullable().default(null) });

const document = stored({ documentId: z.string() });
const channel = stored({ channelId: z.string() });

/**
 * Everything that the audit log records, with the parameters of each action: ids, names of settings, OAuth scopes.
 * Never free text, an address or a token.
 */
export const auditParams = {
  signed_in: nothing,
  consented: stored({ scopes: z.array(z.string()) }),
  signed_out_everywhere: nothing,
  settings_changed: stored({ settings: z.array(z.string()) }),
  suppression_removed: nothing,
  disconnected: nothing,
  exported: nothing,
  draft_approved: draft,
  draft_discarded: draft,
  draft_rewrite_requested: draft,
  mail_accepted: mail,
  mail_rejected: mail,
  sender_blocked: mail,
  note_added: thread,
  question_answered: thread,
  conversation_stopped: thread,
  conversation_resumed: thread,
  conversation_deleted: thread,
  person_forgotten: nothing,
  sender_trusted: mail,
  trust_revoked: nothing,
  assistant_deleted: stored({ assistantId: z.string() }),
  document_added: document,
  document_deleted: document,
  channel_added: channel,
  channel_changed: channel,
  channel_deleted: channel,
} as const satisfies Readonly<Record<string, z.ZodObject>>;

export type AuditAction = keyof typeof auditParams;
export const auditActions = Object.keys(auditParams) as readonly AuditAction[];

/** What was done, with the parameters of that action. */
export type AuditEvent = {
  [A in AuditAction]: { readonly action: A; readonly params: Readonly<z.infer<(typeof auditParams)[A]>> };
}[AuditAction];

/** The schema of an object that holds these fields and an event. TypeScript cannot infer its type from a table. */
export const withAuditEvent = <S extends z.ZodRawShape>(
  fields: S,
): z.ZodType<z.infer<z.ZodObject<S>> & AuditEvent> => {
  const options = auditActions.map((action) =>
    stored({ ...fields, action: z.literal(action), params: auditParams[action] }),
  );
  type Options = [(typeof options)[number], ...typeof options];
  return z.discriminatedUnion('action', options as Options) as unknown as z.ZodType<
    z.infer<z.ZodObject<S>> & AuditEvent
  >;
};

/** Version 0.1.0 wrote the parameters as one string, `detail`: an id, or a list of names. */
const paramsOfDetail = (action: unknown, detail: string): object => {
  switch (action) {
    case 'consented':
      return { scopes: detail.split(' ').filter(Boolean) };
    case 'settings_changed':
      return { settings: detail.split(', ').filter(Boolean) };
    case 'draft_approved':
      return { messageId: detail };
    case 'conversation_stopped':
    case 'conversation_deleted':
      return { threadId: detail };
    case 'assistant_deleted':
      return { assistantId: detail };
    default:
      return {};
  }
};

const withDetail = z.looseObject({
  action: z.unknown(),
  detail: z.string(),
  params: z.undefined().optional(),
});

const upgraded = (data: unknown): unknown => {
  const old = withDetail.safeParse(data);
  if (!old.success) return data;
  const { detail, ...entry } = old.data;
  return { ...entry, params: paramsOfDetail(entry.action, detail) };
};

/** `users/{userId}/audit/{id}`. Gone after two years, or with the account. */
export const auditSchema = z.preprocess(
  upgraded,
  withAuditEvent({
    schemaVersion: z.literal(1),
    id: z.string(),
    /** Epoch ms. */
    at: z.number(),
    /** Epoch ms; the store deletes the entry then. */
    ttl: z.number(),
  }),
);
export type AuditEntry = z.infer<typeof auditSchema>;

const LIFETIME_MS = 2 * 365 * 24 * 60 * 60_000;

/** The entry that records `event`. `random` makes ids of entries of the same millisecond differ. */
export const newAuditEntry = (event: AuditEvent, at: number, random: string): AuditEntry => ({
  schemaVersion: 1,
  id: `${at}-${random}`,
  at,
  ...event,
  ttl: at + LIFETIME_MS,
});
