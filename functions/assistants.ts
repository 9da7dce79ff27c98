import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { recordAudit } from '../shared/application/account/audit-log.ts';
import {
  createAssistant,
  deleteAssistant,
  getAssistant,
  listAssistants,
} from '../shared/application/assistant/assistants.ts';
import { previewAssistant } from '../shared/application/assistant/preview.ts';
import { addDocument } from '../shared/application/knowledge/add-document.ts';
import {
  deleteDocument,
  getDocument,
  listDocuments,
  passagesOf,
  refreshDocument,
  updateDocument,
} from '../shared/application/knowledge/documents.ts';
import { sourceOf } from '../shared/application/knowledge/source.ts';
import {
  addLesson,
  deleteLesson,
  getLesson,
  listLessons,
  updateLesson,
} from '../shared/application/learning/lessons.ts';
import { changeAssistant } from '../shared/application/sending/change.ts';
import { routes } from '../shared/contract/routes.ts';
import { documentResourceOf, passagePageOf } from '../shared/http/document-resources.ts';
import { Edge } from '../shared/http/edge.ts';
import { lessonResourceOf, lessonScopeOf } from '../shared/http/lesson-resources.ts';
import { Refusal, refuse } from '../shared/http/refusal.ts';
import { assistantResourceOf, previewResourceOf } from '../shared/http/resources.ts';
import { serve } from '../shared/http/serve.ts';
import { onRehearsals } from './assistant-rehearsals.ts';

