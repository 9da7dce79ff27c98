import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { fill, type PageTexts, type Text, type Texts } from './messages.ts';
import { assistantFormTexts } from './pages/assistant-form.ts';
import { manyTexts } from './pages/many-page.ts';
import { playgroundTexts } from './pages/playground-page.ts';
import { rehearsalTexts } from './pages/rehearsal-page.ts';
import { settingsTexts } from './pages/settings-page.ts';
import { ru } from './ru.ts';

const tables: Readonly<Record<string, PageTexts<Texts>>> = {
  'the whole app': { en, ru },
  'assistant-form': assistantFormTexts,
  'many-page': manyTexts,
  'playground-page': playgroundTexts,
  'rehearsal-page': rehearsalTexts,
  'settings-page': settingsTexts,
};

const forms = (text: Text): readonly string[] => (typeof text === 'string' ? [text] : Object.values(text));
const placeholders = (form: string) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

it('every page with texts of its own is looked at', async () => {
  const names = (await readdir(join(import.meta.dirname, 'pages'))).map((file) => file.replace('.ts', ''));
  expect(Object.keys(tables)).toEqual(['the whole app', ...names.sort()]);
});

describe.each(Object.entries(tables))('the dictionaries of %s', (_name, { en, ru }) => {
  it('have the same keys', () => {
    expect(Object.keys(ru).sort()).toEqual(Object.keys(en).sort());
  });

  it('ask for the same values in both languages', () => {
    for (const [key, russian] of Object.entries(ru)) {
      const english = en[key] ?? '';
      const wanted = placeholders(forms(english)[0] ?? '');
      for (const form of [...forms(english), ...forms(russian)])
        expect(placeholders(form), key).toEqual(wanted);
    }
  });

  it('are told in Russian throughout', () => {
    for (const [key, russian] of Object.entries(ru)) {
      for (const form of forms(russian)) {
        const own = form.replaceAll(/\{\w+\}/g, '').trim();
        expect(own === '' || own === 'Gmail' || /[а-яё]/i.test(own), key).toBe(true);
      }
    }
  });
});

const sources = async (): Promise<string> => {
  const app = join(import.meta.dirname, '..');
  const files = (await readdir(app, { recursive: true })).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.|i18n[/\\](?:en|ru|pages[/\\].*)\.ts$/.test(file),
  );
  return (await Promise.all(files.map((file) => readFile(join(app, file), 'utf8')))).join('\n');
};

it('every text is used', async () => {
  const source = await sources();
  // These are put together from the name of a theme.
  const computed = /^appearance\.(?:light|dark|auto)$/;
  const keys = Object.values(tables).flatMap((table) => Object.keys(table.en));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => !computed.test(key) && !source.includes(`'${key}'`))).toEqual([]);
});

it('the texts of the contract bring no code with them into the first page', async () => {
  const english = await readFile(join(import.meta.dirname, 'en.ts'), 'utf8');
  const paths = [...english.matchAll(/from '([^']*\/contract\/[^']*)'/g)].map((match) => match[1] ?? '');
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    const text = await readFile(join(import.meta.dirname, path), 'utf8');
    expect(text, path).not.toMatch(/^import (?!type)/m);
  }
});

describe('fill', () => {
  it.each([
    [1, '1 переписка'],
    [2, '2 переписки'],
    [5, '5 переписок'],
    [21, '21 переписка'],
  ])('chooses the Russian form for %i', (count, expected) => {
    const text = {
      one: '{count} переписка',
      few: '{count} переписки',
      many: '{count} переписок',
      other: '–',
    };
    expect(fill(text, 'ru', { count })).toBe(expected);
  });

  it('writes numbers in the manner of the language and leaves unknown names', () => {
    expect(fill('{count} {unknown}', 'en', { count: 12_000 })).toBe('12,000 {unknown}');
  });

  it('does not fill in what a value brings along', () => {
    expect(fill('{name}', 'en', { name: '{count}', count: 3 })).toBe('{count}');
  });
});
