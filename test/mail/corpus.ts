import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Real mail with labels: the folder MAIL_CORPUS, or the one beside the project where it is present (see its README). It
 * is not part of the project.
 */
const CORPUS = process.env.MAIL_CORPUS
  ? pathToFileURL(`${resolve(process.env.MAIL_CORPUS)}/`)
  : new URL('../../../shared/mail/', import.meta.url);

export const hasCorpus = existsSync(new URL('manifest.json', CORPUS));

export interface ClassifyCase {
  readonly file: string;
  readonly label: 'human' | 'bounce' | 'auto_reply' | 'list' | 'machine_other';
  readonly kind: string;
}

export interface ReplyCase {
  readonly file: string;
  readonly form: 'text' | 'html' | 'eml';
  readonly kind: string;
  readonly expected: string;
}

interface Manifest {
  readonly classify: readonly ClassifyCase[];
  readonly replies: readonly ReplyCase[];
}

export const readManifest = (): Manifest =>
  JSON.parse(readFileSync(new URL('manifest.json', CORPUS), 'utf8')) as Manifest;

export const readCase = (file: string): Buffer => readFileSync(new URL(file, CORPUS));

/** Says in one line that these tests do not run here. */
export const sayMissing = (what: string): void => {
  process.stdout.write(`${what}: skipped, there is no ../shared/mail here, and no MAIL_CORPUS.\n`);
};
