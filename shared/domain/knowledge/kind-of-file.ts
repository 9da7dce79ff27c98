import type { DocumentKind } from './document.ts';

const BY_ENDING: ReadonlyMap<string, DocumentKind> = new Map([
  ['txt', 'text'],
  ['text', 'text'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['pdf', 'pdf'],
  ['docx', 'docx'],
  ['xlsx', 'xlsx'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['html', 'html'],
  ['htm', 'html'],
]);

const BY_TYPE: ReadonlyMap<string, DocumentKind> = new Map([
  ['text/plain', 'text'],
  ['text/markdown', 'markdown'],
  ['text/x-markdown', 'markdown'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['text/csv', 'csv'],
  ['text/tab-separated-values', 'csv'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
]);

/** How a file is to be read, by the ending of its name, or else by its media type; null: it cannot be. */
export const kindOfFile = (name: string, type: string): DocumentKind | null => {
  const ending = /\.([a-z]{2,8})\s*$/i.exec(name)?.[1]?.toLowerCase();
  const stated = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return (ending === undefined ? undefined : BY_ENDING.get(ending)) ?? BY_TYPE.get(stated) ?? null;
};
