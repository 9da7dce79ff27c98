import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderOriginals } from '../../shared/infrastructure/originals/folder.ts';
import { originalsContract } from './originals.ts';

originalsContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'originals-'));
  return {
    originals: createFolderOriginals({ folder }),
    paths: async () =>
      readdir(folder, { recursive: true }).then((all) => all.filter((path) => path.split('/').length === 3)),
    close: () => rm(folder, { recursive: true }),
  };
});
