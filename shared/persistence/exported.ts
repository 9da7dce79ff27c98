import type { DocumentData } from '../application/ports/document-store.ts';
import { idOf } from './collections.ts';
import type { Owned } from './owned.ts';

const without = (data: DocumentData, names: readonly string[]): DocumentData =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));

/** One document in the form of the export; null: the collection is not exported. */
export const exportOf = ({
  kind: { exported, ...kind },
  document: { path, data },
}: Owned): { readonly kind: string; readonly path: string; readonly data: DocumentData } | null => {
  if (!exported) return null;
  const { kind: word, only, without: left = [], nulled = [] } = exported;
  if (only) {
    const shown = Object.fromEntries(only.map((name) => [name, data[name] ?? null]));
    return { kind: word, path: idOf({ ...kind, exported }), data: shown };
  }
  const blank = Object.fromEntries(nulled.map((name) => [name, null]));
  return { kind: word, path, data: { ...without(data, left), ...blank } };
};
