import { z } from 'zod';
import { stored } from '../stored.ts';

/** `installation/modelCheck`: when the provider was last asked about the configured model. Epoch ms. */
export const modelCheckSchema = stored({ schemaVersion: z.literal(1), checkedAt: z.number() });
