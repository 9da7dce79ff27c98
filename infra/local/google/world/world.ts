import { parseMime, readableText } from '../mail/mime-part.ts';
import { addresses, type HeaderField, header, parseRawMail } from '../mail/raw-mail.ts';
import {
  type Behaviour,
  type BehaviourChange,
  behaviourOf,
  resetBehaviour,
  setBehaviour,
} from './behaviour.ts';
import { deliverMail } from './delivery.ts';
import { sendFromPage } from './drafts.ts';
import {
  addFault,
  clearFaults,
  type Fault,
  type FaultRequest,
  type InjectedFault,
  listFaults,
  takeFault,
} from './faults.ts';
import { createGmail, type Gmail } from './gmail.ts';
import { expireHistory } from './history.ts';
import { type Chance, type Kernel, openKernel } from './kernel.ts';
import {
  ensureMailbox,
  expireWatch,
  historyId,
  holdNextNotifications,
  listMailboxes,
  type NotificationFate,
  normalizeAddress,
  type PendingNotification,
  pendingNotifications,
  releaseNotifications,
  removeNotification,
} from './mailboxes.ts';
import { allMessages, mailOf, type StoredMessage } from './messages.ts';
import { addAlias, setSignature } from './outgoing.ts';
import { type QuotaUse, quotaUse, resetQuota, setQuotaLimit } from './quota.ts';
import { type LimitNotice, liftSendingLimit, setSendingLimit } from './sending-limit.ts';
import { LOCAL_PROJECT, setProject, setTopic, type TopicState } from './topics.ts';

/** A mail in the form that tests need. */
export interface MailView {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
  /** Epoch ms. */
  readonly internalDate: number;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly headers: readonly HeaderField[];
  readonly text: string;
}

/** In-process control of the local Google; every method is synchronous and its own transaction. */
export interface World {
  readonly kernel: Kernel;
  readonly gmail: Gmail;
  ensureMailbox(email: string, name?: string): void;
  mailboxes(): {
    email: string;
    historyId: string;
    watchTopic: string | null;
    watchExpiresAt: number | null;
  }[];
  /** Newest first. */
  mails(email: string): MailView[];
  /** Delivers a raw mail to a mailbox, as if from outside. */
  deliver(to: string, raw: Uint8Array, labelIds?: readonly string[]): { id: string; threadId: string };
  addAlias(email: string, alias: string, name?: string): void;
  setSignature(email: string, html: string): void;
  /** Every history id given out so far answers 404; returns the current one. */
  expireHistory(email: string): string;
  expireWatch(email: string): void;
  holdNextNotifications(email: string, fate: NotificationFate, count: number): void;
  releaseNotifications(email: string): number;
  pendingNotifications(): PendingNotification[];
  removeNotification(id: number): void;
  quota(email: string): QuotaUse;
  resetQuota(email: string): void;
  setQuotaLimit(unitsPerMinute: number | null): void;
  /** Gmail's behaviour for a mailbox. null: for all mailboxes without their own settings. */
  behaviour(email: string | null): Behaviour;
  setBehaviour(email: string | null, change: BehaviourChange): Behaviour;
  resetBehaviour(): void;
  /** What `watch` finds out about a topic of the project. */
  setTopic(name: string, state: TopicState): void;
  /** null removes the limit. */
  setSendingLimit(
    email: string,
    limit: { readonly mails: number; readonly notice: LimitNotice; readonly forMs: number } | null,
  ): void;
  /** The owner presses Send on Gmail's own page. */
  sendFromPage(email: string, draftId: string): { id: string; threadId: string };
  addFault(request: FaultRequest): Fault;
  faults(): Fault[];
  clearFaults(): void;
  takeFault(method: string, email: string | null): InjectedFault | null;
  /** Called after every committed change, synchronously. */
  onChange(listener: () => void): void;
  close(): void;
}

export interface WorldOptions extends Chance {
  /** A file, or ':memory:'. */
  readonly databasePath: string;
  /** The Google Cloud project of the client; a watched topic must belong to it. Default: `local`. */
  readonly project?: string;
}

