import * as delivery from './delivery.ts';
import * as drafts from './drafts.ts';
import { notFound } from './google-error.ts';
import { type HistoryList, type HistoryQuery, listHistory } from './history.ts';
import { type Insertion, putMessage } from './insertion.ts';
import type { Kernel } from './kernel.ts';
import { isLateToRead } from './lateness.ts';
import { type ListQuery, matchesList, pageOf } from './listing.ts';
import { ensureMailbox, historyId, stopWatch, type WatchRequest, watch } from './mailboxes.ts';
import * as messages from './messages.ts';
import { type SendAs, sendAsAddresses } from './outgoing.ts';
import { type AttachmentResource, attachmentResource } from './payload.ts';
import { chargeQuota, type GmailMethod } from './quota.ts';
import { formatOf, type MessageResource, messageResource, type View } from './resources.ts';

export interface WrittenMail {
  readonly raw: Uint8Array;
  readonly threadId?: string | null | undefined;
}

export interface LabelChange {
  readonly addLabelIds?: readonly string[] | undefined;
  readonly removeLabelIds?: readonly string[] | undefined;
}

export interface DraftResource {
  readonly id: string;
  readonly message: MessageResource;
}

export interface ThreadResource {
  readonly id: string;
  readonly snippet?: string;
  readonly historyId: string;
  readonly messages?: readonly MessageResource[];
}

interface MessageReference {
  readonly id: string;
  readonly threadId: string;
}

export type Gmail = ReturnType<typeof createGmail>;

const MESSAGE_FORMATS = ['full', 'metadata', 'minimal', 'raw'] as const;
const THREAD_FORMATS = ['full', 'metadata', 'minimal'] as const;

/**
 * The Gmail API without HTTP: one synchronous function per method, each in its own transaction and charged to the
 * mailbox's quota. Errors are thrown as GoogleError.
 */
