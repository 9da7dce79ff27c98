import { z } from 'zod';
import { userSettings } from '../domain/account/settings.ts';
import { disconnectedReasons } from '../domain/mailbox/mailbox.ts';
import { resourceShape, updateShape } from '../domain/setting.ts';
import { cursorParam, epochMs, limitParam, pageOf } from './common.ts';

export const settingsResource = z.object(resourceShape(userSettings)).meta({ id: 'Settings' });
export type SettingsResource = z.infer<typeof settingsResource>;

export const sessionResource = z
  .object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string(), picture: z.string().nullable() }),
    mailbox: z
      .object({
        email: z.string(),
        status: z.enum(['connected', 'disconnected']),
        disconnectedWhy: z.string().nullable().meta({ description: 'A sentence for the owner.' }),
        disconnectedReason: z.enum(disconnectedReasons).nullable(),
        revocationPending: z.boolean().meta({
          description: 'Given back, but Google has not confirmed the revocation yet; it is asked again.',
        }),
        watchExpiresAt: epochMs.nullable(),
        syncedAt: epochMs.nullable().meta({ description: 'When its news were last read to their end.' }),
        stuck: z
          .object({ attempts: z.int() })
          .nullable()
          .meta({ description: 'A mail that cannot be fetched is being tried again.' }),
      })
      .nullable(),
    settings: settingsResource,
    world: z.object({
      local: z.boolean().meta({ description: 'This is the demonstration on one machine.' }),
      standIns: z.array(z.string()),
      mailboxesUrl: z.string().nullable().meta({ description: 'Where one can play the recipients.' }),
    }),
  })
  .meta({ id: 'Session' });
export type SessionResource = z.infer<typeof sessionResource>;

export const updateSettingsBody = z.strictObject(updateShape(userSettings)).meta({ id: 'UpdateSettings' });
export type UpdateSettingsBody = z.infer<typeof updateSettingsBody>;

export const pagingQuery = z.strictObject({ cursor: cursorParam, limit: limitParam });

export const suppressionResource = z
  .object({ id: z.string(), email: z.string(), reason: z.string(), createdAt: epochMs })
  .meta({ id: 'Suppression' });
export const suppressionPage = pageOf(suppressionResource).meta({ id: 'SuppressionPage' });

export const auditResource = z
  .object({ id: z.string(), at: epochMs, action: z.string(), detail: z.string() })
  .meta({ id: 'AuditEntry' });
export const auditPage = pageOf(auditResource).meta({ id: 'AuditPage' });

export const loginQuery = z.object({
  returnTo: z.string().max(2000).optional().meta({ description: 'A path of this site.' }),
  missing: z.string().max(500).optional().meta({
    description: 'Ask for these scopes only, separated by commas: what an earlier consent left out.',
  }),
  consent: z.enum(['1']).optional().meta({ description: 'Ask Google for consent again.' }),
});
