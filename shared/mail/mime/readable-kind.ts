/** The kinds of file whose text can be extracted. */
export type ReadableKind = 'pdf' | 'docx' | 'text';

const BY_TYPE: ReadonlyMap<string, ReadableKind> = new Map([
  ['application/pdf', 'pdf'],
  ['application/x-pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['text/plain', 'text'],
  ['text/csv', 'text'],
  ['text/tab-separated-values', 'text'],
  ['text/markdown', 'text'],
  ['application/csv', 'text'],
]);

const BY_ENDING: ReadonlyMap<string, ReadableKind> = new Map([
  ['pdf', 'pdf'],
  ['docx', 'docx'],
  ['txt', 'text'],
  ['csv', 'text'],
  ['tsv', 'text'],
  ['md', 'text'],
]);

/** Generic types that programs state if they do not know the type; Windows with Excel uses one for every CSV. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'application/octet-stream',
  'application/binary',
  'application/x-download',
  'application/force-download',
  'application/vnd.ms-excel',
  'application/msword',
  'application/zip',
  'application/x-zip-compressed',
]);

/** How to extract a file's text, by its type or else by the extension of its name; null: not possible. */
export const readableKind = ({
  name,
  type,
}: {
  readonly name: string;
  readonly type: string;
}): ReadableKind | null => {
  const stated = BY_TYPE.get(type);
  if (stated) return stated;
  const ending = /\.([a-z]{2,4})\s*$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return SAYS_NOTHING.has(type) ? (BY_ENDING.get(ending) ?? null) : null;
};

const SIGNATURES_AND_KEYS: ReadonlySet<string> = new Set([
  'application/pgp-signature',
  'application/pgp-keys',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
]);

/** Signatures and keys that mail programs add to every mail. They are not shown as files. */
export const isSignatureOrKey = (type: string): boolean => SIGNATURES_AND_KEYS.has(type);
