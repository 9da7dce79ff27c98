import { documentSchema } from '../../domain/knowledge/document.ts';
import { passagesPartSchema } from '../../domain/knowledge/passage.ts';
import { collection, overall } from './collection.ts';

/** What assistants may take facts from. The originals are outside the store (`ports/originals.ts`). */
export const knowledgeCollections = {
  documents: collection({
    path: 'users/{userId}/documents/{documentId}',
    one: 'document',
    schema: documentSchema,
    owner: 'user',
    exported: { kind: 'document', description: 'A document that your assistants may take facts from.' },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [overall('readDueAt')],
  }),
  passages: collection({
    path: 'users/{userId}/documents/{documentId}/passages/{part}',
    one: 'passagesPart',
    schema: passagesPartSchema,
    owner: 'user',
    exported: {
      kind: 'passages',
      description: 'The text of the document before it, as the model is shown it.',
    },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [],
  }),
};
