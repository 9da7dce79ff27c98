import type { LibraryState } from '../../domain/knowledge/document.ts';
import {
  type GivenPassage,
  RETRIEVED_CHARS,
  RETRIEVED_PASSAGES,
  WHOLE_CHARS,
  withinChars,
} from '../../domain/knowledge/given.ts';
import { inTurn, questionsOf } from '../../domain/knowledge/questions.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { PassageIndex, PassageSearch } from '../ports/passage-search.ts';
import { listDocuments, passagesOf } from './documents.ts';

export interface Asked {
  readonly userId: string;
  readonly assistantId: string;
  /** Of the assistant, and of its owner. */
  readonly own: LibraryState;
  readonly shared: LibraryState;
  /** Texts that the passages are to be about: the mails that are answered. The most important first. */
  readonly about: readonly string[];
}

export interface Library {
  /**
   * What an assistant is given from its documents: all of it if it is little, in their order; otherwise what fits best. No store
   * operation where there are no documents, nor where they are as they were last time in this process. Errors: StoreError.
   */
  passagesFor(asked: Asked): Promise<readonly GivenPassage[]>;
}

/** Characters of the texts that stay in memory; the index takes some ten bytes for each. */
const MAX_KEPT_CHARS = 6_000_000;
/** Candidates for each question. */
const FOUND = 12;

interface Kept {
  readonly revision: string;
  readonly chars: number;
  readonly passages: readonly GivenPassage[];
  /** null: there is so little that all of it is given. */
  readonly index: PassageIndex | null;
}

const load = async (
  deps: { readonly store: DocumentStore; readonly search: PassageSearch; readonly logger: Logger },
  asked: Asked,
  revision: string,
): Promise<Kept> => {
  const documents = (await listDocuments(deps)(asked)).filter(({ readVersion }) => readVersion > 0);
  const passages: GivenPassage[] = [];
  // Oldest first, so that an added document changes nothing before it.
  for (const document of documents.toReversed()) {
    for (const { n, heading, text } of await passagesOf(deps.store, document)) {
      passages.push({ id: `${document.id}-${n}`, document: document.name, heading, text });
    }
  }
  const chars = passages.reduce((sum, { heading, text }) => sum + heading.length + text.length, 0);
  const isLittle = withinChars(passages, WHOLE_CHARS).length === passages.length;
  const titled = passages.map((passage) => ({
    heading: `${passage.document} ${passage.heading}`,
    text: passage.text,
  }));
  return { revision, chars, passages, index: isLittle ? null : await deps.search.index(titled) };
};

export const createLibrary = (deps: {
  readonly store: DocumentStore;
  readonly search: PassageSearch;
  readonly logger: Logger;
}): Library => {
  /** By assistant; the one used last is the last. */
  const kept = new Map<string, Kept>();
  const keep = (key: string, entry: Kept): void => {
    kept.delete(key);
    kept.set(key, entry);
    let chars = [...kept.values()].reduce((sum, one) => sum + one.chars, 0);
    for (const [oldest, { chars: freed }] of kept) {
      if (chars <= MAX_KEPT_CHARS || oldest === key) break;
      kept.delete(oldest);
      chars -= freed;
    }
  };
  return {
    passagesFor: async (asked) => {
      const { userId, assistantId, own, shared, about } = asked;
      if (own.ready + shared.ready === 0) return [];
      const key = `${userId}/${assistantId}`;
      const revision = `${own.revision}/${shared.revision}`;
      const known = kept.get(key);
      const entry = known?.revision === revision ? known : await load(deps, asked, revision);
      keep(key, entry);
      const { index, passages } = entry;
      if (index === null) return passages;
      const found = questionsOf(about).map((one) => index.find(one, FOUND));
      const best = inTurn(found).flatMap((position) => passages[position] ?? []);
      return withinChars(best, RETRIEVED_CHARS, RETRIEVED_PASSAGES);
    },
  };
};
