import { expect, test } from 'vitest';
import { withoutThinking } from './thinking.ts';

test.each([
  ['a block', '<think>Hm.\nWell.</think>\n\nHi', 'Hi'],
  ['another tag', '<Reasoning>Hm.</Reasoning>Hi', 'Hi'],
  ['two blocks', '<think>a</think>Hi<think>b</think> Kim', 'Hi Kim'],
  ['a block that the template opened', 'Hm, they ask.\n</think>\n\nHi', 'Hi'],
  ['a block that never ends', '<think>Hm, they', ''],
  ['a block of Mistral', '[THINK]Hm.[/THINK]Hi', 'Hi'],
  [
    'channels',
    '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Hi<|return|>',
    'Hi',
  ],
  ['none', 'I think so: 1 < 2, </b>', 'I think so: 1 < 2, </b>'],
  ['nothing', '', ''],
])('%s', (_what, text, expected) => {
  expect(withoutThinking(text)).toBe(expected);
});
