import type { OriginalName, Originals } from '../../shared/application/ports/originals.ts';
import { segmentOf } from '../../shared/infrastructure/originals/name.ts';

const pathOf = ({ userId, documentId, version }: OriginalName): string =>
  `${segmentOf(userId)}/${segmentOf(documentId)}/${version}`;

/** The port of originals over a map. Passes the contract suite. */
export const memoryOriginals = (files = new Map<string, Uint8Array>()): Originals => ({
  put: async (name, content) => void files.set(pathOf(name), content.slice()),
  get: async (name) => files.get(pathOf(name))?.slice() ?? null,
  deleteDocument: async ({ userId, documentId }, olderThan = Number.POSITIVE_INFINITY) => {
    const prefix = `${userId}/${documentId}/`;
    for (const path of files.keys()) {
      if (path.startsWith(prefix) && Number(path.slice(prefix.length)) < olderThan) files.delete(path);
    }
  },
  deleteUser: async (userId) => {
    for (const path of files.keys()) if (path.startsWith(`${userId}/`)) files.delete(path);
  },
});
