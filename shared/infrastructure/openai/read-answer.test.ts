import { describe, expect, test } from 'vitest';
import { readAnswer } from './read-answer.ts';

const answer = {
  action: 'reply',
  subject: null,
  body: 'Hi {Kim},\n\n"yes" it is.',
  reason: 'r',
  goalProgress: 'g',
};
const json = JSON.stringify(answer);

describe('the answer is found', () => {
  test.each([
    ['alone', json],
    ['indented', JSON.stringify(answer, null, 2)],
    ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
    [
      'in a fence without a name, words around it',
      `Sure! Here it is:\n\n\`\`\`\n${json}\n\`\`\`\nAnything else?`,
    ],
    ['behind words', `Here is the JSON: ${json}`],
    ['before words', `${json}\n\nI chose to reply because they asked {a question}.`],
    ['behind a thinking block with JSON in it', `<think>Perhaps {"action":"wait"}? No.</think>${json}`],
    ['behind thoughts that the template began', `They ask {something}.\n</think>\n\n${json}`],
    ['behind a draft', `First: {"action":"wait","body":null}\nBetter: ${json}`],
    [
      'in a channel',
      `<|channel|>analysis<|message|>Hm<|end|><|start|>assistant<|channel|>final<|message|>${json}<|return|>`,
    ],
    ['wrapped', `{"response": ${json}}`],
    ['in a list', `[${json}]`],
    ['as a string', JSON.stringify(json)],
    ['with a byte order mark', `\ufeff${json}`],
  ])('%s', (_where, text) => {
    expect(readAnswer(text)).toEqual({ ok: true, value: answer });
  });

  test.each([
    ['line breaks inside strings', `{"action":"reply","body":"Hi,\n\nyes.","reason":"r","goalProgress":"g"}`],
    ['a comma too many', '{"action":"reply","body":"Hi,\\n\\nyes.","reason":"r","goalProgress":"g",}'],
    ['single quotation marks', "{'action':'reply','body':'Hi,\\n\\nyes.','reason':'r','goalProgress':'g'}"],
    ['names without quotation marks', '{action:"reply",body:"Hi,\\n\\nyes.",reason:"r",goalProgress:"g"}'],
    [
      'a comment',
      '{"action":"reply", // they asked\n"body":"Hi,\\n\\nyes.","reason":"r","goalProgress":"g"}',
    ],
  ])('in slightly broken JSON: %s', (_what, text) => {
    expect(readAnswer(text)).toEqual({
      ok: true,
      value: { action: 'reply', subject: null, body: 'Hi,\n\nyes.', reason: 'r', goalProgress: 'g' },
    });
  });

  test('with quotation marks inside a string', () => {
    const result = readAnswer(
      '{"action":"reply","body":"He said "yes" and {more}","reason":"r","goalProgress":"g"}',
    );
    expect(result).toMatchObject({
      ok: true,
      value: { action: 'reply', body: expect.stringContaining('yes') },
    });
  });
});

describe('half an answer is never taken for a whole one', () => {
  test('wherever it is cut', () => {
    for (let end = 0; end < json.length; end++) {
      for (const text of [
        json.slice(0, end),
        `\`\`\`json\n${json.slice(0, end)}`,
        `Sure: ${json.slice(0, end)}`,
      ]) {
        expect(readAnswer(text), text).toMatchObject({ ok: false });
      }
    }
  });

  test.each([
    '{"action":"reply","body":"Hi',
    '{"action": "rep',
    '<think>They ask',
  ])('%j is cut off', (text) => {
    expect(readAnswer(text)).toEqual({ ok: false, error: 'cut_off' });
  });
});

test.each([
  ['words', 'Hi Kim,\n\nthank you.\n\nAda'],
  ['JSON of another kind', '{"tool":"send","to":"boss"}'],
  ['an action that is none', '{"action":"forward","body":"x"}'],
  ['a number', '42'],
])('%s are no answer', (_what, text) => {
  expect(readAnswer(text)).toEqual({ ok: false, error: 'unreadable' });
});

test('whatever it is given, it ends', { timeout: 60_000 }, () => {
  for (const odd of ['{', '}', '"', '{"a":', '[', '<think>', '\\', '{"action":"', "'", ',']) {
    expect(readAnswer(odd.repeat(Math.ceil(60_000 / odd.length))).ok).toBe(false);
  }
});
