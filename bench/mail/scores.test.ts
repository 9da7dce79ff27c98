import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCorpus } from './corpus.ts';
import { type Scores, scoresOf } from './scores.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** Real mail with labels, beside the project where it is present. It is not part of the project. */
const BESIDE = process.env.MAIL_CORPUS ?? folder('../../../shared/mail');

const floors = (scores: Scores): void => {
  expect(scores.misjudged).toEqual([]);
  expect(scores.takenForHuman).toEqual([]);
  expect(scores.lost).toEqual([]);
  expect(scores.misunderstood).toEqual([]);
  expect(
    scores.inexact.length / Math.max(1, scores.texts),
    JSON.stringify(scores.inexact),
  ).toBeLessThanOrEqual(0.01);
};

describe('scores do not fall below their floors', () => {
  test('on the mails of the project', async () => {
    const scores = await scoresOf(readCorpus(folder('../../test/fixtures/mail/kinds')));
    expect(scores.meant).toBeGreaterThan(30);
    floors(scores);
  });

  const beside = [BESIDE, join(BESIDE, 'kinds')].filter((path) => existsSync(path));
  if (beside.length === 0)
    process.stdout.write('Scores on real mail: skipped, there is no ../shared/mail here.\n');
  for (const path of beside) {
    test(`on ${path.endsWith('kinds') ? 'the kinds' : 'real mail'} beside the project`, async () => {
      floors(await scoresOf(readCorpus(path)));
    });
  }
});
