import { z } from 'zod';
import type { Context } from './context.ts';
import { gcloud, read } from './gcloud.ts';

/** `foreign`: the name is taken by another project, whether or not that lets us in. */
export type BucketOwner = 'nobody' | 'ours' | 'foreign';

const shown = z.object({ projectNumber: z.union([z.string(), z.number()]).transform(String) });

/**
 * Whose a bucket is. Names are shared by everybody, and a stranger could even let us write into theirs: Terraform's state would then be
 * theirs to read and to change. So the number of its project decides
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
