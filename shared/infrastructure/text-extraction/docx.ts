import mammoth from 'mammoth';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { readable } from './readable.ts';
import { packedFlat, unpacked } from './unzip.ts';

/** The parts of a document that contain text; pictures and fonts are not unpacked. */
const PARTS = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/[\w.-]+\.xml|word\/_rels\/[\w.-]+\.rels)$/i;

/** mammoth unpacks without limits, so it gets a file without compression. */
export const textOfDocx = async ({ content, maxChars }: FileToRead): Promise<Extraction> => {
  const parts = unpacked(content, PARTS);
  const stored = Buffer.from(packedFlat(parts));
  const { value } = await mammoth.extractRawText({ buffer: stored });
  return readable(value, maxChars, false);
};
