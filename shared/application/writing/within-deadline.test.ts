import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { err, ok } from '../../domain/result.ts';
import type { ReplyWriter, TokenUsage } from '../ports/reply-writer.ts';
import { withinDeadline } from './within-deadline.ts';

const usage: TokenUsage = { inputTokens: 7, outputTokens: 3, cachedInputTokens: 0 };
const prompt = { instructions: '', items: [], maxOutputTokens: 1 };

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
afterEach(() => void vi.useRealTimers());

/** A model that takes so long for a summary. */
const taking = (ms: number, answer: Awaited<ReturnType<ReplyWriter['summarise']>>) => {
  let asked = 0;
  const writer: ReplyWriter = {
    write: () => Promise.reject(new Error('not asked here')),
    summarise: () => {
      asked++;
      return new Promise((resolve) => setTimeout(resolve, ms, answer));
    },
  };
  return { writer, asked: () => asked };
};

const setUp = (ms: number, answer = ok({ text: 'All is well.', usage, model: 'm' }) as never) => {
  const model = taking(ms, answer);
  const late: TokenUsage[] = [];
  const hurried = withinDeadline(model.writer, {
    clock: { now: () => Date.now() },
    until: 1_500,
    late: (used) => late.push(used),
  });
  return { model, late, summarise: () => hurried.summarise(prompt) };
};

test('an answer in time is passed on as it is', async () => {
  const { late, summarise } = setUp(499);
  const answer = summarise();
  await vi.advanceTimersByTimeAsync(499);
  expect(await answer).toMatchObject({ ok: true, value: { text: 'All is well.' } });
  await vi.runAllTimersAsync();
  expect(late).toEqual([]);
});

test('at the deadline it is a timeout; what was asked for is counted when it comes', async () => {
  const { late, summarise } = setUp(900);
  const answer = summarise();
  await vi.advanceTimersByTimeAsync(500);
  expect(await answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
  expect(late).toEqual([]);
  await vi.advanceTimersByTimeAsync(400);
  expect(late).toEqual([usage]);
});

test('a failure that comes too late counts what it cost, and nothing where it cost nothing', async () => {
  for (const [error, counted] of [
    [err({ code: 'incomplete', message: '', usage }), [usage]],
    [err({ code: 'unavailable', message: '' }), []],
  ] as const) {
    vi.setSystemTime(1_000);
    const { late, summarise } = setUp(900, error as never);
    const answer = summarise();
    await vi.advanceTimersByTimeAsync(900);
    expect(await answer).toMatchObject({ error: { code: 'timeout' } });
    expect(late).toEqual(counted);
  }
});

test('after the deadline nothing is asked any more', async () => {
  const { model, summarise } = setUp(1);
  vi.setSystemTime(1_500);
  expect(await summarise()).toMatchObject({ error: { code: 'timeout' } });
  expect(model.asked()).toBe(0);
});

test('an exception in time is thrown on, and a late one is nobody’s', async () => {
  for (const [ms, thrown] of [
    [10, true],
    [900, false],
  ] as const) {
    vi.setSystemTime(1_000);
    const failing: ReplyWriter = {
      write: () => Promise.reject(new Error('not asked here')),
      summarise: () => new Promise((_, reject) => setTimeout(reject, ms, new Error('a bug'))),
    };
    const clock = { now: () => Date.now() };
    const answer = withinDeadline(failing, { clock, until: 1_500, late: () => {} }).summarise(prompt);
    const settled = answer.then(
      (value) => value.ok,
      () => 'thrown',
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await settled).toBe(thrown ? 'thrown' : false);
  }
});
