import { z } from 'zod';
import type { Channel } from '../../domain/notification/channel.ts';
import type { Vault } from '../ports/vault.ts';

/** What of a channel is secret: in the vault, and nowhere else. */
export const channelSecretSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook'), secret: z.string() }),
  z.object({ kind: z.literal('slack'), url: z.string() }),
  z.object({ kind: z.literal('telegram'), botToken: z.string() }),
  z.object({
    kind: z.literal('web_push'),
    subscription: z.object({
      endpoint: z.string(),
      keys: z.object({ p256dh: z.string(), auth: z.string() }),
    }),
  }),
]);
export type ChannelSecret = z.infer<typeof channelSecretSchema>;

/** Begins as the rights of the functions expect it (infra/terraform/identities.tf). */
export const channelSecretName = (channelId: string): string => `channel-${channelId}`;

export const writeSecret = (vault: Vault, channelId: string, secret: ChannelSecret): Promise<void> =>
  vault.put(channelSecretName(channelId), JSON.stringify(secret));

/** null: there is none, or it cannot be read. */
export const readSecret = async (
  vault: Vault,
  { secretName }: Pick<Channel, 'secretName'>,
): Promise<ChannelSecret | null> => {
  const text = secretName === null ? null : await vault.get(secretName);
  if (text === null) return null;
  try {
    const parsed = channelSecretSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
