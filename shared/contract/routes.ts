import type { z } from 'zod';
import {
  assistantPage,
  assistantResource,
  createAssistantBody,
  listAssistantsQuery,
  previewBody,
  previewResource,
  updateAssistantBody,
} from './assistants.ts';
import {
  auditPage,
  loginQuery,
  pagingQuery,
  sessionResource,
  settingsResource,
  suppressionPage,
  trustedSenderPage,
  updateSettingsBody,
} from './auth.ts';
import {
  channelPage,
  channelResource,
  createChannelBody,
  deliveryResource,
  updateChannelBody,
} from './channels.ts';
import {
  addDocumentBody,
  documentPage,
  documentResource,
  listPassagesQuery,
  passagePage,
  updateDocumentBody,
  uploadFields,
} from './documents.ts';
import { accountExport } from './export.ts';
import { installationResource } from './installation.ts';
import { personResource } from './people.ts';
import {
  acceptBody,
  answerBody,
  approveBody,
  createThreadBody,
  listMessagesQuery,
  listThreadsQuery,
  messagePage,
  messageResource,
  noteBody,
  resumeBody,
  rewriteBody,
  rulingBody,
  summaryQuery,
  summaryResource,
  threadPage,
  threadResource,
  updateThreadBody,
} from './threads.ts';

/** One operation of the public API. The table routes and validates requests and generates the OpenAPI description. */
export interface RouteContract {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Without `/api`. The first segment names the function that serves it. */
  readonly path: string;
  readonly summary: string;
  /** Whether a session is needed. */
  readonly session: boolean;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Success statuses with the schema of their body; null: no body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>;
  /** The rate limit, if it differs from the one of all unsafe operations. Over the limit: 429 with Retry-After. */
  readonly limit?: 'sign_in' | 'thread' | 'preview' | 'export' | 'document';
  /** The body may also be a form with a `file` of up to 10 MB and these fields. */
  readonly upload?: z.ZodObject;
  /** Request headers that the operation reads. */
  readonly headers?: readonly string[];
}

const route = <const R extends RouteContract>(contract: R): R => contract;

