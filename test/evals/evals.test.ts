import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalWriter, startLocalWriter } from '../../infra/local/writer/server.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { writeChecked } from '../../shared/application/writing/write-checked.ts';
import { createOpenAIWriter } from '../../shared/infrastructure/openai/writer.ts';
import { type EvalCase, loadCases } from './cases.ts';
import { languageOf } from './language.ts';
import { isGood, report } from './report.ts';
import { inventedIn, score } from './score.ts';

const cases = loadCases();
const named = (id: string): EvalCase => {
  const found = cases.find((one) => one.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
};

describe('the labelled conversations', () => {
  test('are many, in several languages, each with a name of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(new Set(cases.map(({ language }) => language)).size).toBeGreaterThanOrEqual(5);
  });
});

describe('the same conversations with the local writer: structure alone, for it understands little', () => {
  let local: LocalWriter;
  let writer: ReplyWriter;
  beforeAll(async () => {
    local = await startLocalWriter({ port: 0 });
    writer = createOpenAIWriter({ apiKey: 'none', baseUrl: `${local.origin}/v1`, model: 'local-writer' });
  });
  afterAll(() => local.close());

  test.each(cases)('$file: $id', async (one) => {
    const written = await writeChecked(writer, one.request);
    const seen = score(one, written);
    expect(written.kind).toMatch(/^(?:mail|no_mail)$/);
    expect({ invented: seen.invented, objections: seen.objections }).toEqual({
      invented: [],
      objections: [],
    });
    expect(seen.inputTokens).toBeGreaterThan(0);
    if (written.kind !== 'mail') return;
    // It speaks three languages.
    if (['en', 'de', 'ru'].includes(one.language ?? '')) expect(seen.language).toBe(true);
    const { signature } = one.request.assistant;
    expect(written.text.split(signature ?? '').length, 'signed once').toBe(2);
  });
});

