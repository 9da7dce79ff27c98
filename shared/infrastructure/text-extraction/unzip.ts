import { type Unzipped, unzipSync, zipSync } from 'fflate';

/** Limit for all parts, unpacked. The text of a novel is a tenth of it. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_PARTS = 200;

/**
 * Unpacks the parts whose name matches, within the limits. fflate allocates only the size that an entry states, so an entry
 * that states too little is truncated and does not grow.
 */
export const unpacked = (content: Uint8Array, names: RegExp, maxBytes = MAX_BYTES): Unzipped => {
  let bytes = 0;
  let count = 0;
  return unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (!names.test(name)) return false;
      bytes += originalSize;
      count++;
      if (bytes > maxBytes || count > MAX_PARTS) throw new Error('too large');
      return true;
    },
  });
};

/** The same parts without compression, for libraries that unpack without limits. */
export const packedFlat = (parts: Unzipped): Uint8Array => zipSync(parts, { level: 0 });
