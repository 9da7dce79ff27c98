import { createLibrary, type Library } from '../../shared/application/knowledge/library.ts';
import { documentSchema } from '../../shared/domain/knowledge/document.ts';
import type { GivenPassage } from '../../shared/domain/knowledge/given.ts';
import { type Passage, partsOf } from '../../shared/domain/knowledge/passage.ts';
import { splitIntoPassages } from '../../shared/domain/knowledge/split.ts';
import { createPassageSearch } from '../../shared/infrastructure/passage-search/search.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { NOW } from '../../test/support/documents.ts';
import { MemoryStore } from '../../test/support/memory-store/memory-store.ts';
import type { Facts } from './facts/facts.ts';
import { handbookOf, languages, type Wanted, wantedBy } from './handbook.ts';

/** The right passage has to be among so many. */
export const FIRST = 5;

export interface Asked {
  readonly language: Facts['language'];
  readonly ask: string;
  readonly wanted: Wanted;
}

export const asked: readonly Asked[] = languages.flatMap((facts) =>
  facts.questions.map((question) => ({
    language: facts.language,
    ask: question.ask,
    wanted: wantedBy(facts, question),
  })),
);

export const isWanted = ({ heading, text }: Pick<Passage, 'heading' | 'text'>, wanted: Wanted): boolean =>
  heading.endsWith(wanted.heading) && text.includes(wanted.text);

/** The handbook as an owner adds it: one document in each language. */
export const documents = (): readonly {
  readonly name: string;
  readonly text: string;
  readonly passages: readonly Passage[];
}[] =>
  languages.map((facts) => {
    const text = handbookOf(facts);
    return { name: facts.title, text, passages: splitIntoPassages(text) };
  });

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** What mails are given by the shipped library, over the handbook. */
export const handbookLibrary = async (): Promise<(mail: string) => ReturnType<Library['passagesFor']>> => {
  const store = new MemoryStore().connect();
  for (const [n, { name, text, passages }] of documents().entries()) {
    const id = `d${n}`;
    const document = documentSchema.parse({
      schemaVersion: 1,
      id,
      userId: 'u1',
      assistantId: 'a1',
      name,
      kind: 'markdown',
      url: null,
      bytes: text.length,
      state: 'ready',
      failure: null,
      version: 1,
      readVersion: 1,
      passages: passages.length,
      chars: text.length,
      cut: false,
      readDueAt: null,
      attempts: 1,
      createdAt: NOW + n,
      updatedAt: NOW + n,
    });
    await store.set(paths.document('u1', id), asData(document));
    for (const part of partsOf(passages, 1))
      await store.set(paths.passagesPart('u1', id, part.id), asData(part));
  }
  const library = createLibrary({ store, search: createPassageSearch(), logger: silent });
  return (mail) =>
    library.passagesFor({
      userId: 'u1',
      assistantId: 'a1',
      own: { ready: languages.length, revision: 1 },
      shared: { ready: 0, revision: 0 },
      about: [mail],
    });
};

/** The place of the right passage, from 1; null: it is not given. */
export const placeOf = (given: readonly GivenPassage[], { wanted }: Asked): number | null => {
  const place = given.findIndex((passage) => isWanted(passage, wanted));
  return place < 0 ? null : place + 1;
};

export const recallOf = (places: readonly (number | null)[]): number =>
  places.filter((place) => place !== null && place <= FIRST).length / places.length;