export function openWorld(options: WorldOptions): World {
  const kernel = openKernel(options.databasePath, options);
  setProject(kernel, options.project ?? LOCAL_PROJECT);
  return {
    kernel,
    gmail: createGmail(kernel),
    ensureMailbox: (email, name) => {
      kernel.transaction(() => ensureMailbox(kernel, email, name));
    },
    mailboxes: () =>
      listMailboxes(kernel).map((mailbox) => ({
        email: mailbox.email,
        historyId: historyId(mailbox),
        watchTopic: mailbox.watch_topic,
        watchExpiresAt: mailbox.watch_expires_at,
      })),
    mails: (email) => allMessages(kernel, normalizeAddress(email)).map(toView),
    deliver: (to, raw, labelIds) =>
      kernel.transaction(() => {
        const mail = parseRawMail(raw);
        // The envelope sender of the mail, `<>` included; without one, its author.
        const returnPath = /^<([^<>\s]*)>$/.exec(header(mail.headers, 'Return-Path'))?.[1];
        const sender = returnPath ?? addresses(mail.headers, 'From')[0]?.address ?? '';
        const { id, threadId } = deliverMail(kernel, normalizeAddress(to), mail, sender, labelIds);
        return { id, threadId };
      }),
    addAlias: (email, alias, name = '') => {
      addAlias(kernel, normalizeAddress(email), normalizeAddress(alias), name);
    },
    setSignature: (email, html) => setSignature(kernel, normalizeAddress(email), html),
    expireHistory: (email) => expireHistory(kernel, normalizeAddress(email)),
    expireWatch: (email) => expireWatch(kernel, email),
    holdNextNotifications: (email, fate, count) =>
      kernel.transaction(() => holdNextNotifications(kernel, email, fate, count)),
    releaseNotifications: (email) => releaseNotifications(kernel, email),
    pendingNotifications: () => pendingNotifications(kernel),
    removeNotification: (id) => removeNotification(kernel, id),
    quota: (email) => quotaUse(kernel, normalizeAddress(email)),
    resetQuota: (email) => resetQuota(kernel, normalizeAddress(email)),
    setQuotaLimit: (units) => setQuotaLimit(kernel, units),
    behaviour: (email) => behaviourOf(kernel, email === null ? null : normalizeAddress(email)),
    setBehaviour: (email, change) =>
      setBehaviour(kernel, email === null ? null : normalizeAddress(email), change),
    resetBehaviour: () => resetBehaviour(kernel),
    setTopic: (name, state) => setTopic(kernel, name, state),
    setSendingLimit: (email, limit) => {
      const address = normalizeAddress(email);
      if (limit === null) liftSendingLimit(kernel, address);
      else setSendingLimit(kernel, address, { ...limit, until: kernel.now() + limit.forMs });
    },
    sendFromPage: (email, draftId) => {
      const { id, threadId } = sendFromPage(kernel, normalizeAddress(email), draftId);
      return { id, threadId };
    },
    addFault: (request) => addFault(kernel, request),
    faults: () => listFaults(kernel),
    clearFaults: () => clearFaults(kernel),
    takeFault: (method, email) => takeFault(kernel, method, email),
    onChange: (listener) => kernel.onCommit(listener),
    close: () => kernel.close(),
  };
}

function toView(message: StoredMessage): MailView {
  const mail = mailOf(message);
  return {
    id: message.id,
    threadId: message.threadId,
    labelIds: message.labelIds,
    internalDate: message.internalDate,
    messageId: message.rfcId,
    from: header(mail.headers, 'From'),
    to: addresses(mail.headers, 'To').map((entry) => entry.address),
    subject: header(mail.headers, 'Subject'),
    headers: mail.headers.map((field) => ({
      name: field.name,
      value: field.value.replace(/\r\n[ \t]+/g, ' '),
    })),
    text: readableText(parseMime(mail)),
  };
}
