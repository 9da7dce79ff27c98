import { getDocumentProxy } from 'unpdf';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { readable } from './readable.ts';

/** Pages are read as long as they may have text that is wanted: more than a file that needs an answer has. */
const MIN_PAGES = 60;
const CHARS_A_PAGE = 1_000;

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

const textOfPage = async (page: Page): Promise<string> => {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
};

/** Page by page, until the limit of characters is reached. */
export const textOfPdf = async ({ content, maxChars }: FileToRead): Promise<Extraction> => {
  const document = await getDocumentProxy(content, {
    verbosity: 0,
    useSystemFonts: false,
    stopAtErrors: false,
    maxImageSize: 1,
  });
  const maxPages = Math.max(MIN_PAGES, maxChars / CHARS_A_PAGE);
  const pages: string[] = [];
  let length = 0;
  for (let n = 1; n <= document.numPages; n++) {
    if (n > maxPages || length > maxChars) return readable(pages.join('\n\n'), maxChars, true);
    const page = await document.getPage(n);
    const text = await textOfPage(page);
    page.cleanup();
    pages.push(text);
    length += text.length;
  }
  return readable(pages.join('\n\n'), maxChars, false);
};
