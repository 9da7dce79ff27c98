import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { recordAudit } from '../shared/application/account/audit-log.ts';
import { answerQuestion } from '../shared/application/conversation/answer-question.ts';
import { createThread } from '../shared/application/conversation/create.ts';
import {
  acceptMessage,
  blockMessage,
  rejectMessage,
} from '../shared/application/conversation/decide-held.ts';
import { deleteThread } from '../shared/application/conversation/delete.ts';
import { summarise } from '../shared/application/conversation/figures.ts';
import { addNote } from '../shared/application/conversation/note.ts';
import { getMessage, getThread, listMessages, listThreads } from '../shared/application/conversation/read.ts';
import { resumeThread } from '../shared/application/conversation/resume.ts';
import { approveMessage, discardMessage, rewriteMessage } from '../shared/application/conversation/review.ts';
import { stopThread } from '../shared/application/conversation/stop.ts';
import { updateThread } from '../shared/application/conversation/update.ts';
import { forgetMemory, forgetPerson, getPerson, hasPerson } from '../shared/application/people/people.ts';
import { routes } from '../shared/contract/routes.ts';
import { Edge } from '../shared/http/edge.ts';
import { ifChanged } from '../shared/http/etag.ts';
import { Refusal, refuse } from '../shared/http/refusal.ts';
import {
  messageResourceOf,
  personResourceOf,
  summaryResourceOf,
  threadResourceOf,
} from '../shared/http/resources.ts';
import { serve } from '../shared/http/serve.ts';

