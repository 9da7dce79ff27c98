import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from '../../shared/config.ts';

/* .env.example is the one list of all settings: complete, nothing that is no longer read, and its values are the defaults. */

const project = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(project, path), 'utf8');

/** Set by the platform or by the local start, never by a person. */
const NOT_FOR_PEOPLE = ['FUNCTION_TARGET', 'LOCAL_MAILBOXES_URL', 'LOCAL_STAND_INS'];

/** Read where they are used, outside of any schema. */
const READ_ALONE = ['BACKUP_DIR', 'EVAL_CASES'];

/** The keys of the schemas that the environment is parsed with. */
const schemaKeys = async (path: string): Promise<readonly string[]> =>
  [...(await read(path)).matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name ?? '');

const example = async () => parseEnv(await read('.env.example'));

test('lists every setting that the code reads, and no other', async () => {
  const read = [...(await schemaKeys('shared/config.ts')), ...(await schemaKeys('infra/local/settings.ts'))];
  expect(read).toContain('PUBLIC_URL');
  expect(read).toContain('DATA_DIR');
  const listed = Object.keys(await example());
  const forPeople = new Set(read.filter((name) => !NOT_FOR_PEOPLE.includes(name)));
  expect(listed.toSorted()).toEqual([...forPeople, ...READ_ALONE].toSorted());
});

test('gives the defaults for values', async () => {
  const required = {
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'secret',
    OPENAI_API_KEY: 'key',
    DATA_DIR: '.data',
    LOG_LEVEL: 'warn',
  };
  const given = Object.fromEntries(Object.entries(await example()).filter(([, value]) => value !== ''));
  expect(Object.keys(given)).toContain('DAILY_SENDING_LIMIT');
  expect(loadConfig({ ...required, ...given })).toEqual(loadConfig(required));
});
