import { type Unzipped, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { readable } from './readable.ts';

/** The parts of a document that contain text; pictures and fonts are not unpacked. */
const PARTS = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/[\w.-]+\.xml|word\/_rels\/[\w.-]+\.rels)$/i;
/** Limit for all parts, unpacked. The text of a novel is a tenth of it. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_PARTS = 200;

/**
 * Unpacks the parts within the limit. fflate allocates only the size that an entry states, so an entry that states too
 * little is truncated and does not grow.
 */
const partsOf = (content: Uint8Array): Unzipped => {
  let bytes = 0;
  let count = 0;
  return unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (!PARTS.test(name)) return false;
      bytes += originalSize;
      count++;
      if (bytes > MAX_BYTES || count > MAX_PARTS) throw new Error('too large');
      return true;
    },
  });
};

/** mammoth unpacks without limits, so it gets a file without compression. */
export const textOfDocx = async ({ content, maxChars }: FileToRead): Promise<Extraction> => {
  const parts = partsOf(content);
  const stored = Buffer.from(zipSync(parts, { level: 0 }));
  const { value } = await mammoth.extractRawText({ buffer: stored });
  return readable(value, maxChars, false);
};
