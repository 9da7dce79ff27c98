import { z } from 'zod';
import type { Context } from './context.ts';
import { gcloud, read } from './gcloud.ts';

/** `foreign`: another project owns the name, whether or not we can access the bucket. */
export type BucketOwner = 'nobody' | 'ours' | 'foreign';

const shown = z.object({ projectNumber: z.union([z.string(), z.number()]).transform(String) });

/**
 * Who owns a bucket. Bucket names are global, and a stranger could even let us write into theirs and so read and change
 * Terraform's state. The number of the bucket's project decides
 * (https://cloud.google.com/storage/docs/json_api/v1/buckets#resource).
 */
export const bucketOwner = async (
  { run }: Pick<Context, 'run'>,
  bucket: string,
  projectNumber: string,
): Promise<BucketOwner> => {
  const ran = await run(
    gcloud('storage', 'buckets', 'describe', `gs://${bucket}`, '--raw', '--format=json'),
    false,
  );
  const found = read(shown, ran);
  if (found) return found.projectNumber === projectNumber ? 'ours' : 'foreign';
  return /\b404\b|not found|does not exist/i.test(ran.output) && !/\b403\b/.test(ran.output)
    ? 'nobody'
    : 'foreign';
};
