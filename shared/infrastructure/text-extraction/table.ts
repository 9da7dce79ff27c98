import Papa from 'papaparse';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { textOfPlain } from './plain.ts';
import { readable } from './readable.ts';
import { textOfRows } from './rows.ts';

/** CSV and TSV, whatever separates their columns. */
export const textOfTable = (file: FileToRead): Extraction => {
  const plain = textOfPlain({ ...file, maxChars: file.content.length + 1 });
  if (plain.kind !== 'read') return plain;
  const { data } = Papa.parse<string[]>(plain.text, { skipEmptyLines: 'greedy' });
  const { text, cut } = textOfRows(data, file.maxChars);
  return readable(text, file.maxChars, cut);
};
