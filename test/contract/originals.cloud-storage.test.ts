import { expect, test } from 'vitest';
import { OriginalsError } from '../../shared/application/ports/originals.ts';
import { createCloudStorageOriginals } from '../../shared/infrastructure/originals/cloud-storage.ts';
import { memoryOriginals } from '../support/memory-originals.ts';
import { startStorageServer } from '../support/storage-server.ts';
import { originalsContract } from './originals.ts';

originalsContract('Cloud Storage, by Google’s client', async () => {
  const server = await startStorageServer();
  return {
    originals: createCloudStorageOriginals({
      projectId: 'p',
      bucket: 'originals',
      apiEndpoint: server.origin,
    }),
    paths: async () => [...server.objects.keys()],
    close: () => server.close(),
  };
});

originalsContract('memory', async () => {
  const files = new Map<string, Uint8Array>();
  return {
    originals: memoryOriginals(files),
    paths: async () => [...files.keys()],
    close: async () => {},
  };
});

test('a server that is not there is an error of the port', async () => {
  const server = await startStorageServer();
  await server.close();
  const originals = createCloudStorageOriginals({
    projectId: 'p',
    bucket: 'b',
    apiEndpoint: server.origin,
    timeoutMs: 500,
  });
  await expect(originals.get({ userId: 'u', documentId: 'd', version: 1 })).rejects.toThrow(OriginalsError);
}, 60_000);
