import { expect, test } from 'vitest';
import { errorFields } from './error-fields.ts';
import { createLogger, type LoggerOptions } from './logger.ts';

const capture = (options: LoggerOptions = {}) => {
  const written: string[] = [];
  const logger = createLogger({ ...options, destination: { write: (line) => written.push(line) } });
  return { logger, lines: () => written.map((line): Record<string, unknown> => JSON.parse(line)) };
};

test('a line has what Cloud Logging reads, and the fields beside it', () => {
  const { logger, lines } = capture({
    context: () => ({ function: 'sweep', trace: undefined }),
    projectId: 'p',
  });
  logger.warn('mailbox_disconnected', { mailboxId: 'm1', attempts: 2 });
  expect(lines()).toEqual([
    {
      severity: 'WARNING',
      message: 'mailbox_disconnected',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      function: 'sweep',
      mailboxId: 'm1',
      attempts: 2,
    },
  ]);
});

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
  ['0af7651916cd43dd8448eb211c80319c/1;o=1'],
])('the trace of %s is named', (trace) => {
  const { logger, lines } = capture({ projectId: 'p', context: () => ({ function: 'f', trace }) });
  logger.info('x');
  expect(lines()[0]).toMatchObject({
    'logging.googleapis.com/trace': 'projects/p/traces/0af7651916cd43dd8448eb211c80319c',
  });
});

test('a trace that is none is left out', () => {
  const { logger, lines } = capture({ projectId: 'p', context: () => ({ function: 'f', trace: 'zz' }) });
  logger.info('x');
  expect(lines()[0]).not.toHaveProperty('logging.googleapis.com/trace');
});

test('levels below the chosen one are not written, and fields cannot pose as severity or message', () => {
  const { logger, lines } = capture({ level: 'error' });
  logger.info('quiet');
  logger.error('loud', { severity: 'INFO', message: 'other' });
  expect(lines()).toEqual([
    expect.objectContaining({ severity: 'ERROR', message: 'loud', _severity: 'INFO' }),
  ]);
});

test('an error is reduced to class, codes and place', () => {
  const cause = Object.assign(new TypeError('to ann@example.com'), { code: 'ECONNRESET' });
  const error = Object.assign(new Error('token ya29.secret for ann@example.com', { cause }), {
    code: 'ya29 secret!',
    status: 503,
    response: { data: 'ya29.secret' },
  });
  const fields = errorFields(error);
  expect(fields).toEqual({
    error: 'Error',
    errorStatus: 503,
    cause: 'TypeError',
    causeCode: 'ECONNRESET',
    errorAt: expect.stringMatching(/^logger\.test\.ts:\d+$/),
  });
  expect(JSON.stringify(fields)).not.toMatch(/secret|ann@/);
});

test.each([[undefined], [null], ['ya29.secret'], [{ code: 5 }]])('%j thrown is described too', (thrown) => {
  expect(JSON.stringify(errorFields(thrown))).not.toContain('secret');
});

test('an exception handed to the logger is reduced the same way', () => {
  const { logger, lines } = capture();
  logger.error('turn_failed', { threadId: 't1' }, new RangeError('ann@example.com'));
  expect(lines()[0]).toMatchObject({ message: 'turn_failed', threadId: 't1', error: 'RangeError' });
  expect(JSON.stringify(lines())).not.toContain('ann@');
});
