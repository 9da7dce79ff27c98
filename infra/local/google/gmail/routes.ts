import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Env, injectFault } from '../http/faulty.ts';
import { findAccess } from '../oauth/grants.ts';
import { allows, metadataOnly } from '../oauth/scopes.ts';
import { bearer } from '../oauth/token-routes.ts';
import type { LabelChange } from '../world/gmail.ts';
import {
  delegationDenied,
  insufficientScope,
  invalidArgument,
  unauthenticated,
} from '../world/google-error.ts';
import type { ListQuery } from '../world/listing.ts';
import { normalizeAddress } from '../world/mailboxes.ts';
import type { GmailMethod } from '../world/quota.ts';
import type { View } from '../world/resources.ts';
import type { World } from '../world/world.ts';
import { insertedMail, parseBody, type RequestContent, readContent, writtenMail } from './written-mail.ts';

interface Call extends RequestContent {
  readonly email: string;
  readonly id: string;
  readonly attachmentId: string;
  readonly query: URLSearchParams;
}

const labelChange = z.object({
  addLabelIds: z.array(z.string()).max(100).optional(),
  removeLabelIds: z.array(z.string()).max(100).optional(),
});
const batch = z.object({ ids: z.array(z.string()).max(1000) });
const draftBody = z.object({ id: z.string().nullish(), message: z.unknown().optional() });

