import type { z } from 'zod';
import {
  assistantPage,
  assistantResource,
  createAssistantBody,
  listAssistantsQuery,
  updateAssistantBody,
} from './assistants.ts';
import { loginQuery, sessionResource } from './auth.ts';
import {
  createThreadBody,
  listMessagesQuery,
  listThreadsQuery,
  messagePage,
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

  createThread: route({
    method: 'post',
    path: '/threads',
    summary: 'Start a conversation; the first mail leaves by itself',
    session: true,
    body: createThreadBody,
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
} as const;
