import { type Unzipped, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { readable } from './readable.ts';

/** What a document's text is made of; pictures and fonts are not unpacked. */
const PARTS = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/[\w.-]+\.xml|word\/_rels\/[\w.-]+\.rels)$/i;
/** Of all parts, unpacked. A novel's text takes a tenth. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_PARTS = 200;

/**
 * The parts, unpacked within the limit. fflate gives each part the room that its entry states and no more, so that one
 * that states too little is cut, not grown.
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

/** mammoth unpacks without limits, so it is given a file that has nothing to unpack. */
export const textOfDocx = async ({ content, maxChars }: FileToRead): Promise<Extraction> => {
  const parts = partsOf(content);
  const stored = Buffer.from(zipSync(parts, { level: 0 }));
  const { value } = await mammoth.extractRawText({ buffer: stored });
  return readable(value, maxChars, false);
};
