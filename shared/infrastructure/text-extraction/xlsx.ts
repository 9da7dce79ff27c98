import readXlsx from 'read-excel-file/node';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { readable } from './readable.ts';
import { textOfRows } from './rows.ts';
import { packedFlat, unpacked } from './unzip.ts';

/** Sheets and their texts; neither pictures nor charts. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/[\w.-]+\.xml)$/i;
/** A sheet has more markup than text. */
const MAX_BYTES = 60 * 1024 * 1024;

type Cell = string | number | boolean | Date | null | undefined;

const textOfCell = (cell: Cell): string => {
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return cell === null || cell === undefined ? '' : String(cell);
};

/** Each sheet below its name. */
export const textOfXlsx = async ({ content, maxChars }: FileToRead): Promise<Extraction> => {
  const flat = Buffer.from(packedFlat(unpacked(content, PARTS, MAX_BYTES)));
  const sheets = await readXlsx(flat);
  const parts: string[] = [];
  let left = maxChars;
  let isCut = false;
  for (const { sheet, data } of sheets) {
    const { text, cut } = textOfRows(
      data.map((row) => row.map((cell) => textOfCell(cell as Cell))),
      left,
    );
    isCut ||= cut;
    if (text === '') continue;
    parts.push(`# ${sheet.replaceAll(/\s+/g, ' ')}\n\n${text}`);
    left -= text.length;
    if (left <= 0) break;
  }
  return readable(parts.join('\n'), maxChars, isCut);
};
