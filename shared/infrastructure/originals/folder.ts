import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type OriginalName, type Originals, OriginalsError } from '../../application/ports/originals.ts';
import { hasCode, segmentOf, versionOf } from './name.ts';

/** Runs file operations; whatever fails may succeed later, when there is space again or the disk is back. */
const asking = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypeError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new OriginalsError(`The folder of originals cannot be used (${code}).`, { cause: error });
  }
};

/** Originals in a folder of one machine: `{user}/{document}/{version}`, readable by its owner only. */
export const createFolderOriginals = ({ folder }: { readonly folder: string }): Originals => {
  const userFolder = (userId: string): string => join(folder, segmentOf(userId));
  const documentFolder = ({ userId, documentId }: Omit<OriginalName, 'version'>): string =>
    join(userFolder(userId), segmentOf(documentId));
  return {
    // Written beside its place and then moved there: complete or absent.
    put: (name, content) =>
      asking(async () => {
        const target = documentFolder(name);
        await mkdir(target, { recursive: true, mode: 0o700 });
        const path = join(target, versionOf(name.version));
        const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
        try {
          const file = await open(draft, 'wx', 0o600);
          try {
            await file.writeFile(content);
            await file.sync();
          } finally {
            await file.close();
          }
          await rename(draft, path);
        } catch (error) {
          await rm(draft, { force: true });
          throw error;
        }
      }),
    get: (name) =>
      asking(async () => {
        try {
          return await readFile(join(documentFolder(name), versionOf(name.version)));
        } catch (error) {
          if (hasCode(error, 'ENOENT')) return null;
          throw error;
        }
      }),
    deleteDocument: (name, olderThan) =>
      asking(async () => {
        const target = documentFolder(name);
        if (olderThan === undefined) return rm(target, { recursive: true, force: true });
        const names = await readdir(target).catch((error: unknown) => {
          if (hasCode(error, 'ENOENT')) return [];
          throw error;
        });
        // A draft that a crash left begins with its version.
        const old = names.filter((entry) => Number.parseInt(entry, 10) < olderThan);
        await Promise.all(old.map((entry) => rm(join(target, entry), { force: true })));
      }),
    deleteUser: (userId) => asking(() => rm(userFolder(userId), { recursive: true, force: true })),
  };
};
