import { describe, expect, test } from 'vitest';
import { blankSaid, MAX_REHEARSAL_TOKENS, nextRehearsalStep, type Said } from './rehearsal.ts';

const said = (author: Said['author'], fields: Partial<Said> = {}): Said => ({
  author,
  at: 1,
  ...blankSaid,
  text: 'Hello',
  action: author === 'assistant' ? 'reply' : null,
  ...fields,
});
const we = (fields: Partial<Said> = {}) => said('assistant', fields);
const they = (fields: Partial<Said> = {}) => said('correspondent', fields);

const next = (messages: readonly Said[], fields: Partial<Parameters<typeof nextRehearsalStep>[0]> = {}) =>
  nextRehearsalStep({
    temper: 'keen',
    turns: 3,
    usage: { inputTokens: 0, outputTokens: 0 },
    ...fields,
    messages: [...messages],
  });

describe('who writes next in a rehearsal', () => {
  test.each<[string, readonly Said[], Partial<Parameters<typeof nextRehearsalStep>[0]>, object]>([
    ['nothing was said', [], {}, { kind: 'assistant', purpose: 'first' }],
    ['we wrote', [we()], {}, { kind: 'correspondent' }],
    ['we wrote, and the owner plays', [we()], { temper: 'owner' }, { kind: 'owner' }],
    ['they answered', [we(), they()], {}, { kind: 'assistant', purpose: 'reply' }],
    [
      'their program answered',
      [we(), they({ automatic: true })],
      { temper: 'away' },
      { kind: 'correspondent' },
    ],
    ['we wait', [we(), they(), we({ action: 'wait', text: null })], {}, { kind: 'correspondent' }],
    ['they had their turns', [we(), they(), we()], { turns: 1 }, { kind: 'end', because: 'turns' }],
    ['their last mail is answered', [we(), they()], { turns: 1 }, { kind: 'assistant', purpose: 'reply' }],
    [
      'a program used up the turns',
      [we(), they({ automatic: true })],
      { turns: 1 },
      { kind: 'end', because: 'turns' },
    ],
    ['we finished', [we(), they(), we({ action: 'finish' })], {}, { kind: 'end', because: 'decided' }],
    [
      'we asked the owner',
      [we(), they(), we({ action: 'ask_owner' })],
      {},
      { kind: 'end', because: 'decided' },
    ],
    [
      'the checks object',
      [we({ objections: [{ code: 'empty', params: {} }] })],
      {},
      { kind: 'end', because: 'rejected' },
    ],
    [
      'the tokens are used up',
      [we(), they()],
      { usage: { inputTokens: MAX_REHEARSAL_TOKENS - 1, outputTokens: 1 } },
      { kind: 'end', because: 'tokens' },
    ],
    [
      'a decision outranks the tokens',
      [we({ action: 'finish' })],
      { usage: { inputTokens: MAX_REHEARSAL_TOKENS, outputTokens: 0 } },
      { kind: 'end', because: 'decided' },
    ],
  ])('%s', (_name, messages, fields, expected) => {
    expect(next(messages, fields)).toEqual(expected);
  });

  test('it always ends', () => {
    const messages: Said[] = [];
    for (let n = 0; n < 100; n++) {
      const step = next(messages, { turns: 12 });
      if (step.kind === 'end') return expect(n).toBe(25);
      messages.push(step.kind === 'assistant' ? we() : they());
    }
    expect.unreachable();
  });
});
