import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { assistantWith } from '../../../test/support/documents.ts';
import { libraryOver } from '../../../test/support/library.ts';
import { NEW_CAPABILITIES } from '../../domain/assistant/settings.ts';
import { err, ok } from '../../domain/result.ts';
import type { Prompt, WriterAnswer } from '../../domain/writing/answer.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { ReplyWriter } from '../ports/reply-writer.ts';
import { type PreviewRequest, previewAssistant } from './preview.ts';

const usage = { inputTokens: 10, outputTokens: 2, cachedInputTokens: 0 };
const answer: WriterAnswer = {
  action: 'reply',
  subject: 'A call',
  body: 'Good day.',
  reason: 'asked',
  goalProgress: '',
};
const request: PreviewRequest = { recipient: { email: 'Jane@Example.com' }, instructions: 'Ask for a call.' };

const setUp = async (write?: ReplyWriter['write'], dailyTokenBudget = 1000) => {
  const rig = new AccountRig();
  await rig.user();
  await rig.deps.store.set(paths.assistant('u1', 'a1'), asData(assistantWith({ signature: 'Alex' })));
  const prompts: Prompt[] = [];
  const writer: ReplyWriter = {
    write: async (prompt) => {
      prompts.push(prompt);
      return write ? write(prompt) : ok({ answer, usage, model: 'm' });
    },
    summarise: async () => err({ code: 'failed', message: 'not asked for' }),
  };
  const deps = { ...rig.deps, library: libraryOver(rig.deps.store), writer, settings: { dailyTokenBudget } };
  const preview = (fields: Partial<PreviewRequest> = {}, userId = 'u1') =>
    previewAssistant(deps)({ userId, assistantId: 'a1', request: { ...request, ...fields } });
  return { rig, prompts, preview };
};

test('shows the text as it would be sent, and sends nothing', async () => {
  const { rig, prompts, preview } = await setUp();
  expect(await preview()).toEqual({
    ok: true,
    value: { answer, text: 'Good day.\n\nAlex', objections: [], usage },
  });
  expect(prompts[0]?.instructions).toContain('Ask for a call.');
  expect([rig.google.calls, rig.events]).toEqual([[], []]);
});

test('shows what is said below it', async () => {
  const { rig, preview } = await setUp();
  const disclosing = assistantWith({
    signature: 'Alex',
    capabilities: { ...NEW_CAPABILITIES, disclose: 'first_mail' },
  });
  await rig.deps.store.set(paths.assistant('u1', 'a1'), asData(disclosing));
  expect(await preview()).toMatchObject({
    value: { text: 'Good day.\n\nAlex\n\nThis email was written by an AI assistant on my behalf.' },
  });
});

test('a mail of the recipient is answered, as untrusted content', async () => {
  const { prompts, preview } = await setUp();
  await preview({ inbound: 'Do you have time on Tuesday?' });
  expect(prompts[0]?.items.map(({ text }) => text).join('\n')).toContain('Do you have time on Tuesday?');
  expect(prompts[0]?.instructions).not.toContain('Do you have time on Tuesday?');
});

test('its tokens count for the assistant and the day', async () => {
  const { rig, preview } = await setUp();
  await preview();
  await preview();
  expect(rig.document(paths.assistant('u1', 'a1'))).toMatchObject({
    usage: { inputTokens: 20, outputTokens: 4 },
  });
  const [day = ''] = rig.pathsUnder(paths.days('u1'));
  expect(rig.document(day)).toMatchObject({ inputTokens: 20, outputTokens: 4, sent: 0 });
});

test('ends with the day’s budget, without asking the model', async () => {
  const { prompts, preview } = await setUp(undefined, 12);
  expect(await preview()).toMatchObject({ ok: true });
  expect(await preview()).toMatchObject({ ok: false, error: { code: 'daily_budget_used' } });
  expect(prompts).toHaveLength(1);
});

test('a decision not to write has no text', async () => {
  const { preview } = await setUp(async () =>
    ok({ answer: { ...answer, action: 'wait', body: null }, usage, model: 'm' }),
  );
  expect(await preview()).toMatchObject({ ok: true, value: { text: null, answer: { action: 'wait' } } });
});

test('a text that the checks reject twice is shown with the objections', async () => {
  const { prompts, preview } = await setUp(async () =>
    ok({ answer: { ...answer, body: 'Dear [Name],' }, usage, model: 'm' }),
  );
  const shown = await preview();
  expect(shown).toMatchObject({ ok: true, value: { usage: { inputTokens: 20 } } });
  expect(shown.ok && shown.value.objections).toHaveLength(1);
  expect(prompts).toHaveLength(2);
});

test.each([
  ['an address that is none', { recipient: { email: 'no address' } }, 'u1', 'invalid_address'],
  [
    'an address with a header in it',
    { recipient: { email: 'a@b.example\r\nBcc: x@y.example' } },
    'u1',
    'invalid_address',
  ],
  ['another user’s assistant', {}, 'u2', 'not_found'],
])('%s is refused without asking the model', async (_what, fields, userId, code) => {
  const { prompts, preview } = await setUp();
  expect(await preview(fields, userId)).toMatchObject({ ok: false, error: { code } });
  expect(prompts).toEqual([]);
});

test('a model that fails is an error, and what it cost counts', async () => {
  const { rig, preview } = await setUp(async () => err({ code: 'incomplete', message: 'cut off', usage }));
  expect(await preview()).toMatchObject({ ok: false, error: { code: 'writer_unavailable' } });
  expect(rig.document(paths.assistant('u1', 'a1'))).toMatchObject({ usage: { inputTokens: 20 } });
});
