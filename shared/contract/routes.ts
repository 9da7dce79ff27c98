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
  updateSettingsBody,
} from './auth.ts';
import { accountExport } from './export.ts';
import {
  approveBody,
  createThreadBody,
  listMessagesQuery,
  listThreadsQuery,
  messagePage,
  messageResource,
  rewriteBody,
  summaryQuery,
  summaryResource,
  threadPage,
  threadResource,
  updateThreadBody,
} from './threads.ts';

/** One operation of the public API. The same table routes requests, validates them and describes them. */
export interface RouteContract {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Without `/api`. The first segment names the function that serves it. */
  readonly path: string;
  readonly summary: string;
  /** Whether a session is needed. */
  readonly session: boolean;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Success statuses with their bodies; null: no body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>;
  /** How it is limited, unless only as every unsafe operation is: over the limit it answers 429 with Retry-After. */
  readonly limit?: 'sign_in' | 'thread' | 'preview';
  /** Request headers that mean something here. */
  readonly headers?: readonly string[];
}

const route = <const R extends RouteContract>(contract: R): R => contract;

export const routes = {
  login: route({
    method: 'get',
    path: '/auth/login',
    summary: 'Redirect to Google to sign in and give access to the mailbox',
    session: false,
    query: loginQuery,
    limit: 'sign_in',
    responses: { 302: null },
  }),
  callback: route({
    method: 'get',
    path: '/auth/callback',
    summary: 'Where Google sends the browser back to',
    session: false,
    responses: { 302: null },
  }),
  getSession: route({
    method: 'get',
    path: '/auth/session',
    summary: 'Who is signed in, and the state of the mailbox',
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
    summary: 'Change time zone, sending limit or retention',
    session: true,
    body: updateSettingsBody,
    responses: { 200: settingsResource },
  }),
  listSuppressions: route({
    method: 'get',
    path: '/auth/suppressions',
    summary: 'People who asked not to be written to',
    session: true,
    query: pagingQuery,
    responses: { 200: suppressionPage },
  }),
  deleteSuppression: route({
    method: 'delete',
    path: '/auth/suppressions/{suppressionId}',
    summary: 'Allow writing to this person again, at their own wish',
    session: true,
    responses: { 204: null },
  }),
  listAudit: route({
    method: 'get',
    path: '/auth/audit',
    summary: 'What was done with this account, newest first',
    session: true,
    query: pagingQuery,
    responses: { 200: auditPage },
  }),
  disconnect: route({
    method: 'post',
    path: '/auth/disconnect',
    summary: 'Stop all conversations, revoke the access at Google and destroy the token',
    session: true,
    responses: { 204: null, 202: null },
  }),
  exportAccount: route({
    method: 'get',
    path: '/auth/export',
    summary: 'Everything that is held about this user, as one JSON document',
    session: true,
    responses: { 200: accountExport },
  }),
  deleteAccount: route({
    method: 'delete',
    path: '/auth/account',
    summary: 'Erase everything that is held about this user',
    session: true,
    responses: { 204: null, 202: null },
  }),

  createAssistant: route({
    method: 'post',
    path: '/assistants',
    summary: 'Describe an assistant',
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
    summary: 'Change an assistant; running conversations heed it from their next mail on',
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

  previewAssistant: route({
    method: 'post',
    path: '/assistants/{assistantId}/preview',
    summary: 'What the assistant would write; nothing is sent',
    session: true,
    body: previewBody,
    limit: 'preview',
    responses: { 200: previewResource },
  }),

  summarise: route({
    method: 'get',
    path: '/threads/summary',
    summary: 'Counts, and figures for each of the last days',
    session: true,
    query: summaryQuery,
    responses: { 200: summaryResource },
  }),
  createThread: route({
    method: 'post',
    path: '/threads',
    summary: 'Start a conversation; the first mail leaves by itself',
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
    summary: 'Change instructions, goal, mode, follow-ups or who is answered',
    session: true,
    body: updateThreadBody,
    responses: { 200: threadResource },
  }),
  deleteThread: route({
    method: 'delete',
    path: '/threads/{threadId}',
    summary: 'Stop a conversation and delete what is held about it here; mails stay in Gmail',
    session: true,
    responses: { 204: null },
  }),
  stopThread: route({
    method: 'post',
    path: '/threads/{threadId}/stop',
    summary: 'Nothing more leaves in this conversation',
    session: true,
    responses: { 200: threadResource },
  }),
  resumeThread: route({
    method: 'post',
    path: '/threads/{threadId}/resume',
    summary: 'Go on; held mails are taken as good, attention is cleared',
    session: true,
    responses: { 200: threadResource },
  }),
  listMessages: route({
    method: 'get',
    path: '/threads/{threadId}/messages',
    summary: 'The mails of a conversation, oldest first',
    session: true,
    query: listMessagesQuery,
    responses: { 200: messagePage },
  }),
  approveMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/approve',
    summary: 'Let a waiting draft go out, as it is or with your own text',
    session: true,
    body: approveBody,
    responses: { 200: messageResource },
  }),
  discardMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/discard',
    summary: 'Throw a waiting draft away',
    session: true,
    responses: { 200: messageResource },
  }),
  rewriteMessage: route({
    method: 'post',
    path: '/threads/{threadId}/messages/{messageId}/rewrite',
    summary: 'Replace a waiting draft by one that heeds your feedback',
    session: true,
    body: rewriteBody,
    responses: { 200: messageResource },
  }),
} as const;
