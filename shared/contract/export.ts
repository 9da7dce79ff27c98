import { z } from 'zod';
import { epochMs } from './common.ts';

/**
 * Everything that is stored about a user. OpenAPI describes it kind by kind
 * (`application/account/described-export.ts`). Each document is followed by the documents below it, a thread by its
 * messages.
 */
export const accountExport = z.object({
  format: z.literal('email-ai-export'),
  version: z.literal(1),
  exportedAt: epochMs,
  documents: z.array(
    z.object({
      kind: z.string().meta({ description: 'What it is: `thread`, `message` and so on.' }),
      path: z.string(),
      data: z
        .record(z.string(), z.json())
        .meta({ description: 'As it is stored; times are epoch milliseconds.' }),
    }),
  ),
});
