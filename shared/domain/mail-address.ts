import { z } from 'zod';
import { stored } from './stored.ts';

export const mailAddressSchema = stored({ email: z.string(), name: z.string().nullable() });
export type MailAddress = z.infer<typeof mailAddressSchema>;
