import { describe, expect, test } from 'vitest';
import { inboundWith, NOW, outboundWith } from '../../../test/support/documents.ts';
import { looksLikeMachine } from './between-machines.ts';
import type { Message } from './message.ts';

const MINUTE = 60_000;

/** So many answers, each some time after a mail of ours. */
const talk = (count: number, afterMs: number, text: (n: number) => string): Message[] => {
  let at = NOW;
  return Array.from({ length: count }, (_, n) => {
    at += 10 * MINUTE;
    const sent = outboundWith(n + 1, { state: 'sent', at, createdAt: at });
    at += afterMs;
    return [sent, inboundWith(`i${n}`, { at, createdAt: at, text: text(n) })];
  }).flat();
};
const varied = (n: number): string => Array.from({ length: 40 }, (_, word) => `w${word}n${n}`).join(' ');
const boilerplate = (n: number): string =>
  `Thank you for contacting our support team, your request is important to us and has got the number ${n}. ` +
  'One of our colleagues will answer you within two working days.';

describe('a program on the other side', () => {
  test.each([
    ['answers within seconds', talk(4, 2_000, varied), true],
    ['does so for fewer turns', talk(3, 2_000, varied), false],
    ['answers in a word or two', talk(9, 2_000, (n) => `Fine, number ${n}.`), false],
    ['answers at a person’s pace', talk(20, 5 * MINUTE, varied), false],
    ['repeats itself at any pace', talk(3, 5 * MINUTE, boilerplate), true],
    ['repeats itself twice', talk(2, 5 * MINUTE, boilerplate), false],
    ['says little', talk(5, 5 * MINUTE, () => 'Yes, fine.'), false],
    ['says nothing', talk(5, 5 * MINUTE, () => ''), false],
    ['has not written', [outboundWith(1, { state: 'sent' })], false],
  ])('%s', (_, messages, expected) => {
    expect(looksLikeMachine(messages, 0)).toBe(expected);
  });

  test('one slow answer shows a person', () => {
    const messages = talk(5, 2_000, varied);
    const slow = messages.map((m) => (m.id === 'i3' ? { ...m, at: m.at + MINUTE } : m));
    expect(looksLikeMachine(slow, 0)).toBe(false);
  });

  test('whom the owner has looked at begins anew', () => {
    const messages = talk(4, 2_000, varied);
    expect(looksLikeMachine(messages, messages.at(-3)?.createdAt ?? 0)).toBe(false);
  });
});
