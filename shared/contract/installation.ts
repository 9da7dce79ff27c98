import { z } from 'zod';

/** Public information about an installation, available before sign-in. */
export const installationResource = z
  .object({
    operator: z.object({
      name: z.string().nullable(),
      contact: z.string().nullable().meta({ description: 'How to reach the operator.' }),
    }),
    modelProvider: z
      .string()
      .meta({ description: 'Host of the model provider that mails of the conversations are sent to.' }),
    signInLimited: z.boolean().meta({ description: 'Whether only certain addresses may sign in.' }),
  })
  .meta({ id: 'Installation' });
export type InstallationResource = z.infer<typeof installationResource>;
