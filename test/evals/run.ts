import { z } from 'zod';
import { inParallel } from '../../shared/application/in-parallel.ts';
import { writeChecked } from '../../shared/application/writing/write-checked.ts';
import { createOpenAIWriter } from '../../shared/infrastructure/openai/writer.ts';
import { loadCases, loadOwnCases } from './cases.ts';
import { isGood, type Line, report } from './report.ts';
import { score } from './score.ts';

/** 0: good enough. 1: not. 2: nothing was measured, because no model is configured; so no build passes by accident. */
const NOT_MEASURED = 2;
const CONCURRENCY = 4;

const price = z.coerce.number().nonnegative().optional();
const environment = z.object({
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_MODEL: z.string().default('gpt-6.1-terra'),
  EVAL_CASES: z.string().optional(),
  OPENAI_PRICE_INPUT: price,
  OPENAI_PRICE_OUTPUT: price,
});

const env = environment.parse(
  Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')),
);
if (env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined) {
  console.error('No model to measure: set OPENAI_API_KEY or OPENAI_BASE_URL (see .env.example).');
  process.exit(NOT_MEASURED);
}

const writer = createOpenAIWriter({
  apiKey: env.OPENAI_API_KEY ?? 'none',
  model: env.OPENAI_MODEL,
  ...(env.OPENAI_BASE_URL === undefined ? {} : { baseUrl: env.OPENAI_BASE_URL }),
});
const only = process.argv[2];
const own = env.EVAL_CASES === undefined ? [] : loadOwnCases(env.EVAL_CASES);
const cases = [...loadCases(), ...own].filter(
  ({ id, file }) => only === undefined || `${file} ${id}`.includes(only),
);
const lines = new Map<string, Line>();
await inParallel(CONCURRENCY, cases, async (one) => {
  lines.set(one.id, { one, score: score(one, await writeChecked(writer, one.request)) });
});
const inOrder = cases.flatMap(({ id }) => lines.get(id) ?? []);
const prices =
  env.OPENAI_PRICE_INPUT === undefined || env.OPENAI_PRICE_OUTPUT === undefined
    ? null
    : { input: env.OPENAI_PRICE_INPUT, output: env.OPENAI_PRICE_OUTPUT };
console.log(report(inOrder, prices));
process.exit(isGood(inOrder) ? 0 : 1);
