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
