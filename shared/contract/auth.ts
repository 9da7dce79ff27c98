import { z } from 'zod';
import { withAuditEvent } from '../domain/account/audit.ts';
import { userSettings } from '../domain/account/settings.ts';
import { suppressionReasons } from '../domain/account/suppression.ts';
import { disconnectedReasons } from '../domain/mailbox/mailbox.ts';
import { outageCauses } from '../domain/mailbox/outage.ts';
import { operatorFaults } from '../domain/mailbox/trouble.ts';
import { resourceShape, updateShape } from '../domain/setting.ts';
import { cursorParam, epochMs, limitParam, pageOf } from './common.ts';

export const settingsResource = z
  .object({
    ...resourceShape(userSettings),
    timeZoneChosen: z.boolean().meta({
      description: 'False until the user has chosen the time zone; the web app then sets the browser’s.',
    }),
  })
  .meta({ id: 'Settings' });
export type SettingsResource = z.infer<typeof settingsResource>;

export const sessionResource = z
  .object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string(), picture: z.string().nullable() }),
    mailbox: z
      .object({
        email: z.string(),
        status: z.enum(['connected', 'disconnected']),
        disconnectedWhy: z.string().nullable().meta({ description: '`disconnectedReason` in English.' }),
        disconnectedReason: z.enum(disconnectedReasons).nullable(),
        revocationPending: z.boolean().meta({
          description:
            'Disconnected, but Google has not confirmed the revocation yet. It is requested again.',
        }),
        watchExpiresAt: epochMs.nullable(),
        syncedAt: epochMs.nullable().meta({ description: 'When the mailbox was last synced completely.' }),
        stuck: z.object({ attempts: z.int() }).nullable().meta({
          description:
            'Set while a mail cannot be fetched or read. It is retried, and set aside after some attempts.',
        }),
        trouble: z
          .object({
            code: z.enum(operatorFaults),
            since: epochMs,
            message: z.string().meta({ description: '`code` in English.' }),
          })
          .nullable()
          .meta({
            description: 'A fault that only the operator can fix. Work continues automatically afterwards.',
          }),
        outage: z
          .object({
            code: z.enum(outageCauses),
            since: epochMs,
            message: z.string().meta({ description: '`code` in English.' }),
          })
          .nullable()
          .meta({
            description: 'What is out of reach at the moment. Conversations wait and go on by themselves.',
          }),
        sendingPausedUntil: epochMs.nullable().meta({
          description: 'Gmail has reached its sending limit for this mailbox; nothing is sent until then.',
        }),
      })
      .nullable(),
    settings: settingsResource,
    tokenPrices: z.object({ input: z.number(), output: z.number(), currency: z.string() }).nullable().meta({
      description: 'Of a million tokens, in a currency of ISO 4217. null: the operator names none.',
    }),
    demo: z.object({
      local: z.boolean().meta({ description: 'True on one machine with stand-ins for Google or the model.' }),
      standIns: z.array(z.string()),
      mailboxesUrl: z
        .string()
        .nullable()
        .meta({ description: 'Web page with the mailboxes of the local Google. null: real Gmail.' }),
    }),
  })
  .meta({ id: 'Session' });
export type SessionResource = z.infer<typeof sessionResource>;

export const updateSettingsBody = z.strictObject(updateShape(userSettings)).meta({ id: 'UpdateSettings' });
export type UpdateSettingsBody = z.infer<typeof updateSettingsBody>;

export const pagingQuery = z.strictObject({ cursor: cursorParam, limit: limitParam });

export const suppressionResource = z
  .object({
    id: z.string(),
    email: z.string(),
    reason: z.enum(suppressionReasons),
    message: z.string().meta({ description: '`reason` in English.' }),
    createdAt: epochMs,
  })
  .meta({ id: 'Suppression' });
export type SuppressionResource = z.infer<typeof suppressionResource>;
export const suppressionPage = pageOf(suppressionResource).meta({ id: 'SuppressionPage' });

export const trustedSenderPage = z
  .object({
    items: z.array(z.object({ id: z.string(), email: z.string(), createdAt: epochMs })),
    nextCursor: z.null(),
  })
  .meta({ id: 'TrustedSenderPage' });

export const auditResource = withAuditEvent({
  id: z.string(),
  at: epochMs,
  message: z.string().meta({ description: 'The action in English.' }),
}).meta({ id: 'AuditEntry' });
export type AuditResource = z.infer<typeof auditResource>;
export const auditPage = pageOf(auditResource).meta({ id: 'AuditPage' });

export const loginQuery = z.object({
  returnTo: z.string().max(2000).optional().meta({ description: 'Path on this site to return to.' }),
  missing: z.string().max(500).optional().meta({
    description: 'Comma-separated scopes that an earlier consent did not grant: request only these.',
  }),
  consent: z.enum(['1']).optional().meta({ description: 'Force the consent page.' }),
});
