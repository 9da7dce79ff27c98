import type { ThreadView } from '../../domain/conversation/events.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { isGoingOn, outageCauses } from '../../domain/mailbox/outage.ts';
import type { Channel, Queued } from '../../domain/notification/channel.ts';
import { isHistory } from '../../domain/notification/queue.ts';
import type { Said } from '../../domain/notification/said.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { readThreadView } from '../../persistence/thread-view.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Wording } from '../ports/wording.ts';
import { DocumentError } from '../unreadable.ts';
import { createReviewLink } from './review-links.ts';

export interface TellDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly publicUrl: string;
  readonly wording: Wording;
}

/** What a message to the owner says of one thing, and what a program gets. */
export interface Content {
  readonly item: Queued;
  readonly said: Said;
  readonly data: Readonly<Record<string, unknown>>;
}

const MAX_WORDS = 140;

/** The first line with words in it; never more of a mail than that. */
const lineOf = (text: string): string => {
  const line = text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '';
  const words = line.replaceAll(/\s+/g, ' ').trim();
  return words.length <= MAX_WORDS ? words : `${[...words].slice(0, MAX_WORDS - 1).join('')}…`;
};

const lastWords = ({ messages }: ThreadView): string =>
  lineOf(
    messages.findLast(
      ({ author, state }) => author !== 'machine' && (state === 'sent' || state === 'received'),
    )?.text ?? '',
  );

/** What the assistant asks its owner; empty: nothing. */
const questionOf = ({ thread: { attention } }: ThreadView): string =>
  attention?.code === 'question' ? attention.params.question : '';

const waitingDraft = ({ thread, messages }: ThreadView, messageId: string | null): Message | null => {
  if (thread.waitingDraft?.messageId !== messageId || thread.status !== 'active') return null;
  const message = messages.find(({ id }) => id === messageId);
  return message?.state === 'awaiting_approval' && message.approval === null ? message : null;
};

/** Whether the owner would still find it so. */
const holds = ({ told }: Queued, view: ThreadView): boolean => {
  switch (told.kind) {
    case 'thread.draft_waiting':
      return waitingDraft(view, told.messageId) !== null;
    case 'thread.question':
      return view.thread.attention?.code === 'question';
    case 'thread.needs_you':
      return view.thread.attention !== null;
    default:
      return true;
  }
};

/** An unreadable document is for its own pages to complain about. */
const unlessUnreadable = async <T>(reading: Promise<T | null>): Promise<T | null> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DocumentError) return null;
    throw error;
  }
};

const ofThread = async (deps: TellDeps, channel: Channel, item: Queued): Promise<Content | null> => {
  const { told } = item;
  const threadId = told.threadId ?? '';
  const view = await unlessUnreadable(readThreadView(deps.store, channel.userId, threadId));
  const url = `${deps.publicUrl}/threads/${threadId}`;
  const about = { threadId, code: told.code, url };
  if (!view || !holds(item, view)) {
    if (!isHistory(channel)) return null;
    if (!view) {
      const said = { ...told, who: '', subject: '', lastWords: '', question: '', url, reviewUrl: null };
      return { item, said, data: about };
    }
  }
  const { recipient, subject } = view.thread;
  const draft = told.kind === 'thread.draft_waiting' ? waitingDraft(view, told.messageId) : null;
  const reviewUrl = draft ? await createReviewLink(deps, view.thread, draft) : null;
  const words = lastWords(view);
  const question = told.kind === 'thread.question' ? questionOf(view) : '';
  return {
    item,
    said: {
      kind: told.kind,
      code: told.code,
      who: recipient.name ?? recipient.email,
      subject: subject ?? '',
      lastWords: words,
      question,
      url,
      reviewUrl,
    },
    data: {
      ...about,
      recipient: { email: recipient.email, name: recipient.name },
      subject,
      lastWords: words,
      ...(told.messageId === null ? {} : { messageId: told.messageId }),
      ...(question === '' ? {} : { question }),
      ...(reviewUrl === null ? {} : { reviewUrl }),
    },
  };
};

/** Nothing leaves because a service is down, not by Gmail's limit. */
const isOutage = ({ code }: Queued['told']): boolean => outageCauses.some((cause) => cause === code);

const mailboxHolds = ({ told }: Queued, mailbox: Mailbox, now: number): boolean => {
  switch (told.kind) {
    case 'mailbox.sending_paused':
      return isOutage(told)
        ? mailbox.outage !== null && isGoingOn(mailbox.outage, now)
        : (mailbox.sendingPause?.until ?? 0) > now;
    default:
      return mailbox.status === 'disconnected' || mailbox.trouble !== null;
  }
};

const ofMailbox = async (deps: TellDeps, channel: Channel, item: Queued): Promise<Content | null> => {
  const { told } = item;
  const path = paths.mailbox(told.mailboxId ?? '');
  const mailbox = await unlessUnreadable(readDocument(deps.store, mailboxSchema, path));
  const isOwn = mailbox?.userId === channel.userId;
  const isTrue = isOwn && mailboxHolds(item, mailbox, deps.clock.now());
  if (!isTrue && !isHistory(channel)) return null;
  const who = isOwn ? mailbox.email : '';
  const url = `${deps.publicUrl}/settings`;
  const until =
    isOwn && told.kind === 'mailbox.sending_paused' && !isOutage(told)
      ? (mailbox.sendingPause?.until ?? null)
      : null;
  return {
    item,
    said: {
      kind: told.kind,
      code: told.code,
      who,
      subject: '',
      lastWords: '',
      question: '',
      url,
      reviewUrl: null,
    },
    data: {
      mailboxId: told.mailboxId,
      email: who,
      code: told.code,
      url,
      ...(until === null ? {} : { until }),
    },
  };
};

const ofCampaign = (deps: TellDeps, item: Queued): Content => {
  const { kind, code, campaignId } = item.told;
  const url = `${deps.publicUrl}/campaigns/${campaignId ?? ''}`;
  return {
    item,
    said: { kind, code, who: '', subject: '', lastWords: '', question: '', url, reviewUrl: null },
    data: { campaignId, code, url },
  };
};

/** What there is to say of something, from what is true now; null: it is over, and people need not hear of it. */
export const contentOf = (deps: TellDeps, channel: Channel, item: Queued): Promise<Content | null> => {
  if (item.told.kind.startsWith('campaign.')) return Promise.resolve(ofCampaign(deps, item));
  return item.told.kind.startsWith('mailbox.')
    ? ofMailbox(deps, channel, item)
    : ofThread(deps, channel, item);
};
