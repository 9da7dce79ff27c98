import { accountCollections } from './collections/account.ts';
import type { Collection } from './collections/collection.ts';
import { conversationCollections } from './collections/conversation.ts';
import { knowledgeCollections } from './collections/knowledge.ts';
import { learningCollections } from './collections/learning.ts';
import { mailboxCollections } from './collections/mailbox.ts';
import { notificationCollections } from './collections/notification.ts';
import { rehearsalCollections } from './collections/rehearsal.ts';
import { unownedCollections } from './collections/unowned.ts';

/** All collections. The order is that of an account's export and erasure: conversations come first. */
export const collections = {
  ...conversationCollections,
  ...knowledgeCollections,
  ...rehearsalCollections,
  ...learningCollections,
  ...accountCollections,
  ...notificationCollections,
  ...mailboxCollections,
  ...unownedCollections,
};

export const allCollections: readonly Collection[] = Object.values(collections);

/** The last name in a collection's path: what Firestore calls its id. */
export const idOf = ({ path }: Collection): string => path.split('/').at(-2) ?? '';

/** The collections directly below a document of this one. */
export const below = (parent: Collection): readonly Collection[] =>
  allCollections.filter(({ path }) => path.split('/').slice(0, -2).join('/') === parent.path);

/** The top-level collections. */
export const topCollections: readonly Collection[] = allCollections.filter(
  ({ path }) => path.split('/').length === 2,
);

const matches = (template: string, path: string): boolean => {
  const segments = path.split('/');
  const expected = template.split('/');
  return (
    segments.length === expected.length &&
    expected.every((segment, n) => segment.startsWith('{') || segment === segments[n])
  );
};

/** The collection of the document at this path; null: unknown. */
export const kindOf = (path: string): Collection | null =>
  allCollections.find((collection) => matches(collection.path, path)) ?? null;
