import { randomBytes } from 'node:crypto';
import { type HttpBindings, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { composedOutcome, httpFailure, scriptedOutcome, withinLimit } from './answer.ts';
import { createPromptCache } from './prompt-cache.ts';
import { createScript, scriptedSchema } from './script.ts';
import { errorBody, requestSchema, responseBody, tokensOf } from './wire.ts';

export interface LocalWriter {
  /** Without `/v1`. */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

const REMEMBERED_REQUESTS = 1000;

const never = (): Promise<never> => new Promise(() => {});

/**
 * A stand-in for a model server: `POST /v1/responses` in the shape of the Responses API. There is no model: it builds mails
 * from the sentences of the prompt, deterministically. `/control` scripts the next answers and shows the requests.
 */
const createWriterApp = (): Hono<{ Bindings: HttpBindings }> => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const script = createScript();
  const cachedTokens = createPromptCache();
  const requests: unknown[] = [];
  const held: (() => void)[] = [];
  let shutdownDate: string | null = null;

  app.post('/v1/responses', async (c) => {
    const raw: unknown = await c.req.json().catch(() => null);
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const param = issue?.path.join('.') || null;
      return c.json(
        errorBody('invalid_request_error', null, issue?.message ?? 'Invalid request.', param),
        400,
      );
    }
    requests.push(raw);
    if (requests.length > REMEMBERED_REQUESTS) requests.shift();

    const request = parsed.data;
    const prompt = [request.instructions ?? '', ...request.input.map(({ content }) => content)].join('\n\n');
    const scripted = script.take(prompt);
    const failure = scripted ? httpFailure(scripted) : null;
    if (failure) return failure;
    if (scripted?.kind === 'disconnect') c.env.outgoing.destroy();
    if (scripted?.kind === 'disconnect' || scripted?.kind === 'hang') return never();
    if (scripted?.kind === 'hold') await new Promise<void>((resolve) => held.push(resolve));

    const outcome = (scripted ? scriptedOutcome(scripted) : null) ?? composedOutcome(request);
    if (!outcome) {
      const message = 'The local writer fills one schema only.';
      return c.json(errorBody('invalid_request_error', null, message, 'text.format.schema'), 400);
    }
    const meta = {
      id: randomBytes(16).toString('hex'),
      nowSeconds: Math.floor(Date.now() / 1000),
      usage: { inputTokens: tokensOf(prompt), cachedTokens: cachedTokens(prompt) },
    };
    return c.json(responseBody(request, withinLimit(outcome, request.max_output_tokens), meta));
  });

  // https://developers.openai.com/api/reference/resources/models/methods/retrieve
  app.get('/v1/models/:model', (c) =>
    c.json({
      id: c.req.param('model'),
      object: 'model',
      created: 0,
      owned_by: 'local',
      shutdown_date: shutdownDate,
    }),
  );
  app.post('/control/model', async (c) => {
    const body = z
      .strictObject({ shutdownDate: z.iso.date().nullable() })
      .safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 400);
    shutdownDate = body.data.shutdownDate;
    return c.json({ shutdownDate });
  });

  app.post('/control/script', async (c) => {
    const body = z
      .strictObject({ responses: z.array(scriptedSchema) })
      .safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 400);
    script.add(body.data.responses);
    return c.json({ waiting: script.size() });
  });
  app.delete('/control/script', (c) => {
    script.clear();
    return c.body(null, 204);
  });
  app.post('/control/release', (c) => {
    const released = held.splice(0);
    for (const go of released) go();
    return c.json({ released: released.length });
  });
  app.get('/control/requests', (c) => c.json({ requests, held: held.length }));
  app.delete('/control/requests', (c) => {
    requests.splice(0);
    return c.body(null, 204);
  });
  app.notFound((c) => {
    return c.json(errorBody('invalid_request_error', null, `Unknown request URL: ${c.req.path}`), 404);
  });
  return app;
};

/** Listens on the loopback interface. Port 0: any free port. */
export const startLocalWriter = (options: { readonly port: number }): Promise<LocalWriter> =>
  new Promise((resolve, reject) => {
    const server = serve(
      { fetch: createWriterApp().fetch, port: options.port, hostname: '127.0.0.1' },
      ({ port }) => {
        server.off('error', reject);
        resolve({
          origin: `http://127.0.0.1:${port}`,
          port,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed());
              if ('closeAllConnections' in server) server.closeAllConnections();
            }),
        });
      },
    );
    server.once('error', reject);
  });
