import type { Hono } from 'hono';
import { z } from 'zod';
import type { Env } from './faulty.ts';

export const address = z.string().trim().toLowerCase().min(3).includes('@');

type Action = <T>(path: string, schema: z.ZodType<T>, work: (input: T) => unknown) => void;

/** `POST /control/{path}` with a JSON body; 400 says what is wrong with it. */
export const actionsOf =
  (app: Hono<Env>): Action =>
  (path, schema, work) => {
    app.post(`/control/${path}`, async (context) => {
      const parsed = schema.safeParse(parseJson(await context.req.text()));
      if (!parsed.success) return context.json({ error: z.prettifyError(parsed.error) }, 400);
      return context.json(work(parsed.data) ?? { ok: true });
    });
  };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
