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
import { changeAssistant } from '../shared/application/sending/change.ts';
import { routes } from '../shared/contract/routes.ts';
import { Edge } from '../shared/http/edge.ts';
import { refuse } from '../shared/http/refusal.ts';
import { assistantResourceOf, previewResourceOf } from '../shared/http/resources.ts';
import { serve } from '../shared/http/serve.ts';

/** Assistants: CRUD and preview. */
export const assistantsEdge = (app = currentApp()): Edge => {
  const exists = async ({ userId }: { userId: string }, { assistantId }: { assistantId: string }) =>
    (await getAssistant(app)({ userId, assistantId })) !== null;
  return new Edge(app)
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
      routes.previewAssistant,
      async ({ session, params, body }) => {
        const preview = await previewAssistant(app)({ userId: session.userId, ...params, request: body });
        return preview.ok ? { status: 200, body: previewResourceOf(preview.value) } : refuse(preview.error);
      },
      exists,
    );
};

http(
  'assistants',
  serve('assistants', () => assistantsEdge().app),
);
