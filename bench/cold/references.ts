import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { EXTERNAL } from '../../infra/build/bundle.ts';

const project = join(import.meta.dirname, '../..');

/** A function that does nothing: what the framework alone costs. */
const FLOOR = `import { http } from '${EXTERNAL}';
http('floor', (request, response) => response.send('ok'));`;

/** The common way to write such functions: every client imported at the top, and all of googleapis. */
const USUAL = `import { http } from '${EXTERNAL}';
import { google } from 'googleapis';
import { Firestore } from '@google-cloud/firestore';
import { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { PubSub } from '@google-cloud/pubsub';
import OpenAI from 'openai';
const clients = [google, Firestore, SecretManagerServiceClient, PubSub, OpenAI].map(String).length;
http('usual', (request, response) => response.send(String(clients)));`;

const describeAs = (name: string): string =>
  JSON.stringify({ name, private: true, type: 'module', main: 'index.js' });

/** The floor, in `folder`. */
export const writeFloor = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.js'), FLOOR);
  await writeFile(join(folder, 'package.json'), describeAs('floor'));
};

/** The common way, unbundled: its libraries are read from the project's node_modules. */
export const writeUsual = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await build({
    stdin: { contents: USUAL, resolveDir: project, loader: 'js' },
    outfile: join(folder, 'index.js'),
    format: 'esm',
    platform: 'node',
    packages: 'external',
    bundle: true,
  });
  await writeFile(join(folder, 'package.json'), describeAs('usual'));
};
