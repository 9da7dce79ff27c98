import { rehearsalSchema } from '../../domain/rehearsal/rehearsal.ts';
import { collection, overall } from './collection.ts';

/** Conversations that owners try out with their assistants. */
export const rehearsalCollections = {
  rehearsals: collection({
    path: 'users/{userId}/rehearsals/{rehearsalId}',
    one: 'rehearsal',
    schema: rehearsalSchema,
    owner: 'user',
    exported: {
      kind: 'rehearsal',
      description: 'A whole conversation that was tried out; nothing was sent.',
    },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [overall('stepDueAt')],
  }),
};
