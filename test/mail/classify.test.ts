import { expect, test } from 'vitest';
import { classifyMail, type MailClass } from '../../shared/mail/classify.ts';
import { parseMail } from '../../shared/mail/parse.ts';
import { type ClassifyCase, hasCorpus, readCase, readManifest, sayMissing } from './corpus.ts';

type Label = ClassifyCase['label'];
const LABELS: readonly Label[] = ['human', 'bounce', 'auto_reply', 'list', 'machine_other'];

const LABEL_OF: Readonly<Record<MailClass['kind'], Label>> = {
  human: 'human',
  bounce: 'bounce',
  out_of_office: 'auto_reply',
  list: 'list',
  machine: 'machine_other',
};

const table = (results: readonly { readonly expected: Label; readonly actual: Label }[]): string => {
  const cell = (value: string | number) => String(value).padStart(14);
  const rows = LABELS.map((expected) => {
    const counts = LABELS.map(
      (actual) => results.filter((result) => result.expected === expected && result.actual === actual).length,
    );
    return [expected, ...counts].map(cell).join('');
  });
  return [['label \\ said', ...LABELS].map(cell).join(''), ...rows].join('\n');
};

const corpus = hasCorpus ? test : test.skip;
if (!hasCorpus) sayMissing('Classification of real mail');

corpus('tells people from machines in real mail', async () => {
  const { classify } = readManifest();
  const results = await Promise.all(
    classify.map(async ({ file, label, kind }) => {
      const mailClass = classifyMail(await parseMail(readCase(file)));
      return { file, expected: label, actual: LABEL_OF[mailClass.kind], kind, mailClass };
    }),
  );
  const wrong = results.filter(({ expected, actual }) => expected !== actual);
  const lines = wrong.map(
    ({ file, actual, mailClass }) => `\n  ${file}: said ${actual} (${mailClass.reason})`,
  );
  process.stdout.write(
    `${table(results)}\n${results.length - wrong.length} of ${results.length} right.${lines.join('')}\n`,
  );
  expect(wrong).toEqual([]);
});

corpus('takes every report of a delay for soft, and names a recipient in every bounce', async () => {
  const { classify } = readManifest();
  for (const { file, kind } of classify.filter(({ label }) => label === 'bounce')) {
    const mailClass = classifyMail(await parseMail(readCase(file)));
    if (kind === 'delay') expect(mailClass, file).toMatchObject({ severity: 'soft' });
    expect(mailClass, file).toMatchObject({ failedRecipient: expect.stringContaining('@') });
  }
});

corpus(
  'needs no single sign: without those that systems drop most often, nearly all is told apart',
  async () => {
    const { classify } = readManifest();
    const dropped = new Set([
      'return-path',
      'auto-submitted',
      'precedence',
      'x-failed-recipients',
      'x-auto-response-suppress',
    ]);
    let human = 0;
    for (const { file } of classify.filter(({ label }) => label !== 'human')) {
      const mail = await parseMail(readCase(file));
      const headers = mail.headers.filter(({ name }) => !dropped.has(name.toLowerCase()));
      if (classifyMail({ ...mail, headers }).kind === 'human') human++;
    }
    expect(human).toBeLessThanOrEqual(6);
  },
);
