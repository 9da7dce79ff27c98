import { expect, test } from 'vitest';
import { type Candidate, shareOut } from './share-out.ts';

const due = (userId: string, count: number, owesAnswer = false): Candidate[] =>
  Array.from({ length: count }, (_, n) => ({ path: `${userId}${n}`, userId, owesAnswer }));
const names = (candidates: readonly Candidate[]): string[] => candidates.map(({ path }) => path);

test.each([
  ['nothing due', [], [], 4, []],
  ['one owner has half of the room', due('a', 9), [], 4, ['a0', 'a1']],
  ['the owners take turns', [...due('a', 9), ...due('b', 9)], [], 4, ['a0', 'b0', 'a1', 'b1']],
  [
    'who is last in the line is not last to be served',
    [...due('a', 900), ...due('b', 1)],
    [],
    4,
    ['a0', 'b0', 'a1'],
  ],
  ['what is under way counts', [...due('a', 3), ...due('b', 3)], due('a', 2), 4, ['b0', 'b1']],
  ['no room', due('b', 3), [...due('a', 2), ...due('c', 2)], 4, []],
  ['more under way than there is room for', due('b', 3), due('a', 9), 4, []],
  ['answers first', [...due('a', 9), ...due('b', 1, true)], [], 4, ['b0', 'a0', 'a1']],
  ['first mails take no room of answers', due('b', 1, true), due('a', 9), 4, ['b0']],
  ['a room of one', [...due('a', 2), ...due('b', 2)], [], 1, ['a0']],
] as const)('%s', (_, candidates, underWay, room, expected) => {
  expect(names(shareOut([...candidates], [...underWay], room))).toEqual(expected);
});
