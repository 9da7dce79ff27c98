import type { App } from '../shared/app.ts';
import { getAssistant } from '../shared/application/assistant/assistants.ts';
import { exportRehearsal } from '../shared/application/rehearsal/cases.ts';
import {
  answerInRehearsal,
  deleteRehearsal,
  getRehearsal,
  listRehearsals,
  startRehearsal,
} from '../shared/application/rehearsal/rehearsals.ts';
import { routes } from '../shared/contract/routes.ts';
import type { Edge } from '../shared/http/edge.ts';
import { refuse } from '../shared/http/refusal.ts';
import { rehearsalResourceOf } from '../shared/http/resources.ts';

/** Whole conversations that are tried out with an assistant. */
export const onRehearsals = (edge: Edge, app: App): Edge => {
  const exists = async ({ userId }: { userId: string }, { assistantId }: { assistantId: string }) =>
    (await getAssistant(app)({ userId, assistantId })) !== null;
  const rehearsalExists = async (
    { userId }: { userId: string },
    params: { assistantId: string; rehearsalId: string },
  ) => (await getRehearsal(app)({ userId, ...params })) !== null;
  return edge
    .on(
      routes.listRehearsals,
      async ({ session, params }) => {
        if (!(await exists(session, params))) return refuse({ code: 'not_found' });
        const items = (await listRehearsals(app)({ userId: session.userId, ...params })).map(
          rehearsalResourceOf,
        );
        return { status: 200, body: { items, nextCursor: null } };
      },
      exists,
    )
    .on(
      routes.startRehearsal,
      async ({ session, params, body }) => {
        const { recipient, goal = null, ...rest } = body;
        const request = {
          ...rest,
          goal,
          recipient: { email: recipient.email, name: recipient.name ?? null },
        };
        const started = await startRehearsal(app)({ userId: session.userId, ...params, request });
        return started.ok ? { status: 201, body: rehearsalResourceOf(started.value) } : refuse(started.error);
      },
      exists,
    )
    .on(
      routes.getRehearsal,
      async ({ session, params }) => {
        const rehearsal = await getRehearsal(app)({ userId: session.userId, ...params });
        return rehearsal
          ? { status: 200, body: rehearsalResourceOf(rehearsal) }
          : refuse({ code: 'not_found' });
      },
      rehearsalExists,
    )
    .on(
      routes.answerRehearsal,
      async ({ session, params, body }) => {
        const answered = await answerInRehearsal(app)({ userId: session.userId, ...params, ...body });
        return answered.ok
          ? { status: 200, body: rehearsalResourceOf(answered.value) }
          : refuse(answered.error);
      },
      rehearsalExists,
    )
    .on(
      routes.deleteRehearsal,
      async ({ session, params }) => {
        const deleted = await deleteRehearsal(app)({ userId: session.userId, ...params });
        return deleted.ok ? { status: 204 } : refuse(deleted.error);
      },
      rehearsalExists,
    )
    .on(
      routes.exportRehearsal,
      async ({ session, params }) => {
        const cases = await exportRehearsal(app)({ userId: session.userId, ...params });
        return cases ? { status: 200, body: cases } : refuse({ code: 'not_found' });
      },
      rehearsalExists,
    );
};