export function createGmail(kernel: Kernel) {
  const call = <T>(method: GmailMethod, email: string, work: () => T): T => {
    chargeQuota(kernel, email, method);
    return kernel.transaction(() => {
      ensureMailbox(kernel, email);
      return work();
    });
  };
  const brief = (message: messages.StoredMessage) => ({
    id: message.id,
    threadId: message.threadId,
    labelIds: message.labelIds,
  });
  const briefDraft = (draft: drafts.StoredDraft): DraftResource => ({
    id: draft.id,
    message: brief(draft.message),
  });
  const thread = (email: string, threadId: string): messages.StoredMessage[] => {
    const members = messages.threadMessages(kernel, email, threadId);
    if (members.length === 0) throw notFound();
    return members;
  };
  const searcher = (email: string) => ({ email, now: kernel.now() });
  const threadHistoryId = (email: string, members: readonly messages.StoredMessage[]): string =>
    historyId(ensureMailbox(kernel, email), Math.max(...members.map((member) => member.seq)));

  return {
    getProfile: (email: string) =>
      call('gmail.users.getProfile', email, () => {
        const mailbox = ensureMailbox(kernel, email);
        const count = messages.countMessages(kernel, email);
        return {
          emailAddress: mailbox.email,
          messagesTotal: count.messages,
          threadsTotal: count.threads,
          historyId: historyId(mailbox),
        };
      }),

    watch: (email: string, request: WatchRequest) =>
      call('gmail.users.watch', email, () => watch(kernel, email, request)),

    stop: (email: string): void => call('gmail.users.stop', email, () => stopWatch(kernel, email)),

    listHistory: (email: string, query: HistoryQuery): HistoryList =>
      call('gmail.users.history.list', email, () => listHistory(kernel, email, query)),

    listMessages: (email: string, query: ListQuery = {}) =>
      call('gmail.users.messages.list', email, () => {
        const found = messages.allMessages(kernel, email).filter(matchesList(query, searcher(email)));
        const page = pageOf(found, (message) => message.position, query);
        return {
          ...(page.items.length > 0
            ? { messages: page.items.map(({ id, threadId }): MessageReference => ({ id, threadId })) }
            : {}),
          ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
          resultSizeEstimate: page.total,
        };
      }),

    getMessage: (email: string, id: string, view: View = {}): MessageResource => {
      const late = isLateToRead(kernel, email, id);
      return call('gmail.users.messages.get', email, () => {
        if (late) throw notFound();
        const format = formatOf(view, MESSAGE_FORMATS);
        return messageResource(kernel, messages.getMessage(kernel, email, id), format, view.metadataHeaders);
      });
    },

    modifyMessage: (email: string, id: string, change: LabelChange) =>
      call('gmail.users.messages.modify', email, () => {
        const { addLabelIds = [], removeLabelIds = [] } = change;
        return brief(messages.modifyMessage(kernel, email, id, addLabelIds, removeLabelIds));
      }),

    trashMessage: (email: string, id: string) =>
      call('gmail.users.messages.trash', email, () => brief(messages.trashMessage(kernel, email, id))),

    untrashMessage: (email: string, id: string) =>
      call('gmail.users.messages.untrash', email, () => brief(messages.untrashMessage(kernel, email, id))),

    deleteMessage: (email: string, id: string): void =>
      call('gmail.users.messages.delete', email, () => messages.deleteMessage(kernel, email, id)),

    batchModifyMessages: (email: string, ids: readonly string[], change: LabelChange): void =>
      call('gmail.users.messages.batchModify', email, () => {
        const { addLabelIds = [], removeLabelIds = [] } = change;
        for (const id of ids) messages.modifyMessage(kernel, email, id, addLabelIds, removeLabelIds);
      }),

    batchDeleteMessages: (email: string, ids: readonly string[]): void =>
      call('gmail.users.messages.batchDelete', email, () => {
        for (const id of ids) messages.deleteMessage(kernel, email, id);
      }),

    getAttachment: (email: string, messageId: string, attachmentId: string): AttachmentResource =>
      call('gmail.users.messages.attachments.get', email, () =>
        attachmentResource(kernel, messages.getMessage(kernel, email, messageId), attachmentId),
      ),

    sendMessage: (email: string, mail: WrittenMail) =>
      call('gmail.users.messages.send', email, () =>
        brief(delivery.sendMessage(kernel, email, mail.raw, mail.threadId ?? null)),
      ),

    insertMessage: (email: string, insertion: Insertion) =>
      call('gmail.users.messages.insert', email, () => brief(putMessage(kernel, email, insertion))),

    importMessage: (email: string, insertion: Insertion) =>
      call('gmail.users.messages.import', email, () => brief(putMessage(kernel, email, insertion))),

    listThreads: (email: string, query: ListQuery = {}) =>
      call('gmail.users.threads.list', email, () => {
        const matching = messages.allMessages(kernel, email).filter(matchesList(query, searcher(email)));
        const newest = [...new Map([...matching].reverse().map((found) => [found.threadId, found])).values()];
        newest.sort((a, b) => b.internalDate - a.internalDate || b.position - a.position);
        const page = pageOf(newest, (message) => message.position, query);
        return {
          ...(page.items.length > 0
            ? {
                threads: page.items.map((message) => ({
                  id: message.threadId,
                  snippet: messageResource(kernel, message, 'minimal').snippet ?? '',
                  historyId: threadHistoryId(email, thread(email, message.threadId)),
                })),
              }
            : {}),
          ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
          resultSizeEstimate: page.total,
        };
      }),

    getThread: (email: string, id: string, view: View = {}): ThreadResource =>
      call('gmail.users.threads.get', email, () => {
        const format = formatOf(view, THREAD_FORMATS);
        const members = thread(email, id);
        return {
          id,
          historyId: threadHistoryId(email, members),
          messages: members.map((member) => messageResource(kernel, member, format, view.metadataHeaders)),
        };
      }),

    modifyThread: (email: string, id: string, change: LabelChange) =>
      call('gmail.users.threads.modify', email, () => {
        const { addLabelIds = [], removeLabelIds = [] } = change;
        return {
          id,
          messages: thread(email, id).map((member) =>
            brief(messages.modifyMessage(kernel, email, member.id, addLabelIds, removeLabelIds)),
          ),
        };
      }),

    trashThread: (email: string, id: string) =>
      call('gmail.users.threads.trash', email, () => ({
        id,
        messages: thread(email, id).map((member) => brief(messages.trashMessage(kernel, email, member.id))),
      })),

    untrashThread: (email: string, id: string) =>
      call('gmail.users.threads.untrash', email, () => ({
        id,
        messages: thread(email, id).map((member) => brief(messages.untrashMessage(kernel, email, member.id))),
      })),

    deleteThread: (email: string, id: string): void =>
      call('gmail.users.threads.delete', email, () => {
        for (const member of thread(email, id)) messages.deleteMessage(kernel, email, member.id);
      }),

    createDraft: (email: string, mail: WrittenMail): DraftResource =>
      call('gmail.users.drafts.create', email, () =>
        briefDraft(drafts.createDraft(kernel, email, mail.raw, mail.threadId ?? null)),
      ),

    listDrafts: (email: string, query: ListQuery = {}) =>
      call('gmail.users.drafts.list', email, () => {
        const matches = matchesList(query, searcher(email));
        const found = drafts
          .allDrafts(kernel, email)
          .filter((draft) => matches(draft.message))
          .sort((a, b) => b.message.position - a.message.position);
        const page = pageOf(found, (draft) => draft.message.position, query);
        return {
          ...(page.items.length > 0
            ? {
                drafts: page.items.map(({ id, message }) => ({
                  id,
                  message: { id: message.id, threadId: message.threadId } satisfies MessageReference,
                })),
              }
            : {}),
          ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
          resultSizeEstimate: page.total,
        };
      }),

    getDraft: (email: string, id: string, view: View = {}): DraftResource =>
      call('gmail.users.drafts.get', email, () => {
        const format = formatOf(view, MESSAGE_FORMATS);
        const draft = drafts.getDraft(kernel, email, id);
        return { id, message: messageResource(kernel, draft.message, format, view.metadataHeaders) };
      }),

    updateDraft: (email: string, id: string, mail: WrittenMail): DraftResource =>
      call('gmail.users.drafts.update', email, () =>
        briefDraft(drafts.updateDraft(kernel, email, id, mail.raw, mail.threadId ?? null)),
      ),

    deleteDraft: (email: string, id: string): void =>
      call('gmail.users.drafts.delete', email, () => drafts.deleteDraft(kernel, email, id)),

    /** With `mail`, the draft's content is replaced before it is sent. */
    sendDraft: (email: string, id: string, mail?: WrittenMail) =>
      call('gmail.users.drafts.send', email, () => {
        if (mail !== undefined) drafts.updateDraft(kernel, email, id, mail.raw, mail.threadId ?? null);
        return brief(drafts.sendDraft(kernel, email, id));
      }),

    listLabels: (email: string) =>
      call('gmail.users.labels.list', email, () => ({
        labels: messages.SYSTEM_LABELS.map((id) => ({ id, name: id, type: 'system' })),
      })),

    getLabel: (email: string, id: string) =>
      call('gmail.users.labels.get', email, () => {
        if (!messages.isLabel(id)) throw notFound();
        const labelled = messages.allMessages(kernel, email).filter(({ labelIds }) => labelIds.includes(id));
        const unread = labelled.filter(({ labelIds }) => labelIds.includes('UNREAD'));
        const threads = (found: readonly messages.StoredMessage[]) =>
          new Set(found.map(({ threadId }) => threadId)).size;
        return {
          id,
          name: id,
          type: 'system',
          messagesTotal: labelled.length,
          messagesUnread: unread.length,
          threadsTotal: threads(labelled),
          threadsUnread: threads(unread),
        };
      }),

    listSendAs: (email: string): { sendAs: SendAs[] } =>
      call('gmail.users.settings.sendAs.list', email, () => ({ sendAs: sendAsAddresses(kernel, email) })),
  };
}
