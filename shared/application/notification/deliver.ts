import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import {
  type Channel,
  channelSchema,
  type DeliveryFailure,
  type Queued,
} from '../../domain/notification/channel.ts';
import {
  claimed,
  delivered,
  isTogether,
  QUICK_TRIES,
  readyOf,
  type Tried,
} from '../../domain/notification/queue.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { ChannelSenders, ChannelTarget, Sent, Telling } from '../ports/channel-sender.ts';
import type { Logger } from '../ports/logger.ts';
import type { Vault } from '../ports/vault.ts';
import { readChannels, writeListening } from './listening.ts';
import { readSecret } from './secrets.ts';
import { type Content, contentOf, type TellDeps } from './tell.ts';

export interface DeliverDeps extends TellDeps {
  readonly vault: Vault;
  readonly senders: ChannelSenders;
  readonly logger: Logger;
}

interface Which {
  readonly userId: string;
  readonly channelId: string;
}

/**
 * - `done`: everything that was due is told, or somebody else is at it.
 * - `again`: it failed, and is worth another try soon.
 * - `later`: it failed, or is not due; the channel's alarm is set.
 */
export type DeliverOutcome = 'missing' | 'done' | 'again' | 'later';

/** Rounds of one call, should more arrive meanwhile. What is left is the sweep's. */
const MAX_ROUNDS = 5;

/**
 * Tells what a channel has to tell. The queue is claimed with a lease, told outside of any transaction, and taken down
 * afterwards: what a crash interrupts is told again, under the same id.
 * Errors: StoreError, VaultError.
 */
export const deliverChannel =
  (deps: DeliverDeps) =>
  async (which: Which): Promise<DeliverOutcome> => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const claim = await claimChannel(deps, which);
      if (claim === 'missing') return 'missing';
      if (claim.kind === 'later') return round === 0 ? 'later' : 'done';
      const tried = await tryAll(deps, claim.channel, claim.ready, claim.isRepeated);
      const after = await settle(deps, which, claim.channel, tried);
      if (!after) return 'done';
      if (after.failures > 0) return after.failures < QUICK_TRIES ? 'again' : 'later';
      if (readyOf(after, deps.clock.now()).length === 0) return 'done';
    }
    return 'done';
  };

const claimChannel = (deps: DeliverDeps, { userId, channelId }: Which) => {
  const token = deps.random.token();
  return deps.store.transaction(async (tx) => {
    const path = paths.channel(userId, channelId);
    const channel = await readDocument(tx, channelSchema, path);
    if (!channel) return 'missing' as const;
    const claim = claimed(channel, token, deps.clock.now());
    if (claim.channel !== channel) tx.set(path, asData(claim.channel));
    return claim;
  });
};

/** null: the lease ran out, and somebody else has told it as well. */
const settle = (
  deps: DeliverDeps,
  { userId, channelId }: Which,
  { lease }: Channel,
  tried: readonly Tried[],
): Promise<Channel | null> =>
  deps.store
    .transaction(async (tx) => {
      const path = paths.channel(userId, channelId);
      const channel = await readDocument(tx, channelSchema, path);
      if (!channel || channel.lease?.token !== lease?.token) return null;
      const next = delivered(channel, tried, deps.clock.now());
      const others = next.goneAt === null ? [] : await readChannels(tx, deps.logger, userId);
      tx.set(path, asData(next));
      // What only this one told is told nowhere now.
      if (next.goneAt !== null) {
        writeListening(tx, userId, [...others.filter(({ id }) => id !== channelId), next]);
      }
      return next;
    })
    .then((channel) => {
      if (channel) log(deps, channel, tried);
      return channel;
    });

const log = ({ logger }: DeliverDeps, { id, kind, deliveries }: Channel, tried: readonly Tried[]): void => {
  for (const { item, result } of tried) {
    const fields = { channelId: id, kind, type: item.told.kind, notificationId: item.id };
    const isGivenUp = deliveries.some((one) => one.id === item.id && one.state === 'given_up');
    if (isGivenUp) logger.error('notification_given_up', fields);
    else if (result.state === 'failed') {
      logger.warn('notification_failed', { ...fields, code: result.code, status: result.status });
    } else logger.info('notification_told', { ...fields, state: result.state });
  }
};

/** What a mail was begun for stays together, so that its draft says what it is sent for. */
const groupsOf = (channel: Channel, ready: readonly Queued[]): readonly (readonly Queued[])[] => {
  if (!isTogether(channel)) return ready.map((item) => [item]);
  return [...Map.groupBy(ready, ({ draftId }) => draftId ?? '').entries()]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : 0))
    .map(([, group]) => group);
};