/** Assistants: CRUD, their documents and lessons, preview and rehearsals. */
export const assistantsEdge = (app = currentApp()): Edge => {
  const exists = async ({ userId }: { userId: string }, { assistantId }: { assistantId: string }) =>
    (await getAssistant(app)({ userId, assistantId })) !== null;
  const documentExists = async (
    { userId }: { userId: string },
    params: { assistantId: string; documentId: string },
  ) => (await getDocument(app)({ userId, ...params })) !== null;
  const lessonExists = async (
    { userId }: { userId: string },
    params: { assistantId: string; lessonId: string },
  ) => (await getLesson(app)({ userId, ...params })) !== null;
  const edge = new Edge(app)
    .on(routes.createAssistant, async ({ session, body }) => {
      const assistant = await createAssistant(app)({ userId: session.userId, fields: body });
      return { status: 201, body: assistantResourceOf(assistant) };
    })
    .on(routes.listAssistants, async ({ session, query }) => {
      const page = await listAssistants(app)({ userId: session.userId, ...query });
      if (!page.ok) return refuse(page.error);
      return { status: 200, body: { ...page.value, items: page.value.items.map(assistantResourceOf) } };
    })
    .on(
      routes.getAssistant,
      async ({ session, params }) => {
        const assistant = await getAssistant(app)({ userId: session.userId, ...params });
        return assistant
          ? { status: 200, body: assistantResourceOf(assistant) }
          : refuse({ code: 'not_found' });
      },
      exists,
    )
    .on(
      routes.updateAssistant,
      async ({ session, params, body }) => {
        const updated = await changeAssistant(app)({ userId: session.userId, ...params, changes: body });
        return updated.ok ? { status: 200, body: assistantResourceOf(updated.value) } : refuse(updated.error);
      },
      exists,
    )
    .on(
      routes.deleteAssistant,
      async ({ session, params }) => {
        const deleted = await deleteAssistant(app)({ userId: session.userId, ...params });
        if (!deleted.ok) return refuse(deleted.error);
        await recordAudit(app, session.userId, { action: 'assistant_deleted', params });
        return { status: 204 };
      },
      exists,
    )
    .on(
      routes.listDocuments,
      async ({ session, params }) => {
        const own = { userId: session.userId, ...params };
        if (!(await exists(session, params))) return refuse({ code: 'not_found' });
        const documents = await listDocuments(app)(own);
        return { status: 200, body: { items: documents.map(documentResourceOf), nextCursor: null } };
      },
      exists,
    )
    .on(
      routes.addDocument,
      async ({ session, params, body }) => {
        const source = sourceOf(body);
        if (source === null) return new Refusal('unsupported_document');
        const { userId } = session;
        const shared = body.shared === true || body.shared === 'true';
        const added = await addDocument(app)({ userId, ...params, shared, source });
        if (!added.ok) return refuse(added.error);
        await recordAudit(app, userId, { action: 'document_added', params: { documentId: added.value.id } });
        return { status: 201, body: documentResourceOf(added.value) };
      },
      exists,
    )
    .on(
      routes.getDocument,
      async ({ session, params }) => {
        const document = await getDocument(app)({ userId: session.userId, ...params });
        return document ? { status: 200, body: documentResourceOf(document) } : refuse({ code: 'not_found' });
      },
      documentExists,
    )
    .on(
      routes.updateDocument,
      async ({ session, params, body }) => {
        const updated = await updateDocument(app)({ userId: session.userId, ...params, changes: body });
        return updated.ok ? { status: 200, body: documentResourceOf(updated.value) } : refuse(updated.error);
      },
      documentExists,
    )
    .on(
      routes.deleteDocument,
      async ({ session, params }) => {
        const { userId } = session;
        const deleted = await deleteDocument(app)({ userId, ...params });
        if (!deleted.ok) return refuse(deleted.error);
        const { documentId } = params;
        await recordAudit(app, userId, { action: 'document_deleted', params: { documentId } });
        return { status: 204 };
      },
      documentExists,
    )
    .on(
      routes.refreshDocument,
      async ({ session, params }) => {
        const refreshed = await refreshDocument(app)({ userId: session.userId, ...params });
        return refreshed.ok
          ? { status: 200, body: documentResourceOf(refreshed.value) }
          : refuse(refreshed.error);
      },
      documentExists,
    )
    .on(
      routes.listPassages,
      async ({ session, params, query }) => {
        const document = await getDocument(app)({ userId: session.userId, ...params });
        if (!document) return refuse({ code: 'not_found' });
        const page = passagePageOf(document.id, await passagesOf(app.store, document), query);
        return page ? { status: 200, body: page } : refuse({ code: 'invalid_cursor' });
      },
      documentExists,
    )
    .on(
      routes.listLessons,
      async ({ session, params }) => {
        if (!(await exists(session, params))) return refuse({ code: 'not_found' });
        const lessons = await listLessons(app)({ userId: session.userId, ...params });
        return { status: 200, body: { items: lessons.map(lessonResourceOf), nextCursor: null } };
      },
      exists,
    )
    .on(
      routes.addLesson,
      async ({ session, params, body }) => {
        const scope = lessonScopeOf(body.scope ?? 'assistant', params.assistantId);
        if (scope === null) return refuse({ code: 'invalid_address' });
        const lesson = { text: body.text, scope, on: body.on ?? true };
        const added = await addLesson(app)({ userId: session.userId, ...params, lesson });
        return added.ok ? { status: 201, body: lessonResourceOf(added.value) } : refuse(added.error);
      },
      exists,
    )
    .on(
      routes.updateLesson,
      async ({ session, params, body }) => {
        const { scope: named, ...rest } = body;
        const scope = named === undefined ? undefined : lessonScopeOf(named, params.assistantId);
        if (scope === null) return refuse({ code: 'invalid_address' });
        const changes = { ...rest, scope };
        const updated = await updateLesson(app)({ userId: session.userId, ...params, changes });
        return updated.ok ? { status: 200, body: lessonResourceOf(updated.value) } : refuse(updated.error);
      },
      lessonExists,
    )
    .on(
      routes.deleteLesson,
      async ({ session, params }) => {
        const deleted = await deleteLesson(app)({ userId: session.userId, ...params });
        return deleted.ok ? { status: 204 } : refuse(deleted.error);
      },
      lessonExists,
    )
    .on(
      routes.previewAssistant,
      async ({ session, params, body }) => {
        const preview = await previewAssistant(app)({ userId: session.userId, ...params, request: body });
        return preview.ok ? { status: 200, body: previewResourceOf(preview.value) } : refuse(preview.error);
      },
      exists,
    );
  return onRehearsals(edge, app);
};

http(
  'assistants',
  serve('assistants', () => assistantsEdge().app),
);