export const routes = {
  login: route({
    method: 'get',
    path: '/auth/login',
    summary: 'Redirect to Google to sign in and grant access to the mailbox',
    session: false,
    query: loginQuery,
    limit: 'sign_in',
    responses: { 302: null },
  }),
  callback: route({
    method: 'get',
    path: '/auth/callback',
    summary: 'Callback of the sign-in at Google',
    session: false,
    responses: { 302: null },
  }),
  getInstallation: route({
    method: 'get',
    path: '/auth/installation',
    summary: 'The operator of this installation, and its model provider',
    session: false,
    responses: { 200: installationResource },
  }),
  getSession: route({
    method: 'get',
    path: '/auth/session',
    summary: 'The signed-in user and the state of the mailbox',
    session: true,
    responses: { 200: sessionResource },
  }),
  logout: route({
    method: 'post',
    path: '/auth/logout',
    summary: 'End this session',
    session: true,
    responses: { 204: null },
  }),

  logoutEverywhere: route({
    method: 'post',
    path: '/auth/logout-everywhere',
    summary: 'End all sessions of this user, on every device',
    session: true,
    responses: { 204: null },
  }),
  getSettings: route({
    method: 'get',
    path: '/auth/settings',
    summary: 'Time zone, sending limit and retention',
    session: true,
    responses: { 200: settingsResource },
  }),
  updateSettings: route({
    method: 'patch',
    path: '/auth/settings',
    summary: 'Change settings; pause all sending, or let it go on',
    session: true,
    body: updateSettingsBody,
    responses: { 200: settingsResource },
  }),
  listSuppressions: route({
    method: 'get',
    path: '/auth/suppressions',
    summary: 'List people who asked not to be contacted',
    session: true,
    query: pagingQuery,
    responses: { 200: suppressionPage },
  }),
  deleteSuppression: route({
    method: 'delete',
    path: '/auth/suppressions/{suppressionId}',
    summary: 'Allow mails to this person again',
    session: true,
    responses: { 204: null },
  }),
  listTrustedSenders: route({
    method: 'get',
    path: '/auth/trusted-senders',
    summary: 'List addresses whose mails you trust though nothing vouches for them, newest first',
    session: true,
    responses: { 200: trustedSenderPage },
  }),
  revokeTrust: route({
    method: 'delete',
    path: '/auth/trusted-senders/{trustedSenderId}',
    summary: 'Stop trusting an address; its next mail is held',
    session: true,
    responses: { 204: null },
  }),
  listAudit: route({
    method: 'get',
    path: '/auth/audit',
    summary: 'Read the audit log, newest first',
    session: true,
    query: pagingQuery,
    responses: { 200: auditPage },
  }),
  disconnect: route({
    method: 'post',
    path: '/auth/disconnect',
    summary: 'Stop all conversations, revoke access at Google and destroy the token',
    session: true,
    responses: { 204: null, 202: null },
  }),
  exportAccount: route({
    method: 'get',
    path: '/auth/export',
    summary: 'Download everything that is stored about this user, as JSON. Refused for links on other sites',
    session: true,
    limit: 'export',
    responses: { 200: accountExport },
  }),
  deleteAccount: route({
    method: 'delete',
    path: '/auth/account',
    summary: 'Erase everything that is stored about this user',
    session: true,
    responses: { 204: null, 202: null },
  }),

  createAssistant: route({
    method: 'post',
    path: '/assistants',
    summary: 'Create an assistant',
    session: true,
    body: createAssistantBody,
    responses: { 201: assistantResource },
  }),
  listAssistants: route({
    method: 'get',
    path: '/assistants',
    summary: 'List assistants, newest first',
    session: true,
    query: listAssistantsQuery,
    responses: { 200: assistantPage },
  }),
  getAssistant: route({
    method: 'get',
    path: '/assistants/{assistantId}',
    summary: 'Read one assistant',
    session: true,
    responses: { 200: assistantResource },
  }),
  updateAssistant: route({
    method: 'patch',
    path: '/assistants/{assistantId}',
    summary: 'Change an assistant; running conversations use it from their next mail on',
    session: true,
    body: updateAssistantBody,
    responses: { 200: assistantResource },
  }),
  deleteAssistant: route({
    method: 'delete',
    path: '/assistants/{assistantId}',
    summary: 'Delete an assistant and stop its conversations',
    session: true,
    responses: { 204: null },
  }),

  listDocuments: route({
    method: 'get',
    path: '/assistants/{assistantId}/documents',
    summary: 'List the documents that the assistant may take facts from, newest first',
    session: true,
    responses: { 200: documentPage },
  }),
  addDocument: route({
    method: 'post',
    path: '/assistants/{assistantId}/documents',
    summary: 'Add text, a file or a web page; it is read in the background',
    session: true,
    body: addDocumentBody,
    upload: uploadFields,
    limit: 'document',
    responses: { 201: documentResource },
  }),
  getDocument: route({
    method: 'get',
    path: '/assistants/{assistantId}/documents/{documentId}',
    summary: 'Read the state of one document',
    session: true,
    responses: { 200: documentResource },
  }),
  updateDocument: route({
    method: 'patch',
    path: '/assistants/{assistantId}/documents/{documentId}',
    summary: 'Rename a document, or share it with all assistants',
    session: true,
    body: updateDocumentBody,
    responses: { 200: documentResource },
  }),
  deleteDocument: route({
    method: 'delete',
    path: '/assistants/{assistantId}/documents/{documentId}',
    summary: 'Delete a document with its original and its passages',
    session: true,
    responses: { 204: null },
  }),
  refreshDocument: route({
    method: 'post',
    path: '/assistants/{assistantId}/documents/{documentId}/refresh',
    summary: 'Fetch a web page again',
    session: true,
    limit: 'document',
    responses: { 200: documentResource },
  }),
  listPassages: route({
    method: 'get',
    path: '/assistants/{assistantId}/documents/{documentId}/passages',
    summary: 'List the passages of a document as the model is shown them',
    session: true,
    query: listPassagesQuery,
    responses: { 200: passagePage },
  }),

  previewAssistant: route({
    method: 'post',
    path: '/assistants/{assistantId}/preview',
    summary: 'Preview what the assistant would write; nothing is sent',
    session: true,
    body: previewBody,
    limit: 'preview',
    responses: { 200: previewResource },
  }),

  listChannels: route({
    method: 'get',
    path: '/channels',
    summary: 'Where you are told what happens, and what became of the last deliveries',
    session: true,
    responses: { 200: channelPage },
  }),
  createChannel: route({
    method: 'post',
    path: '/channels',
    summary: 'Add a channel. There is one e-mail to yourself: another takes its place',
    session: true,
    body: createChannelBody,
    responses: { 201: channelResource },
  }),
  updateChannel: route({
    method: 'patch',
    path: '/channels/{channelId}',
    summary: 'Change a channel; one that was failing is tried again',
    session: true,
    body: updateChannelBody,
    responses: { 200: channelResource },
  }),
  deleteChannel: route({
    method: 'delete',
    path: '/channels/{channelId}',
    summary: 'Delete a channel and its secret',
    session: true,
    responses: { 204: null },
  }),
  testChannel: route({
    method: 'post',
    path: '/channels/{channelId}/test',
    summary: 'Tell something now, and say what became of it',
    session: true,
    limit: 'preview',
    responses: { 200: deliveryResource },
  }),

  summarise: route({
    method: 'get',
    path: '/threads/summary',
    summary: 'Counts, and figures of each of the last days',
    session: true,
    query: summaryQuery,
    responses: { 200: summaryResource },
  }),
  createThread: route({
    method: 'post',
    path: '/threads',
    summary: 'Start a conversation; the first mail is sent automatically',
    session: true,
    body: createThreadBody,
    limit: 'thread',
    headers: ['Idempotency-Key'],
    responses: { 201: threadResource, 200: threadResource },
  }),
  listThreads: route({
    method: 'get',
    path: '/threads',
    summary: 'List conversations, newest first',
    session: true,
    query: listThreadsQuery,
    responses: { 200: threadPage },
  }),
  getThread: route({
    method: 'get',
    path: '/threads/{threadId}',
    summary: 'Read one conversation',
    session: true,
    responses: { 200: threadResource },
  }),
  updateThread: route({
    method: 'patch',
    path: '/threads/{threadId}',
    summary: 'Change instructions, goal, mode, follow-ups or whom the assistant answers',
    session: true,
    body: updateThreadBody,
    responses: { 200: threadResource },
  }),
  deleteThread: route({
    method: 'delete',
    path: '/threads/{threadId}',
    summary: 'Stop a conversation and delete what is stored about it; mails stay in Gmail',
    session: true,
    responses: { 204: null },
  }),
  stopThread: route({
    method: 'post',
    path: '/threads/{threadId}/stop',
    summary: 'Stop a conversation: nothing more is sent',
    session: true,
    responses: { 200: threadResource },
  }),
  resumeThread: route({
    method: 'post',
    path: '/threads/{threadId}/resume',
    summary: 'Resume a conversation: attention is cleared; held mails stay held',
    session: true,
    body: resumeBody,
    responses: { 200: threadResource },
  }),
  getPerson: route({
    method: 'get',
    path: '/people/{personId}',
    summary: 'What one of your correspondents has told you, in whichever conversation',
    session: true,
    responses: { 200: personResource },
  }),
  deletePerson: route({
    method: 'delete',
    path: '/people/{personId}',
    summary: 'Delete what was learnt about a correspondent; conversations stay',
    session: true,
    responses: { 204: null },
  }),
  addNote: route({
    method: 'post',
    path: '/threads/{threadId}/notes',
    summary: 'Tell the assistant a fact for this conversation; with `actNow` it decides with it at once',
    session: true,
    body: noteBody,
    responses: { 200: threadResource },
  }),
  answerQuestion: route({
    method: 'post',
    path: '/threads/{threadId}/answer',
    summary: 'Answer the question that the assistant asks; the conversation goes on at once',
    session: true,
    body: answerBody,
    responses: { 200: threadResource },
  }),
  listMessages: route({
    method: 'get',
    path: '/threads/{threadId}/messages',
    summary: 'List the mails of a conversation, oldest first',
    session: true,
    query: listMessagesQuery,
    responses: { 200: messagePage },
  }),
  approveMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/approve',
    summary: 'Approve a waiting draft, unchanged or with your own text',
    session: true,
    body: approveBody,
    responses: { 200: messageResource },
  }),
  discardMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/discard',
    summary: 'Discard a waiting draft, or stop an automatic mail that has not left yet',
    session: true,
    responses: { 200: messageResource },
  }),
  rewriteMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/rewrite',
    summary: 'Request a new version of a waiting draft, with your feedback',
    session: true,
    body: rewriteBody,
    responses: { 200: messageResource },
  }),
  acceptMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/accept',
    summary:
      'Accept a held mail: it is answered, to its sender as well; with `join`, they take part from now on',
    session: true,
    body: acceptBody,
    responses: { 200: messageResource },
  }),
  rejectMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/reject',
    summary: 'Reject a held mail: it is never answered, and the model never sees it',
    session: true,
    body: rulingBody,
    responses: { 200: messageResource },
  }),
  blockMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/block',
    summary: 'Reject a held mail, and ignore later mails of its address in this conversation',
    session: true,
    body: rulingBody,
    responses: { 200: messageResource },
  }),
} as const;