/** Tells one after the other, until one fails: a receiver that is down is not asked two hundred times. */
const tryAll = async (
  deps: DeliverDeps,
  channel: Channel,
  ready: readonly Queued[],
  isRepeated: boolean,
): Promise<readonly Tried[]> => {
  const tried: Tried[] = [];
  for (const group of groupsOf(channel, ready)) {
    const latest = await tryGroup(deps, channel, group, isRepeated);
    tried.push(...latest);
    if (latest.some(({ result }) => result.state === 'failed')) break;
  }
  return tried;
};

const tryGroup = async (
  deps: DeliverDeps,
  channel: Channel,
  group: readonly Queued[],
  isRepeated: boolean,
): Promise<readonly Tried[]> => {
  const contents: Content[] = [];
  const outdated: Tried[] = [];
  const draftId = group[0]?.draftId ?? null;
  for (const item of group) {
    const content = await contentOf(deps, channel, item);
    if (content) contents.push(content);
    // A draft that may have been sent is finished, whatever has become of what it tells.
    else if (draftId === null) outdated.push({ item, result: { state: 'outdated' } });
  }
  const told = draftId === null ? contents.map(({ item }) => item) : group;
  if (told.length === 0) return outdated;
  const result = await sendTo(
    deps,
    channel,
    told,
    tellingOf(deps, channel, told, contents),
    draftId,
    isRepeated,
  );
  return [...outdated, ...told.map((item) => ({ item, result }))];
};

const tellingOf = (
  { wording }: DeliverDeps,
  channel: Channel,
  told: readonly Queued[],
  contents: readonly Content[],
): Telling => {
  const [first] = told;
  const [only] = contents;
  const said = contents.map((content) => content.said);
  const isDigest = told.length > 1;
  return {
    id: first?.id ?? '',
    type: isDigest ? 'digest' : (first?.told.kind ?? ''),
    at: first?.at ?? 0,
    data: only && !isDigest ? only.data : {},
    ...wording.tell(channel.language, said, channel.dropped),
    url: only?.said.reviewUrl ?? only?.said.url ?? '',
  };
};

const failed = (code: DeliveryFailure): Sent => ({ state: 'failed', code, status: null });

const sendTo = async (
  deps: DeliverDeps,
  channel: Channel,
  told: readonly Queued[],
  telling: Telling,
  draftId: string | null,
  isRepeated: boolean,
): Promise<Sent> => {
  const ids = new Set(told.map(({ id }) => id));
  // A lease that ran out, or a failure: somebody was at it before.
  const draft = { id: draftId, mayBe: isRepeated };
  const target = await targetOf(deps, channel, draft, (made) => noteDraft(deps, channel, ids, made));
  return typeof target === 'string' ? failed(target) : deps.senders.send(target, telling);
};

/** Where the channel leads, its secret included; else what is missing. */
export const targetOf = async (
  deps: Pick<DeliverDeps, 'store' | 'vault'>,
  channel: Channel,
  draft: { readonly id: string | null; readonly mayBe: boolean },
  onDraft: (draftId: string) => Promise<boolean>,
): Promise<ChannelTarget | DeliveryFailure> => {
  if (channel.kind === 'email') {
    const mailboxId = channel.target.mailboxId ?? '';
    const mailbox = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
    // One that changed hands is somebody else's.
    if (mailbox?.userId !== channel.userId || mailbox.status !== 'connected') return 'mailbox_disconnected';
    return {
      kind: 'email',
      mailboxId,
      address: mailbox.email,
      draftId: draft.id,
      mayHaveDraft: draft.mayBe,
      onDraft,
    };
  }
  const secret = await readSecret(deps.vault, channel);
  if (secret?.kind !== channel.kind) return 'not_configured';
  switch (secret.kind) {
    case 'webhook':
      return { ...secret, url: channel.target.url ?? '' };
    case 'telegram':
      return { ...secret, chatId: channel.target.chatId ?? '' };
    default:
      return secret;
  }
};

/** Stored before the mail leaves, so that the next try sends this one and no other. */
const noteDraft = (
  { store }: DeliverDeps,
  { userId, id, lease }: Channel,
  ids: ReadonlySet<string>,
  draftId: string,
): Promise<boolean> =>
  store.transaction(async (tx) => {
    const path = paths.channel(userId, id);
    const channel = await readDocument(tx, channelSchema, path);
    if (!channel || channel.lease?.token !== lease?.token) return false;
    const queue = channel.queue.map((item) => (ids.has(item.id) ? { ...item, draftId } : item));
    tx.update(path, { queue: asData({ queue }).queue ?? [] });
    return true;
  });
