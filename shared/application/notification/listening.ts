import type { User } from '../../domain/account/user.ts';
import { idSchema, type MailboxId } from '../../domain/ids.ts';
import { blankChannel, type Channel, channelSchema, listenedFor } from '../../domain/notification/channel.ts';
import { waitingKinds } from '../../domain/notification/kinds.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { Transaction } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import { MAX_CHANNELS } from './fan-out.ts';

/** All channels of an owner that can be read. */
export const readChannels = async (
  store: Pick<Transaction, 'query'>,
  logger: Logger,
  userId: string,
): Promise<readonly Channel[]> => {
  const documents = await store.query({ collection: paths.channels(userId), limit: MAX_CHANNELS });
  return documents.flatMap((document) => parseReadable(logger, channelSchema, document) ?? []);
};

/** Keeps with the user what their channels tell, for the commits of conversations to see. */
export const writeListening = (tx: Transaction, userId: string, channels: readonly Channel[]): void =>
  tx.update(paths.user(userId), { notifies: listenedFor(channels) });

/** Time for an owner who is looking at the draft anyway. */
const GRACE_MINUTES = 5;

/** What an account begins with: a mail to oneself when something waits for its owner. Once; who deletes it is told nothing. */
export const withFirstChannel = (tx: Transaction, user: User, mailboxId: MailboxId, now: number): User => {
  if (user.notifies !== null) return user;
  const channel: Channel = {
    ...blankChannel,
    id: idSchema.parse('email'),
    userId: user.id,
    kind: 'email',
    events: [...waitingKinds],
    draftsAfterMinutes: GRACE_MINUTES,
    target: { url: null, chatId: null, mailboxId },
    createdAt: now,
    updatedAt: now,
  };
  tx.set(paths.channel(user.id, channel.id), asData(channel));
  return { ...user, notifies: listenedFor([channel]) };
};
