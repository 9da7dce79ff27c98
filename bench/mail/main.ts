import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCorpus } from './corpus.ts';
import { fuzz } from './fuzz.ts';
import { type Miss, type Scores, scoresOf } from './scores.ts';
import { measureThroughput } from './throughput.ts';

/**
 * `npm run bench:mail`: how well and how fast mails are judged. `-- --corpus <folder>` (or MAIL_CORPUS) adds a corpus;
 * its subfolder `kinds` counts as another. Fails if words are lost, if a machine is taken for a person, or if judging
 * is too slow. `-- --fuzz 600` also judges damaged mails for ten minutes.
 */
const { values } = parseArgs({
  options: { corpus: { type: 'string', multiple: true }, fuzz: { type: 'string' } },
});
const OWN = fileURLToPath(new URL('../../test/fixtures/mail/kinds', import.meta.url));

const foldersOf = (folder: string): readonly string[] =>
  [folder, join(folder, 'kinds')].filter((candidate) => existsSync(candidate));

const share = (right: number, total: number): string =>
  total === 0 ? '-' : `${right} of ${total} (${((100 * right) / total).toFixed(1)} %)`;

const list = (title: string, misses: readonly Miss[]): void => {
  for (const { name, what } of misses) console.log(`  ${title}: ${name}: ${what.slice(0, 600)}`);
};

const report = (folder: string, scores: Scores): void => {
  console.log(folder);
  console.log(`  classification   ${share(scores.classified - scores.misjudged.length, scores.classified)}`);
  console.log(`  machine as human ${scores.takenForHuman.length}`);
  console.log(`  new text exact   ${share(scores.texts - scores.inexact.length, scores.texts)}`);
  console.log(`  lines lost       ${scores.lost.length}`);
  console.log(`  meaning          ${share(scores.meant - scores.misunderstood.length, scores.meant)}`);
  list('misjudged', scores.misjudged);
  list('not exact', scores.inexact);
  list('lost', scores.lost);
  list('misunderstood', scores.misunderstood);
};

const given = [...(values.corpus ?? []), ...(process.env.MAIL_CORPUS ? [process.env.MAIL_CORPUS] : [])];
let worst = 0;
const mails: Uint8Array[] = [];
for (const folder of [OWN, ...given].flatMap(foldersOf)) {
  const corpus = readCorpus(folder);
  mails.push(...corpus.judged.map(({ raw }) => raw), ...corpus.labelled.map(({ raw }) => raw));
  const scores = await scoresOf(corpus);
  report(folder, scores);
  worst = Math.max(worst, scores.lost.length, scores.takenForHuman.length);
}
const throughput = await measureThroughput();
console.table(
  throughput.map(({ name, bytes, ms, ratio, limitMs }) => ({
    mail: name,
    kB: Math.round(bytes / 1000),
    ms: Number(ms.toFixed(2)),
    'limit ms': limitMs,
    ratio: Number(ratio.toFixed(1)),
  })),
);
const slow = throughput.filter(({ ms, limitMs }) => ms > limitMs);
for (const { name } of slow) console.error(`Slower than it may be on an idle machine: ${name}`);
const { failures } = values.fuzz ? await fuzz(mails, Number(values.fuzz)) : { failures: [] };
for (const failure of failures) console.error(failure);
if (worst > 0 || slow.length > 0 || failures.length > 0) process.exitCode = 1;
