import type { z } from 'zod';
import type {
  AssistantResource,
  CreateAssistantInput,
  PreviewBody,
  PreviewResource,
  UpdateAssistantBody,
} from '../../../shared/contract/assistants.ts';
import type {
  auditPage,
  SessionResource,
  suppressionPage,
  updateSettingsBody,
} from '../../../shared/contract/auth.ts';
import type {
  CreateThreadBody,
  MessageResource,
  SummaryResource,
  ThreadResource,
  UpdateThreadBody,
} from '../../../shared/contract/threads.ts';
import { call, type RequestOptions } from './http.ts';
import type { Resource } from './resources.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export type Settings = SessionResource['settings'];
export type Suppression = z.infer<typeof suppressionPage>['items'][number];
export type AuditEntry = z.infer<typeof auditPage>['items'][number];

export interface ThreadFilter {
  readonly status?: ThreadResource['status'] | undefined;
  readonly assistantId?: string | undefined;
  readonly attention?: 'true' | undefined;
  readonly approval?: 'true' | undefined;
  readonly search?: string | undefined;
}

const id = encodeURIComponent;

const withQuery = (path: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
};

/** What can be read, by address. */
export const at = {
  session: (): Resource<SessionResource> => ({ path: '/auth/session' }),
  suppressions: (): Resource<Page<Suppression>> => ({ path: '/auth/suppressions' }),
  audit: (): Resource<Page<AuditEntry>> => ({ path: '/auth/audit' }),
  assistants: (): Resource<Page<AssistantResource>> => ({ path: '/assistants?limit=100' }),
  assistant: (assistantId: string): Resource<AssistantResource> => ({
    path: `/assistants/${id(assistantId)}`,
  }),
  threads: (filter: ThreadFilter = {}, limit = 50): Resource<Page<ThreadResource>> => ({
    path: withQuery('/threads', { ...filter, limit }),
  }),
  thread: (threadId: string): Resource<ThreadResource> => ({ path: `/threads/${id(threadId)}` }),
  messages: (threadId: string): Resource<Page<MessageResource>> => ({
    path: `/threads/${id(threadId)}/messages?limit=100`,
  }),
  summary: (days: number): Resource<SummaryResource> => ({ path: withQuery('/threads/summary', { days }) }),
};

/** The next page of a list, behind its cursor. */
export const nextPage = <T>({ path }: Resource<Page<T>>, cursor: string): Resource<Page<T>> => ({
  path: `${path}${path.includes('?') ? '&' : '?'}cursor=${id(cursor)}`,
});

const send = async <T>(path: string, options: RequestOptions): Promise<T> =>
  (await call(path, options)).body as T;

/** Reads once, past the memory of resources. */
export const fetchResource = <T>({ path }: Resource<T>): Promise<T> => send<T>(path, {});

const post = <T>(path: string, body?: unknown, headers?: Readonly<Record<string, string>>) =>
  send<T>(path, { method: 'POST', ...(body === undefined ? {} : { body }), ...(headers ? { headers } : {}) });
const patch = <T>(path: string, body: unknown) => send<T>(path, { method: 'PATCH', body });
const remove = (path: string) => send<undefined>(path, { method: 'DELETE' });

const message = (threadId: string, messageId: string) => `/threads/${id(threadId)}/messages/${id(messageId)}`;

/** What can be done. */
export const act = {
  logout: () => post<undefined>('/auth/logout'),
  logoutEverywhere: () => post<undefined>('/auth/logout-everywhere'),
  disconnect: () => post<undefined>('/auth/disconnect'),
  deleteAccount: () => remove('/auth/account'),
  updateSettings: (body: z.input<typeof updateSettingsBody>) => patch<Settings>('/auth/settings', body),
  deleteSuppression: (suppressionId: string) => remove(`/auth/suppressions/${id(suppressionId)}`),

  createAssistant: (body: CreateAssistantInput) => post<AssistantResource>('/assistants', body),
  updateAssistant: (assistantId: string, body: UpdateAssistantBody) =>
    patch<AssistantResource>(`/assistants/${id(assistantId)}`, body),
  deleteAssistant: (assistantId: string) => remove(`/assistants/${id(assistantId)}`),
  /** A model may think for a while. */
  preview: (assistantId: string, body: PreviewBody) =>
    send<PreviewResource>(`/assistants/${id(assistantId)}/preview`, {
      method: 'POST',
      body,
      timeoutMs: 120_000,
    }),

  createThread: (body: CreateThreadBody, idempotencyKey: string) =>
    post<ThreadResource>('/threads', body, { 'Idempotency-Key': idempotencyKey }),
  updateThread: (threadId: string, body: UpdateThreadBody) =>
    patch<ThreadResource>(`/threads/${id(threadId)}`, body),
  deleteThread: (threadId: string) => remove(`/threads/${id(threadId)}`),
  stopThread: (threadId: string) => post<ThreadResource>(`/threads/${id(threadId)}/stop`),
  resumeThread: (threadId: string) => post<ThreadResource>(`/threads/${id(threadId)}/resume`),
  approve: (threadId: string, messageId: string, text?: string) =>
    post<MessageResource>(`${message(threadId, messageId)}/approve`, text === undefined ? {} : { text }),
  discard: (threadId: string, messageId: string) =>
    post<MessageResource>(`${message(threadId, messageId)}/discard`),
  rewrite: (threadId: string, messageId: string, feedback: string) =>
    post<MessageResource>(`${message(threadId, messageId)}/rewrite`, { feedback }),
};
