import { getDocumentProxy } from 'unpdf';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { readable } from './readable.ts';

/** More pages than a file that needs an answer has; the rest is not read. */
const MAX_PAGES = 60;

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
  const pages: string[] = [];
  let length = 0;
  for (let n = 1; n <= document.numPages; n++) {
    if (n > MAX_PAGES || length > maxChars) return readable(pages.join('\n\n'), maxChars, true);
    const page = await document.getPage(n);
    const text = await textOfPage(page);
    page.cleanup();
    pages.push(text);
    length += text.length;
  }
  return readable(pages.join('\n\n'), maxChars, false);
};
