import { kindOfFile } from '../../domain/knowledge/kind-of-file.ts';
import type { DocumentSource } from './add-document.ts';

/** What an owner adds: text of their own, a page, or a file. */
export type Addition =
  | { readonly name: string; readonly text: string }
  | { readonly name?: string | undefined; readonly url: string }
  | {
      readonly name?: string | undefined;
      readonly file: { readonly name: string; readonly type: string; readonly content: Uint8Array };
    };

const MAX_NAME = 200;

/** null: a kind of file that cannot be read. */
export const sourceOf = (addition: Addition): DocumentSource | null => {
  if ('file' in addition) {
    const { name, type, content } = addition.file;
    const kind = kindOfFile(name, type);
    if (kind === null || kind === 'web') return null;
    return { kind, name: addition.name ?? (name || 'document'), content };
  }
  if ('url' in addition) {
    const { host, pathname } = new URL(addition.url);
    const name = addition.name ?? `${host}${pathname}`.slice(0, MAX_NAME);
    return { kind: 'web', name, url: addition.url };
  }
  return { kind: 'markdown', name: addition.name, content: new TextEncoder().encode(addition.text) };
};