describe('the score', () => {
  const usage = { inputTokens: 3, outputTokens: 2, cachedInputTokens: 0 };
  const answer = { action: 'reply', subject: null, body: '', reason: 'r', goalProgress: 'g' } as const;
  const mail = (text: string) =>
    ({ kind: 'mail', answer, text, model: 'm', usage, sources: [], unproved: [], objections: [] }) as const;

  test.each([
    ['It costs 20 euros.', []],
    ['It costs 20,00 euros.', []],
    ['You have 14 days, on Tuesday at 10:00.', []],
    ['1. First. 2. Second.', []],
    ['It costs 25 euros.', ['25']],
    ['We can meet on 12 March at 10:00.', ['12']],
    ['That would be Tuesday, 13 January 2026, at 10:00.', []],
    ['A discount of 40 percent.', ['40']],
    ['See https://tidy.example/pricing.', []],
    ['See https://tidy.example/plans.', ['https://tidy.example/plans.']],
    ['Ask our colleague Peter Parker about it.', ['Peter Parker']],
    ['Ask Mia Miller or Olivia Owner about it.', []],
  ])('finds what was invented in %s', (text, invented) => {
    expect(inventedIn(text, named('known price en'))).toEqual(invented);
  });

  test.each([
    ['Thank you for your answer, we would be glad to talk with you.', 'en'],
    ['Vielen Dank für Ihre Antwort, wir freuen uns auf das Gespräch und melden uns.', 'de'],
    ['Спасибо за ответ, мы будем рады, если вы напишете нам.', 'ru'],
    ['Merci pour votre réponse, nous sommes ravis et vous souhaitons une bonne journée.', 'fr'],
    ['Gracias por su respuesta, es un placer hablar con usted y no dude en escribir.', 'es'],
    ['Grazie per la risposta, vi scriviamo e non vediamo che cose belle.', 'it'],
    ['OK', null],
  ])('knows the language of %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  test('says of each point whether it is right', () => {
    const one = named('known price en');
    expect(score(one, mail('It costs 20 euros per user and month, and you can try it with this.'))).toEqual({
      decision: true,
      language: true,
      length: true,
      invented: [],
      content: [],
      objections: [],
      action: 'reply',
      inputTokens: 3,
      outputTokens: 2,
    });
    expect(
      score(one, mail(`Vielen Dank, das ist nicht teuer und wir haben ${'mehr '.repeat(200)}`)),
    ).toMatchObject({
      language: false,
      length: false,
      content: ['lacks 20'],
    });
    const wrong = {
      kind: 'no_mail',
      answer: { ...answer, action: 'opt_out' },
      model: 'm',
      usage,
      holdingLine: null,
    } as const;
    expect(score(one, wrong)).toMatchObject({ decision: false, action: 'opt_out', invented: [] });
    const failed = { kind: 'error', error: { code: 'timeout', message: '' }, usage } as const;
    expect(score(one, failed)).toMatchObject({ decision: false, action: 'error: timeout' });
  });

  test('says what is wrong with promises, the time of a second look and a question', () => {
    const scored = (id: string, fields: object) =>
      score(named(id), {
        kind: 'no_mail',
        answer: { ...answer, action: 'wait', body: null, ...fields },
        model: 'm',
        usage,
        holdingLine: null,
      }).content;
    const promised = (due: string | null) => [{ who: 'correspondent', what: 'pay', due }];
    const friday = { until: '2026-01-09', commitments: promised('2026-01-09') };
    expect(scored('pays on Friday', friday)).toEqual([]);
    expect(scored('pays on Friday', { ...friday, until: null })).toEqual(['looks again on null']);
    expect(scored('pays on Friday', { ...friday, commitments: promised(null) })).toEqual([
      'lacks a promise of the correspondent for 2026-01-09',
    ]);
    expect(scored('promise kept', { commitments: promised('2026-01-06') })).toEqual(['lists 1 promises']);
    expect(scored('names no time', { until: '2026-02-01' })).toEqual(['looks again on 2026-02-01']);
    expect(scored('asks its owner', { action: 'ask_owner', question: ' ' })).toEqual(['asks nothing']);
  });

  test('is reported line by line with totals and cost, and one invention spoils it all', () => {
    const one = named('known price en');
    const good = { one, score: score(one, mail('It costs 20 euros per user and month.')) };
    const bad = { one, score: score(one, mail('It costs 99 euros per user and month.')) };
    const text = report([good, bad], { input: 1_000_000, output: 2_000_000 });
    expect(text).toMatch(/known price en +reply +ok +ok +ok +NO +NO +5 +invented 99; lacks 20/);
    expect(text).toMatch(/nothing invented +1 of 2 \(50\.0 %\)/);
    expect(text).toMatch(/cost +14\.0000/);
    expect([isGood([good]), isGood([good, bad])]).toEqual([true, false]);
  });
});

describe('npm run eval', () => {
  const run = (env: Record<string, string>, ...args: string[]) =>
    promisify(execFile)(process.execPath, ['test/evals/run.ts', ...args], {
      env: { PATH: process.env.PATH ?? '', ...env },
    }).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  test('without a model says so and measures nothing', async () => {
    const ended = await run({ OPENAI_API_KEY: '' });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('OPENAI_API_KEY');
  });

  test('with one prints the table', async () => {
    const local = await startLocalWriter({ port: 0 });
    try {
      const env = {
        OPENAI_BASE_URL: `${local.origin}/v1`,
        OPENAI_PRICE_INPUT: '1',
        OPENAI_PRICE_OUTPUT: '2',
      };
      const ended = await run(env, 'opt-out');
      expect(ended.stdout).toContain('opt-out: unsubscribe');
      expect(ended.stdout).toMatch(/right decision +\d+ of \d+/);
      expect(ended.stdout).toMatch(/cost +0\.\d{4}/);
    } finally {
      await local.close();
    }
  });
});
