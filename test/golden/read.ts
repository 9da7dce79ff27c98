import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { NamedMigration } from '../../infra/migrations/migration.ts';
import type { DocumentData } from '../../shared/application/ports/document-store.ts';
import { applyPatch, cleanPatch } from '../../shared/infrastructure/document-store/data.ts';

const folder = import.meta.dirname;

export interface GoldenDocument {
  /** `0.1.0/threads/mode-review.json` */
  readonly file: string;
  readonly release: string;
  readonly path: string;
  /** As the release stored it. */
  readonly data: DocumentData;
}

const fileSchema = z.object({ path: z.string(), data: z.record(z.string(), z.json()) });

/** Every golden file, oldest release first; `file` is its path below test/golden. */
export const goldenFiles = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^\d+\.\d+\.\d+\/\w+\/[\w-]+\.json$/.test(file))
    .sort();

export const goldenDocuments = (): readonly GoldenDocument[] =>
  goldenFiles().map((file) => ({
    file,
    release: file.slice(0, file.indexOf('/')),
    ...fileSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  }));

/** What the migrations make of a document, whichever of them are about its collection. */
export const migrated = (
  migrations: readonly NamedMigration[],
  { path, data }: Pick<GoldenDocument, 'path' | 'data'>,
): DocumentData =>
  migrations.reduce((before, { collection, group = false, up }) => {
    const parent = path.slice(0, path.lastIndexOf('/'));
    const isConcerned = group ? parent.split('/').at(-1) === collection : parent === collection;
    const patch = isConcerned ? up(before) : null;
    return patch === null ? before : applyPatch(before, cleanPatch(path, patch));
  }, data);
