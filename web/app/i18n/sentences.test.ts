import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruSentences, ruTemplates } from './ru-sentences.ts';
import { sentences } from './sentences.ts';

const told = sentences(ruSentences, ruTemplates);
const root = join(import.meta.dirname, '../../..');
const SPEAKERS = ['shared/domain', 'shared/application', 'shared/infrastructure/openai', 'functions'];

/** Files whose sentences go to the model, into a log or to a program, never to an owner. */
const NOT_FOR_OWNERS =
  /prompt\.ts$|outgoing-mail|list-mail|documents[/\\](?:paging|parse)|complete-sign-in|\.test\.ts$/;

/** Every sentence that the use cases and decisions write, values as `{}`. */
const written = async (): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const folder of SPEAKERS) {
    for (const file of await readdir(join(root, folder), { recursive: true })) {
      if (!file.endsWith('.ts') || NOT_FOR_OWNERS.test(file)) continue;
      const source = (await readFile(join(root, folder, file), 'utf8'))
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/^\s*\/\/.*$/gm, '');
      for (const [, single, double, template] of source.matchAll(
        /'((?:[^'\\\n]|\\.){8,})'|"((?:[^"\\\n]|\\.){8,})"|`((?:[^`\\]|\\.){8,})`/g,
      )) {
        const text = single ?? double ?? template?.replaceAll(/\$\{(?:[^{}`]|`[^`]*`)*\}/g, '{}') ?? '';
        // A header's name is for programs.
        if (!text.startsWith('Idempotency-Key ') && /^(?:[A-Z]|\{\} ).* .*[.:]/.test(text)) found.add(text);
      }
    }
  }
  return [...found];
};

describe('what the server tells, in Russian', () => {
  it('knows every sentence', async () => {
    const all = await written();
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((sentence) => !/[а-яё]/i.test(told(sentence)))).toEqual([]);
  });

  it.each([
    ['You stopped this conversation.', 'Вы остановили эту переписку.'],
    ['The mail could not be delivered (5.1.1).', 'Письмо не удалось доставить (5.1.1).'],
    [
      "The assistant's text was held back: it greets twice; it contains HTML tags; write plain text; subject: the placeholder [Name] was left unfilled.",
      'Текст ассистента задержан: он здоровается дважды; в нём есть теги HTML; нужен простой текст; тема: осталось незаполненным место [Name].',
    ],
    [
      'Jo {} <jo@x.example> asks that answers go to another address, $&@x.example.',
      'Jo {} <jo@x.example> просит отвечать на другой адрес: $&@x.example.',
    ],
    ['Something new.', 'Something new.'],
  ])('%s', (sentence, russian) => {
    expect(told(sentence)).toBe(russian);
  });
});
