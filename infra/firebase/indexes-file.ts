import type { IndexDefinition } from '../../shared/application/ports/index-definition.ts';
import { expiringCollections, indexes } from '../../shared/persistence/indexes.ts';

const order = ({ direction = 'asc' }: IndexDefinition['fields'][number]) =>
  direction === 'asc' ? 'ASCENDING' : 'DESCENDING';

const scope = ({ group = false }: IndexDefinition) => (group ? 'COLLECTION_GROUP' : 'COLLECTION');

/**
 * `firestore.indexes.json` as the Firebase CLI reads it (https://firebase.google.com/docs/reference/firestore/indexes):
 * composite indexes, single fields of collection groups, and TTL policies. A field that is only used by a TTL policy
 * gets no index, because such an index would grow at one end with every write.
 */
export const indexesFile = (): string => {
  const composite = indexes.filter(({ fields }) => fields.length > 1);
  // Firestore indexes single fields of a collection by itself.
  const single = indexes.filter(({ fields, group }) => fields.length === 1 && group);
  const file = {
    indexes: composite.map((index) => ({
      collectionGroup: index.collection,
      queryScope: scope(index),
      fields: index.fields.map((field) => ({ fieldPath: field.field, order: order(field) })),
    })),
    fieldOverrides: [
      ...single.flatMap((index) =>
        index.fields.map(({ field }) => ({
          collectionGroup: index.collection,
          fieldPath: field,
          indexes: ['COLLECTION', scope(index)].map((queryScope) => ({ order: 'ASCENDING', queryScope })),
        })),
      ),
      ...expiringCollections.map((collectionGroup) => ({
        collectionGroup,
        fieldPath: 'ttl',
        ttl: true,
        indexes: [],
      })),
    ],
  };
  return `${JSON.stringify(file, null, 2)}\n`;
};
