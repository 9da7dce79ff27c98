import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Sentences are for people; the app decides by codes. These find code that decides by what a sentence says: rewording
 * it would change what the app does, and no type check would notice.
 */
const literal = (first: string) => {
  const forms = ["'", '"', '`'].map(
    (quote) => `${quote}${first}[^${quote}\\n]*[^\\s${quote}] [^\\s${quote}][^${quote}\\n]*${quote}`,
  );
  return `(?:${forms.join('|')})`;
};
const sentence = literal('');
/** Where quotes cannot be told to open or to close: it begins with a capital letter. */
const capitalised = literal('[A-ZА-Я]');
const said = String.raw`\.(?:message|detail|title|reason|resolution|waitingFor|stopMessage|disconnectedWhy|goalProgress)\b[?!]*`;
const patterns: Readonly<Record<string, RegExp>> = {
  'a comparison with a sentence': new RegExp(String.raw`(?:[=!]==?|\bcase)\s*${sentence}`),
  'a set of sentences': new RegExp(String.raw`new (?:Set|Map)(?:<[^>]*>)?\(\s*\[+[^\]]*?${capitalised}`),
  'a table whose keys are sentences': new RegExp(String.raw`^\s*${sentence}:`, 'm'),
  'a search for a sentence': new RegExp(
    String.raw`\.(?:includes|startsWith|endsWith|indexOf|has)\(\s*${sentence}`,
  ),
  'a pattern tried on what the server says': new RegExp(String.raw`\.(?:test|exec)\([^()]*${said}`),
  'what the server says taken apart': new RegExp(
    String.raw`${said}\.(?:match|matchAll|replace|replaceAll|search|split|includes|startsWith|endsWith|indexOf)\(`,
  ),
  'what the server says compared': new RegExp(String.raw`${said}\s*[=!]==?\s*(['"\`])[^'"\`]+\1`),
};

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');

const offences = (source: string): readonly string[] => {
  const code = withoutComments(source);
  return Object.keys(patterns).filter((name) => patterns[name]?.test(code));
};

describe('the web app decides by codes', () => {
  it('and nowhere by a sentence', async () => {
    const files = (await readdir(import.meta.dirname, { recursive: true })).filter(
      (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
    );
    expect(files.length).toBeGreaterThan(80);
    const found: string[] = [];
    for (const file of files) {
      const source = await readFile(join(import.meta.dirname, file), 'utf8');
      found.push(...offences(source).map((offence) => `${file}: ${offence}`));
    }
    expect(found).toEqual([]);
  });

  it.each([
    ["if (thread.waitingFor === 'The mailbox is disconnected.') wait();"],
    ["if ('Outside working hours.' == text || text !== 'Follow-up if nobody answers.') go();"],
    ["switch (text) { case 'You stopped this conversation.': return 1; }"],
    ["const held: ReadonlySet<string> = new Set([\n  'Outside working hours.',\n]);"],
    ["const keys = new Map<string, string>([['Asked not to be written to.', 'x']]);"],
    ["const ru = {\n  'Conversation started.': 'Переписка начата.',\n};"],
    ["if (text.startsWith('The assistant asks you')) flag();"],
    ['if (/^(wait|escalate)\\b/.test(event.detail)) skip();'],
    ["const own = event.detail.replace(/^\\w+: /, '');"],
    ["const parts = message.resolution?.split('; ');"],
    ["if (error.problem?.detail === 'busy') retry();"],
  ])('would find %j', (source) => {
    expect(offences(source)).not.toEqual([]);
  });

  it.each([
    ["if (thread.waitingFor?.code === 'mailbox_disconnected') wait();"],
    ["const heading = text === '' ? t('a.b') : 'Two words';"],
    ["const kinds = new Set(['stopped', 'flagged']);"],
    ["return mailbox === null ? 'nobody' : mailbox.email;"],
  ])('does not mind %j', (source) => {
    expect(offences(source)).toEqual([]);
  });
});
