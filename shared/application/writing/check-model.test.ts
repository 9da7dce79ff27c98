import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ModelFacts } from '../ports/model-directory.ts';
import type { WriterError } from '../ports/reply-writer.ts';
import { checkModel } from './check-model.ts';

const HOUR = 60 * 60_000;
const start = Date.UTC(2026, 10, 27);

const installation = (described: () => Result<ModelFacts, WriterError>) => {
  const logged: { severity: string; event: string; fields: unknown }[] = [];
  const log =
    (severity: string) =>
    (event: string, fields: object = {}) =>
      void logged.push({ severity, event, fields });
  const state = { now: start, asked: 0 };
  const check = checkModel({
    store: new MemoryStore().connect(),
    clock: { now: () => state.now },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    models: {
      describe: async () => {
        state.asked++;
        return described();
      },
    },
  });
  return { check, logged, state };
};

const facts = (shutdownDate: string | null): ModelFacts => ({
  model: 'm-1',
  shutdownDate,
  contextTokens: null,
});

describe('once a day', () => {
  test('it asks, however often it is called', async () => {
    const { check, state, logged } = installation(() => ok(facts(null)));
    const came: string[] = [];
    for (let hour = 0; hour < 48; hour++, state.now += HOUR) came.push(await check());
    expect(came.filter((one) => one === 'checked')).toHaveLength(2);
    expect(state.asked).toBe(2);
    expect(logged).toEqual([]);
  });

  test('it says in one line what has to be done before the model ends', async () => {
    const { check, logged } = installation(() => ok(facts('2026-12-11')));
    await check();
    await check();
    expect(logged).toEqual([
      {
        severity: 'warn',
        event: 'model_ends',
        fields: {
          model: 'm-1',
          shutdownDate: '2026-12-11',
          daysLeft: 14,
          advice: expect.stringContaining('OPENAI_MODEL'),
        },
      },
    ]);
  });

  test.each(['2027-06-01', null])('nothing of an end on %s', async (date) => {
    const { check, logged } = installation(() => ok(facts(date)));
    await check();
    expect(logged).toEqual([]);
  });
});

test('a model that cannot be used is said, once a day', async () => {
  const { check, logged } = installation(() => err({ code: 'model_gone', message: 'No such model.' }));
  await check();
  await check();
  expect(logged).toEqual([
    { severity: 'error', event: 'model_trouble', fields: { code: 'model_gone', advice: 'No such model.' } },
  ]);
});

test('what passes is tried again next time', async () => {
  const answers: Result<ModelFacts, WriterError>[] = [
    err({ code: 'timeout', message: 'slow' }),
    ok(facts('2026-12-11')),
  ];
  const { check, logged, state } = installation(() => answers.shift() ?? ok(facts(null)));
  expect(await check()).toBe('later');
  state.now += HOUR;
  expect(await check()).toBe('checked');
  expect(logged.map(({ event }) => event)).toEqual(['model_ends']);
});

test('what it remembers may be rubbish', async () => {
  const store = new MemoryStore().connect();
  await store.set('installation/modelCheck', { schemaVersion: 9, checkedAt: 'never' });
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const check = checkModel({
    store,
    clock: { now: () => start },
    logger: silent,
    models: { describe: async () => ok(facts(null)) },
  });
  expect(await check()).toBe('checked');
});