/** Threads and their messages: CRUD, stop, resume and review of drafts. */
export const threadsEdge = (app = currentApp()): Edge => {
  const show = (thread: Parameters<typeof threadResourceOf>[0]) => threadResourceOf(thread, app.clock.now());
  const missing = refuse({ code: 'not_found' });
  const exists = async ({ userId }: { userId: string }, { threadId }: { threadId: string }) =>
    (await getThread(app)({ userId, threadId })) !== null;

  const isKnown = ({ userId }: { userId: string }, { personId }: { personId: string }) =>
    hasPerson(app, { userId, personId });

  const hasMessage = async ({ userId }: { userId: string }, ids: { threadId: string; messageId: string }) =>
    (await getMessage(app)({ userId, ...ids })) !== null;

  return new Edge(app)
    .on(routes.summarise, async ({ session, query }) => {
      const summary = await summarise(app)({ userId: session.userId, ...query });
      return summary ? { status: 200, body: summaryResourceOf(summary) } : missing;
    })
    .on(routes.createThread, async ({ c, session, body }) => {
      const idempotencyKey = c.req.header('idempotency-key') ?? null;
      if (idempotencyKey !== null && !/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
        const message = 'must be 1 to 255 visible ASCII characters';
        return new Refusal('invalid_request', { errors: [{ path: 'Idempotency-Key', message }] });
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
    .on(
      routes.getThread,
      async ({ c, session, params }) => {
        const thread = await getThread(app)({ userId: session.userId, ...params });
        return thread ? ifChanged(c, thread, async () => show(thread)) : missing;
      },
      exists,
    )
    .on(
      routes.updateThread,
      async ({ session, params, body }) => {
        const updated = await updateThread(app)({ userId: session.userId, ...params, changes: body });
        return updated.ok ? { status: 200, body: show(updated.value) } : refuse(updated.error);
      },
      exists,
    )
    .on(
      routes.deleteThread,
      async ({ session, params }) => {
        const deleted = await deleteThread(app)({ userId: session.userId, ...params });
        if (!deleted.ok) return refuse(deleted.error);
        await recordAudit(app, session.userId, { action: 'conversation_deleted', params });
        return { status: 204 };
      },
      exists,
    )
    .on(
      routes.stopThread,
      async ({ session, params }) => {
        const reason = { reason: 'owner_stopped', detail: { code: 'by_owner', params: {} } } as const;
        const stopped = await stopThread(app)({ userId: session.userId, ...params, ...reason });
        if (!stopped.ok) return refuse(stopped.error);
        return { status: 200, body: show(stopped.value) };
      },
      exists,
    )
    .on(
      routes.resumeThread,
      async ({ session, params, body }) => {
        const resumed = await resumeThread(app)({ userId: session.userId, ...params, ...body });
        return resumed.ok ? { status: 200, body: show(resumed.value) } : refuse(resumed.error);
      },
      exists,
    )
    .on(
      routes.getPerson,
      async ({ session, params }) => {
        const person = await getPerson(app, { userId: session.userId, ...params });
        return person ? { status: 200, body: personResourceOf(person) } : missing;
      },
      isKnown,
    )
    .on(
      routes.deletePerson,
      async ({ session, params }) => {
        const deleted = await forgetPerson(app, { userId: session.userId, ...params });
        if (!deleted.ok) return refuse(deleted.error);
        await recordAudit(app, session.userId, { action: 'person_forgotten', params: {} });
        return { status: 204 };
      },
      isKnown,
    )
    .on(
      routes.deleteMemory,
      async ({ session, params }) => {
        const deleted = await forgetMemory(app, { userId: session.userId, ...params });
        return deleted.ok ? { status: 204 } : refuse(deleted.error);
      },
      async ({ userId }, { personId, memoryId }) =>
        (await getPerson(app, { userId, personId }))?.memory.some(({ id }) => id === memoryId) ?? false,
    )
    .on(
      routes.addNote,
      async ({ session, params, body }) => {
        const noted = await addNote(app)({ userId: session.userId, ...params, ...body });
        return noted.ok ? { status: 200, body: show(noted.value) } : refuse(noted.error);
      },
      exists,
    )
    .on(
      routes.answerQuestion,
      async ({ session, params, body }) => {
        const answered = await answerQuestion(app)({ userId: session.userId, ...params, ...body });
        return answered.ok ? { status: 200, body: show(answered.value) } : refuse(answered.error);
      },
      exists,
    )
    .on(
      routes.listMessages,
      async ({ c, session, params, query }) => {
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
      },
      exists,
    )
    .on(
      routes.approveMessage,
      async ({ session, params, body }) => {
        const approval = { userId: session.userId, ...params, text: body.text ?? null };
        const approved = await approveMessage(app)(approval);
        if (!approved.ok) return refuse(approved.error);
        return { status: 200, body: messageResourceOf(approved.value, []) };
      },
      hasMessage,
    )
    .on(
      routes.discardMessage,
      async ({ session, params }) => {
        const discarded = await discardMessage(app)({ userId: session.userId, ...params });
        return discarded.ok
          ? { status: 200, body: messageResourceOf(discarded.value, []) }
          : refuse(discarded.error);
      },
      hasMessage,
    )
    .on(
      routes.rewriteMessage,
      async ({ session, params, body }) => {
        const rewritten = await rewriteMessage(app)({ userId: session.userId, ...params, ...body });
        return rewritten.ok
          ? { status: 200, body: messageResourceOf(rewritten.value, []) }
          : refuse(rewritten.error);
      },
      hasMessage,
    )
    .on(
      routes.acceptMessage,
      async ({ session, params, body }) => {
        const accepted = await acceptMessage(app)({ userId: session.userId, ...params, ...body });
        return accepted.ok
          ? { status: 200, body: messageResourceOf(accepted.value, []) }
          : refuse(accepted.error);
      },
      hasMessage,
    )
    .on(
      routes.rejectMessage,
      async ({ session, params, body }) => {
        const rejected = await rejectMessage(app)({ userId: session.userId, ...params, ...body });
        return rejected.ok
          ? { status: 200, body: messageResourceOf(rejected.value, []) }
          : refuse(rejected.error);
      },
      hasMessage,
    )
    .on(
      routes.blockMessage,
      async ({ session, params, body }) => {
        const blocked = await blockMessage(app)({ userId: session.userId, ...params, ...body });
        return blocked.ok
          ? { status: 200, body: messageResourceOf(blocked.value, []) }
          : refuse(blocked.error);
      },
      hasMessage,
    );
};

http(
  'threads',
  serve('threads', () => threadsEdge().app, ['people']),
);