/** Gmail's REST API (https://developers.google.com/workspace/gmail/api/reference/rest), plain and as upload. */
export function gmailRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const { gmail } = world;

  const answer = async (
    context: Context<Env>,
    method: GmailMethod,
    work: (call: Call) => unknown,
  ): Promise<Response> => {
    const grant = findAccess(world.kernel, bearer(context.req.header('Authorization')));
    if (grant === null) throw unauthenticated();
    const user = decodeURIComponent(context.req.param('user') ?? 'me');
    if (user !== 'me' && normalizeAddress(user) !== grant.email) throw delegationDenied(user);
    const query = new URL(context.req.url).searchParams;
    if (!allows(grant.scopes, method)) throw insufficientScope(method);
    if (metadataOnly(grant.scopes) && (query.has('q') || !isMetadata(method, query)))
      throw insufficientScope(method);
    return injectFault(world, context, { method, email: grant.email, shape: 'gmail' }, async () => {
      const bytes = Buffer.from(await context.req.arrayBuffer());
      const content = readContent(context.req.header('Content-Type') ?? '', bytes);
      const [id = '', attachmentId = ''] = [context.req.param('id'), context.req.param('attachment')];
      const result = work({ ...content, email: grant.email, id, attachmentId, query });
      return result === undefined ? context.body(null, 204) : context.json(result);
    });
  };

  const route = (
    verb: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    method: GmailMethod,
    work: (call: Call) => unknown,
  ): void => {
    for (const prefix of ['/gmail/v1/users/:user', '/upload/gmail/v1/users/:user']) {
      app.on(verb, `${prefix}${path}`, (context) => answer(context, method, work));
    }
  };

  route('GET', '/profile', 'gmail.users.getProfile', ({ email }) => gmail.getProfile(email));
  route('POST', '/watch', 'gmail.users.watch', ({ email, json }) =>
    gmail.watch(email, parseBody(z.record(z.string(), z.unknown()), json)),
  );
  route('POST', '/stop', 'gmail.users.stop', ({ email }) => gmail.stop(email));
  route('GET', '/history', 'gmail.users.history.list', ({ email, query }) =>
    gmail.listHistory(email, {
      startHistoryId: query.get('startHistoryId') ?? undefined,
      historyTypes: query.getAll('historyTypes'),
      labelId: query.get('labelId') ?? undefined,
      pageToken: query.get('pageToken') ?? undefined,
      maxResults: numberOf(query, 'maxResults'),
    }),
  );

  route('GET', '/messages', 'gmail.users.messages.list', ({ email, query }) =>
    gmail.listMessages(email, listQuery(query)),
  );
  route('POST', '/messages/send', 'gmail.users.messages.send', ({ email, json, media }) =>
    gmail.sendMessage(email, writtenMail(json, media)),
  );
  // Google's defaults: an inserted mail has the current date, an imported one the date of its header.
  route('POST', '/messages', 'gmail.users.messages.insert', ({ email, query, ...content }) =>
    gmail.insertMessage(email, insertedMail(content, query.get('internalDateSource') ?? 'receivedTime')),
  );
  route('POST', '/messages/import', 'gmail.users.messages.import', ({ email, query, ...content }) =>
    gmail.importMessage(email, insertedMail(content, query.get('internalDateSource') ?? 'dateHeader')),
  );
  route('GET', '/messages/:id', 'gmail.users.messages.get', ({ email, id, query }) =>
    gmail.getMessage(email, id, viewOf(query)),
  );
  route('POST', '/messages/:id/modify', 'gmail.users.messages.modify', ({ email, id, json }) =>
    gmail.modifyMessage(email, id, changeOf(json)),
  );
  route('POST', '/messages/:id/trash', 'gmail.users.messages.trash', ({ email, id }) =>
    gmail.trashMessage(email, id),
  );
  route('POST', '/messages/:id/untrash', 'gmail.users.messages.untrash', ({ email, id }) =>
    gmail.untrashMessage(email, id),
  );
  route('POST', '/messages/batchModify', 'gmail.users.messages.batchModify', ({ email, json }) =>
    gmail.batchModifyMessages(email, parseBody(batch, json).ids, changeOf(json)),
  );
  route('POST', '/messages/batchDelete', 'gmail.users.messages.batchDelete', ({ email, json }) =>
    gmail.batchDeleteMessages(email, parseBody(batch, json).ids),
  );
  route(
    'GET',
    '/messages/:id/attachments/:attachment',
    'gmail.users.messages.attachments.get',
    ({ email, id, attachmentId }) => gmail.getAttachment(email, id, attachmentId),
  );
  route('DELETE', '/messages/:id', 'gmail.users.messages.delete', ({ email, id }) =>
    gmail.deleteMessage(email, id),
  );

  route('GET', '/threads', 'gmail.users.threads.list', ({ email, query }) =>
    gmail.listThreads(email, listQuery(query)),
  );
  route('GET', '/threads/:id', 'gmail.users.threads.get', ({ email, id, query }) =>
    gmail.getThread(email, id, viewOf(query)),
  );
  route('POST', '/threads/:id/modify', 'gmail.users.threads.modify', ({ email, id, json }) =>
    gmail.modifyThread(email, id, changeOf(json)),
  );
  route('POST', '/threads/:id/trash', 'gmail.users.threads.trash', ({ email, id }) =>
    gmail.trashThread(email, id),
  );
  route('POST', '/threads/:id/untrash', 'gmail.users.threads.untrash', ({ email, id }) =>
    gmail.untrashThread(email, id),
  );
  route('DELETE', '/threads/:id', 'gmail.users.threads.delete', ({ email, id }) =>
    gmail.deleteThread(email, id),
  );

  route('GET', '/drafts', 'gmail.users.drafts.list', ({ email, query }) =>
    gmail.listDrafts(email, listQuery(query)),
  );
  route('POST', '/drafts', 'gmail.users.drafts.create', ({ email, json, media }) =>
    gmail.createDraft(email, writtenMail(parseBody(draftBody, json).message ?? {}, media)),
  );
  route('POST', '/drafts/send', 'gmail.users.drafts.send', ({ email, json, media }) => {
    const { id, message } = parseBody(draftBody, json);
    if (!id) throw invalidArgument('Missing draft id');
    const edited = media !== null || hasRaw(message);
    return gmail.sendDraft(email, id, edited ? writtenMail(message ?? {}, media) : undefined);
  });
  route('GET', '/drafts/:id', 'gmail.users.drafts.get', ({ email, id, query }) =>
    gmail.getDraft(email, id, viewOf(query)),
  );
  route('PUT', '/drafts/:id', 'gmail.users.drafts.update', ({ email, id, json, media }) =>
    gmail.updateDraft(email, id, writtenMail(parseBody(draftBody, json).message ?? {}, media)),
  );
  route('DELETE', '/drafts/:id', 'gmail.users.drafts.delete', ({ email, id }) =>
    gmail.deleteDraft(email, id),
  );

  route('GET', '/labels', 'gmail.users.labels.list', ({ email }) => gmail.listLabels(email));
  route('GET', '/labels/:id', 'gmail.users.labels.get', ({ email, id }) => gmail.getLabel(email, id));
  route('GET', '/settings/sendAs', 'gmail.users.settings.sendAs.list', ({ email }) =>
    gmail.listSendAs(email),
  );

  return app;
}

function isMetadata(method: GmailMethod, query: URLSearchParams): boolean {
  const gives = method === 'gmail.users.messages.get' || method === 'gmail.users.threads.get';
  return !gives || ['metadata', 'minimal'].includes((query.get('format') ?? 'full').toLowerCase());
}

const hasRaw = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'raw' in message && Boolean(message.raw);

const changeOf = (json: unknown): LabelChange => parseBody(labelChange, json);

function numberOf(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  return value === null ? undefined : Number(value);
}

function viewOf(query: URLSearchParams): View {
  return { format: query.get('format') ?? undefined, metadataHeaders: query.getAll('metadataHeaders') };
}

function listQuery(query: URLSearchParams): ListQuery {
  return {
    q: query.get('q') ?? undefined,
    labelIds: query.getAll('labelIds'),
    includeSpamTrash: query.get('includeSpamTrash') === 'true',
    pageToken: query.get('pageToken') ?? undefined,
    maxResults: numberOf(query, 'maxResults'),
  };
}
