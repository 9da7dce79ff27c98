import { expect, test } from 'vitest';
import { err, ok } from '../../shared/domain/result.ts';
import { factFindings, probeFindings } from './model.ts';

const now = Date.UTC(2026, 10, 27);
const facts = { model: 'm', shutdownDate: null, contextTokens: null };
const probe = {
  format: 'enforced',
  remembered: true,
  promptTokens: 4_000,
  counted: true,
  thinksAloud: false,
  contextTokens: null,
  tookMs: 2_345,
} as const;

test.each([
  ['nothing to say', ok(facts), []],
  ['long enough', ok({ ...facts, shutdownDate: '2027-06-01', contextTokens: 128_000 }), []],
  ['ends soon', ok({ ...facts, shutdownDate: '2026-12-11' }), ['warn']],
  ['has ended', ok({ ...facts, shutdownDate: '2026-11-20' }), ['fail']],
  ['holds little', ok({ ...facts, contextTokens: 8_192 }), ['warn']],
  ['is gone', err({ code: 'model_gone', message: 'No such model.' } as const), ['fail']],
])('a model that %s', (_what, given, levels) => {
  expect(factFindings(given, now).map(({ level }) => level)).toEqual(levels);
});

test.each([
  ['can do it all', ok(probe), ['pass', 'pass', 'pass', 'pass']],
  ['ignores the form', ok({ ...probe, format: 'ignored' } as const), ['pass', 'warn', 'pass', 'pass']],
  ['forgets', ok({ ...probe, remembered: false }), ['pass', 'pass', 'fail', 'pass']],
  ['does not count', ok({ ...probe, counted: false }), ['pass', 'pass', 'pass', 'warn']],
  ['thinks aloud', ok({ ...probe, thinksAloud: true }), ['pass', 'pass', 'pass', 'pass', 'pass']],
  ['is not there', err({ code: 'unavailable', message: 'Gone.' } as const), ['fail']],
])('a model that %s when asked', (_what, given, levels) => {
  expect(probeFindings('m', given).map(({ level }) => level)).toEqual(levels);
});
