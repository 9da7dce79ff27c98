import { z } from 'zod';

export const mailAddressSchema = z.object({ email: z.string(), name: z.string().nullable() });
export type MailAddress = z.infer<typeof mailAddressSchema>;
