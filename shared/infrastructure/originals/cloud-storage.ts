import type { Bucket } from '@google-cloud/storage';
import { type OriginalName, type Originals, OriginalsError } from '../../application/ports/originals.ts';
import { hasCode, segmentOf, versionOf } from './name.ts';

export interface CloudStorageOptions {
  readonly projectId: string;
  readonly bucket: string;
  /** `http://host:port` of a server of the JSON API without credentials, instead of Google's. */
  readonly apiEndpoint?: string;
  /** Of one call. Default 30 s. */
  readonly timeoutMs?: number;
}

/** Loaded on first use: few functions need it, and few requests of those. */
const openBucket = async (options: CloudStorageOptions): Promise<Bucket> => {
  const { Storage } = await import('@google-cloud/storage');
  const { apiEndpoint, projectId, timeoutMs = 30_000 } = options;
  const storage = new Storage({
    projectId,
    timeout: timeoutMs,
    // Events and requests are repeated by their callers; the client's own retries would outlive them.
    retryOptions: { maxRetries: 2, totalTimeout: 30, autoRetry: true },
    ...(apiEndpoint === undefined ? {} : { apiEndpoint, useAuthWithCustomEndpoint: false }),
  });
  return storage.bucket(options.bucket);
};

const PAGE = 200;

/** Originals in a bucket of Cloud Storage: `{user}/{document}/{version}`. An upload is visible when it is complete. */
export const createCloudStorageOriginals = (options: CloudStorageOptions): Originals => {
  let opening: Promise<Bucket> | undefined;
  const asking = async <T>(work: (bucket: Bucket) => Promise<T>): Promise<T> => {
    try {
      opening ??= openBucket(options);
      return await work(await opening);
    } catch (error) {
      if (error instanceof TypeError) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw new OriginalsError(`Cloud Storage did not do it (${code}).`, { cause: error });
    }
  };
  const prefixOf = ({ userId, documentId }: Omit<OriginalName, 'version'>): string =>
    `${segmentOf(userId)}/${segmentOf(documentId)}/`;
  const pathOf = (name: OriginalName): string => prefixOf(name) + versionOf(name.version);

  const deleteAll = async (
    bucket: Bucket,
    prefix: string,
    isOld: (name: string) => boolean,
  ): Promise<void> => {
    for (;;) {
      const [files] = await bucket.getFiles({ prefix, maxResults: PAGE, autoPaginate: false });
      const old = files.filter(({ name }) => isOld(name));
      await Promise.all(old.map((file) => file.delete({ ignoreNotFound: true })));
      if (old.length < PAGE) return;
    }
  };

  return {
    // `async`: a wrong name rejects, as in the other adapter.
    put: async (name, content) => {
      const path = pathOf(name);
      await asking((bucket) =>
        bucket.file(path).save(Buffer.from(content), {
          // One request; a resumable upload takes three, for files that are larger than these.
          resumable: false,
          contentType: 'application/octet-stream',
        }),
      );
    },
    get: async (name) => {
      const path = pathOf(name);
      return asking(async (bucket) => {
        try {
          const [content] = await bucket.file(path).download();
          return content;
        } catch (error) {
          if (hasCode(error, 404)) return null;
          throw error;
        }
      });
    },
    deleteDocument: async (name, olderThan) => {
      const prefix = prefixOf(name);
      await asking((bucket) =>
        deleteAll(
          bucket,
          prefix,
          (path) => olderThan === undefined || Number(path.slice(prefix.length)) < olderThan,
        ),
      );
    },
    deleteUser: async (userId) => {
      const prefix = `${segmentOf(userId)}/`;
      await asking((bucket) => deleteAll(bucket, prefix, () => true));
    },
  };
};
