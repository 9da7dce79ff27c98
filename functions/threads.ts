import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { createThread } from '../shared/application/email-threads/create-thread.ts';
import { deleteThread } from '../shared/application/email-threads/delete-thread.ts';
import { getThread, listMessages, listThreads } from '../shared/application/email-threads/read-threads.ts';
import { resumeThread } from '../shared/application/email-threads/resume-thread.ts';
import { stopThread } from '../shared/application/email-threads/stop-thread.ts';
import { updateThread } from '../shared/application/email-threads/update-thread.ts';
import { routes } from '../shared/contract/routes.ts';
import { Edge, Refusal, refuse } from '../shared/http/edge.ts';
import { ifChanged } from '../shared/http/etag.ts';
import { messageResourceOf, threadResourceOf } from '../shared/http/resources.ts';
import { serve } from '../shared/http/serve.ts';

/** CRUD of threads, their messages, stop and resume. */
export const threadsEdge = (app = currentApp()): Edge => {
  const show = (thread: Parameters<typeof threadResourceOf>[0]) => threadResourceOf(thread, app.clock.now());
  const missing = refuse({ code: 'not_found', detail: 'There is no such conversation.' });
  const exists = async ({ userId }: { userId: string }, { threadId }: { threadId: string }) =>
    (await getThread(app)({ userId, threadId })) !== null;

  return new Edge(app, 'threads')
    .on(routes.createThread, async ({ c, session, body }) => {
      const idempotencyKey = c.req.header('idempotency-key') ?? null;
      if (idempotencyKey !== null && !/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
        return new Refusal('invalid_request', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
      }
      const { userId, mailboxId } = session;
      const created = await createThread(app)({ userId, mailboxId, request: body, idempotencyKey });
      if (!created.ok) return refuse(created.error);
      return { status: created.value.replayed ? 200 : 201, body: show(created.value.thread) };
    })
    .on(routes.listThreads, async ({ session, query }) => {
      const page = await listThreads(app)({ userId: session.userId, ...query });
      return page.ok
        ? { status: 200, body: { ...page.value, items: page.value.items.map(show) } }
        : refuse(page.error);
    })
    .on(routes.getThread, async ({ c, session, params }) => {
      const thread = await getThread(app)({ userId: session.userId, ...params });
      return thread ? ifChanged(c, thread, async () => show(thread)) : missing;
    })
    .on(
      routes.updateThread,
      async ({ session, params, body }) => {
        const updated = await updateThread(app)({ userId: session.userId, ...params, changes: body });
        return updated.ok ? { status: 200, body: show(updated.value) } : refuse(updated.error);
      },
      { exists },
    )
    .on(routes.deleteThread, async ({ session, params }) => {
      const deleted = await deleteThread(app)({ userId: session.userId, ...params });
      return deleted.ok ? { status: 204 } : refuse(deleted.error);
    })
    .on(routes.stopThread, async ({ session, params }) => {
      const reason = { reason: 'owner_stopped', detail: 'You stopped it.' } as const;
      const stopped = await stopThread(app)({ userId: session.userId, ...params, ...reason });
      return stopped.ok ? { status: 200, body: show(stopped.value) } : refuse(stopped.error);
    })
    .on(routes.resumeThread, async ({ session, params }) => {
      const resumed = await resumeThread(app)({ userId: session.userId, ...params });
      return resumed.ok ? { status: 200, body: show(resumed.value) } : refuse(resumed.error);
    })
    .on(routes.listMessages, async ({ c, session, params, query }) => {
      const thread = await getThread(app)({ userId: session.userId, ...params });
      if (!thread) return missing;
      return ifChanged(c, thread, async () => {
        const page = await listMessages(app)({ userId: session.userId, ...params, ...query });
        if (!page.ok) return refuse(page.error);
        return {
          ...page.value,
          items: page.value.items.map((message) => messageResourceOf(message, thread.held)),
        };
      });
    });
};

http('threads', serve('threads', threadsEdge));
