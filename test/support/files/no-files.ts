import type { TextExtractor } from '../../../shared/application/ports/text-extractor.ts';

/** For worlds in which no mail carries a file: reading one would be a mistake. */
export const noFiles: TextExtractor = {
  extract: async () => {
    throw new Error('no mail of this world carries a file');
  },
};
