import type { z } from 'zod';
import type { routes } from '../../../shared/contract/routes.ts';

type Routes = typeof routes;

/**
 * Method and path of each operation that the web app calls. The contract's own table would bring every schema of the
 * API into the first page load; here the type check compares each line with that table instead.
 */
export const operations = {
  login: 'GET /auth/login',
  getInstallation: 'GET /auth/installation',
  getSession: 'GET /auth/session',
  logout: 'POST /auth/logout',
  logoutEverywhere: 'POST /auth/logout-everywhere',
  updateSettings: 'PATCH /auth/settings',
  listSuppressions: 'GET /auth/suppressions',
  deleteSuppression: 'DELETE /auth/suppressions/{suppressionId}',
  listTrustedSenders: 'GET /auth/trusted-senders',
  revokeTrust: 'DELETE /auth/trusted-senders/{trustedSenderId}',
  listAudit: 'GET /auth/audit',
  disconnect: 'POST /auth/disconnect',
  exportAccount: 'GET /auth/export',
  deleteAccount: 'DELETE /auth/account',

  createAssistant: 'POST /assistants',
  listAssistants: 'GET /assistants',
  getAssistant: 'GET /assistants/{assistantId}',
  updateAssistant: 'PATCH /assistants/{assistantId}',
  deleteAssistant: 'DELETE /assistants/{assistantId}',
  listDocuments: 'GET /assistants/{assistantId}/documents',
  addDocument: 'POST /assistants/{assistantId}/documents',
  updateDocument: 'PATCH /assistants/{assistantId}/documents/{documentId}',
  deleteDocument: 'DELETE /assistants/{assistantId}/documents/{documentId}',
  refreshDocument: 'POST /assistants/{assistantId}/documents/{documentId}/refresh',
  listRehearsals: 'GET /assistants/{assistantId}/rehearsals',
  startRehearsal: 'POST /assistants/{assistantId}/rehearsals',
  getRehearsal: 'GET /assistants/{assistantId}/rehearsals/{rehearsalId}',
  answerRehearsal: 'POST /assistants/{assistantId}/rehearsals/{rehearsalId}/messages',
  deleteRehearsal: 'DELETE /assistants/{assistantId}/rehearsals/{rehearsalId}',
  listPassages: 'GET /assistants/{assistantId}/documents/{documentId}/passages',
  listLessons: 'GET /assistants/{assistantId}/lessons',
  addLesson: 'POST /assistants/{assistantId}/lessons',
  updateLesson: 'PATCH /assistants/{assistantId}/lessons/{lessonId}',
  deleteLesson: 'DELETE /assistants/{assistantId}/lessons/{lessonId}',
  previewAssistant: 'POST /assistants/{assistantId}/preview',

  listChannels: 'GET /channels',
  createChannel: 'POST /channels',
  updateChannel: 'PATCH /channels/{channelId}',
  deleteChannel: 'DELETE /channels/{channelId}',
  testChannel: 'POST /channels/{channelId}/test',

  summarise: 'GET /threads/summary',
  createThread: 'POST /threads',
  listThreads: 'GET /threads',
  getThread: 'GET /threads/{threadId}',
  updateThread: 'PATCH /threads/{threadId}',
  deleteThread: 'DELETE /threads/{threadId}',
  stopThread: 'POST /threads/{threadId}/stop',
  resumeThread: 'POST /threads/{threadId}/resume',
  getPerson: 'GET /people/{personId}',
  deletePerson: 'DELETE /people/{personId}',
  deleteMemory: 'DELETE /people/{personId}/memory/{memoryId}',
  addNote: 'POST /threads/{threadId}/notes',
  answerQuestion: 'POST /threads/{threadId}/answer',
  listMessages: 'GET /threads/{threadId}/messages',
  approveMessage: 'POST /threads/{threadId}/messages/{messageId}/approve',
  discardMessage: 'POST /threads/{threadId}/messages/{messageId}/discard',
  rewriteMessage: 'POST /threads/{threadId}/messages/{messageId}/rewrite',
  acceptMessage: 'POST /threads/{threadId}/messages/{messageId}/accept',
  rejectMessage: 'POST /threads/{threadId}/messages/{messageId}/reject',
  blockMessage: 'POST /threads/{threadId}/messages/{messageId}/block',
} as const satisfies {
  readonly [O in keyof Routes]?: `${Uppercase<Routes[O]['method']>} ${Routes[O]['path']}`;
};

export type Operation = keyof typeof operations;

/** Those that only read. */
export type ReadOperation = {
  [O in Operation]: (typeof operations)[O] extends `GET ${string}` ? O : never;
}[Operation];

type ParamNames<Path> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;
type ParamsOf<R> = R extends { path: infer Path } ? { readonly [N in ParamNames<Path>]: string } : never;

/** For a coerced field (`z.coerce.number()`) the schema's input type allows any value. */
type Sendable<T> = { readonly [K in keyof T]: unknown extends T[K] ? string | number | undefined : T[K] };

/** The query of an operation as it is sent; all of its fields are optional. */
export type QueryOf<O extends Operation> = Routes[O] extends { query: infer Q extends z.ZodType }
  ? Sendable<z.input<Q>>
  : never;

type QueryPart<O extends Operation> = [QueryOf<O>] extends [never]
  ? unknown
  : { readonly query?: QueryOf<O> };
type BodyPart<R> = R extends { body: infer B extends z.ZodType } ? { readonly body: z.input<B> } : unknown;
type HeadersPart<R> = R extends { headers: readonly (infer Name extends string)[] }
  ? { readonly headers: Readonly<Record<Name, string>> }
  : unknown;

/** The input of an operation: the parameters of its path by name, and `query`, `body` and `headers` if it has them. */
export type Input<O extends Operation> = ParamsOf<Routes[O]> &
  QueryPart<O> &
  BodyPart<Routes[O]> &
  HeadersPart<Routes[O]>;

/** An input without required fields may be omitted. */
export type InputArgs<O extends Operation> = object extends Input<O> ? [input?: Input<O>] : [input: Input<O>];

type BodyOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type Responses<O extends Operation> = Routes[O]['responses'];

/** The response body on success; undefined: none. */
export type Answer<O extends Operation> = BodyOf<Responses<O>[keyof Responses<O>]>;
