import { expect, test } from 'vitest';
import { parseMail } from '../../shared/mail/parse.ts';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';
import { hasCorpus, type ReplyCase, readCase, readManifest, sayMissing } from './corpus.ts';

const bodyOf = async (reply: ReplyCase): Promise<{ text: string | null; html: string | null }> => {
  const raw = readCase(reply.file);
  if (reply.form === 'eml') return { text: (await parseMail(raw)).text, html: null };
  const body = raw.toString('utf8');
  return reply.form === 'text' ? { text: body, html: null } : { text: null, html: body };
};

/** As the corpus states it: trimmed; HTML without white space. */
const comparable = (text: string, form: ReplyCase['form']): string =>
  form === 'html' ? text.replace(/\s+/g, '') : text.replaceAll('\r\n', '\n').trim();

const lostLines = (expected: string, actual: string, form: ReplyCase['form']): readonly string[] => {
  const lines = expected.split('\n').map((line) => line.trim());
  const kept = new Set(actual.split('\n').map((line) => line.trim()));
  return lines.filter(
    (line) =>
      line !== '' &&
      (form === 'html' ? !comparable(actual, form).includes(comparable(line, form)) : !kept.has(line)),
  );
};

const corpus = hasCorpus ? test : test.skip;
if (!hasCorpus) sayMissing('Newly written text of real replies');

corpus('takes the newly written text out of real replies', async () => {
  const { replies } = readManifest();
  const wrong: string[] = [];
  const lost: string[] = [];
  for (const reply of replies) {
    const expected = readCase(reply.expected).toString('utf8');
    const { text } = newlyWrittenText(await bodyOf(reply));
    if (comparable(text, reply.form) !== comparable(expected, reply.form)) wrong.push(reply.file);
    for (const line of lostLines(expected, text, reply.form)) lost.push(`${reply.file}: ${line}`);
  }
  const exact = replies.length - wrong.length;
  process.stdout.write(
    `Newly written text: ${exact} of ${replies.length} exact, ${lost.length} lines lost.${wrong.map((file) => `\n  not exact: ${file}`).join('')}\n`,
  );
  expect(lost).toEqual([]);
  expect(exact / replies.length).toBeGreaterThanOrEqual(0.99);
});

corpus('loses nothing of it when the mail is HTML, and never shows what is quoted', async () => {
  const { replies } = readManifest();
  const escaped = (line: string) =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  for (const reply of replies.filter(({ form }) => form === 'text')) {
    const expected = readCase(reply.expected).toString('utf8');
    const body = readCase(reply.file).toString('utf8').trim();
    const html = `<div>${body
      .split(/\r?\n/)
      .map((line) => `${escaped(line)}<br>`)
      .join('\n')}</div>`;
    const { text } = newlyWrittenText({ text: null, html });
    const words = (line: string) => line.replace(/\s+/g, ' ').trim();
    const kept = words(text);
    const missing = expected
      .split('\n')
      .map(words)
      .filter((line) => !kept.includes(line));
    expect(missing, reply.file).toEqual([]);
  }
});
