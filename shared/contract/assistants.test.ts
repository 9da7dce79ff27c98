import { expect, test } from 'vitest';
import { createAssistantBody, updateAssistantBody } from './assistants.ts';

test.each([
  [0, true],
  [50_000, true],
  [50_001, false],
])('a knowledge text of %i characters', (length, accepted) => {
  const knowledge = 'k'.repeat(length);
  expect(createAssistantBody.safeParse({ name: 'A', instructions: 'B', knowledge }).success).toBe(accepted);
  expect(updateAssistantBody.safeParse({ knowledge }).success).toBe(accepted);
});

test.each([
  ['a line\nand\tanother', true],
  ['Grüße 🌻', true],
  ['null \u0000', false],
  ['escape \u001b[31m', false],
  ['half of a pair \ud83c', false],
])('instructions with %j', (instructions, accepted) => {
  expect(createAssistantBody.safeParse({ name: 'A', instructions }).success).toBe(accepted);
});
