import type { EmailThread } from '../../domain/conversation/thread.ts';
import { type ThreadId, threadIdSchema } from '../../domain/ids.ts';
import { newPerson } from '../../domain/person/learn.ts';
import { forgotten, type Person, personSchema } from '../../domain/person/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { type AppError, notFound } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentReader, DocumentStore, StoredDocument, Transaction } from '../ports/document-store.ts';
import { personIdOf } from './person-id.ts';

/** What is known of somebody; a record that cannot be read keeps nothing from going on, and is known for nothing. */
export const readPerson = async (
  reader: DocumentReader,
  userId: string,
  email: string,
): Promise<Person | null> => readableIn(await reader.get(paths.person(userId, personIdOf(email))));

const readableIn = (document: StoredDocument | null): Person | null =>
  personSchema.safeParse(document?.data).data ?? null;

/** The record of a conversation's correspondent. */
export interface KnownPerson {
  /** A new one where there is none yet. */
  readonly known: Person;
  /** `unreadable`: there is one that cannot be read, and that is not to be written over. */
  readonly stored: 'yes' | 'no' | 'unreadable';
}

/**
 * Conversations of versions that kept no record of people are listed in the first one that is made; in those of one spelling of
 * the address, which is what threads can be found by.
 */
const MAX_EARLIER = 20;

export const readPersonOf = async (
  reader: DocumentReader,
  { userId, recipient }: Pick<EmailThread, 'userId' | 'recipient'>,
  now: number,
): Promise<KnownPerson> => {
  const id = personIdOf(recipient.email);
  const document = await reader.get(paths.person(userId, id));
  const person = readableIn(document);
  if (person) return { known: person, stored: 'yes' };
  const earlier = await reader.query({
    collection: paths.threads(userId),
    where: [
      { field: 'status', op: '==', value: 'active' },
      { field: 'recipientEmail', op: '==', value: recipient.email },
    ],
    limit: MAX_EARLIER,
  });
  const ids = earlier.flatMap((thread) => threadIdSchema.safeParse(thread.id).data ?? []);
  const known = { ...newPerson(id, recipient, now), threadIds: ids, activeThreadIds: ids };
  return { known, stored: document ? 'unreadable' : 'no' };
};

/** Writes the record where it says something new. */
export const writePerson = (
  tx: Transaction,
  userId: string,
  { known, stored }: KnownPerson,
  after: Person,
): void => {
  if (stored === 'unreadable' || (after === known && stored === 'yes')) return;
  tx.set(paths.person(userId, after.id), asData(after));
};

/**
 * Conversations with somebody that run, besides this one. Each is looked at, for one may have been written by an instance of an
 * earlier version, or be gone.
 */
export const runningWith = async (
  tx: Transaction,
  userId: string,
  person: Person,
  threadId: string,
): Promise<ThreadId[]> => {
  const others = person.activeThreadIds.filter((id) => id !== threadId);
  if (others.length === 0) return [];
  const documents = await tx.getAll(others.map((id) => paths.thread(userId, id)));
  return others.filter((_, n) => documents[n]?.data.status === 'active');
};

interface OnePerson {
  readonly userId: string;
  readonly personId: string;
}

/** What is known of somebody; null where nothing is, or the owner had it deleted. */
export const getPerson = async (
  { store }: { readonly store: DocumentStore },
  { userId, personId }: OnePerson,
): Promise<Person | null> => {
  const person = await readDocument(store, personSchema, paths.person(userId, personId));
  return person?.forgotten === false ? person : null;
};

/** Whether there is a record to show or to delete, one that cannot be read included. */
export const hasPerson = async (
  { store }: { readonly store: DocumentStore },
  { userId, personId }: OnePerson,
): Promise<boolean> => {
  const document = await store.get(paths.person(userId, personId));
  return document !== null && document.data.forgotten !== true;
};

/**
 * Deletes what was learnt about somebody. While conversations with them run, which ones stays noted, without anything that they
 * said. Errors: `not_found`.
 */
export const forgetPerson = (
  { store, clock }: { readonly store: DocumentStore; readonly clock: Clock },
  { userId, personId }: OnePerson,
): Promise<Result<void, AppError>> =>
  store.transaction(async (tx) => {
    const path = paths.person(userId, personId);
    const document = await tx.get(path);
    if (document === null || document.data.forgotten === true) return notFound;
    const person = readableIn(document);
    if (person && person.activeThreadIds.length > 0) tx.set(path, asData(forgotten(person, clock.now())));
    else tx.delete(path);
    return ok(undefined);
  });

/** Deletes one thing that somebody said of themselves. Errors: `not_found`. */
export const forgetMemory = (
  { store, clock }: { readonly store: DocumentStore; readonly clock: Clock },
  { userId, personId, memoryId }: OnePerson & { readonly memoryId: string },
): Promise<Result<void, AppError>> =>
  store.transaction<Result<void, AppError>>(async (tx) => {
    const path = paths.person(userId, personId);
    const person = await readDocument(tx, personSchema, path);
    const memory = person?.memory.filter(({ id }) => id !== memoryId) ?? [];
    if (!person || memory.length === person.memory.length) return notFound;
    tx.set(path, asData({ ...person, memory, updatedAt: clock.now() }));
    return ok(undefined);
  });

/** A conversation is being deleted: its correspondent's record goes with the last one. May be repeated. */
export const leaveOut = (
  { store, clock }: { readonly store: DocumentStore; readonly clock: Clock },
  thread: { readonly userId: string; readonly threadId: string; readonly recipientEmail: string },
): Promise<void> =>
  store.transaction(async (tx) => {
    const { userId, threadId, recipientEmail } = thread;
    const person = await readPerson(tx, userId, recipientEmail);
    if (!person) return;
    const without = <T extends string>(ids: readonly T[]): T[] => ids.filter((id) => id !== threadId);
    const threadIds = without(person.threadIds);
    const path = paths.person(userId, person.id);
    if (threadIds.length === 0) {
      tx.delete(path);
      return;
    }
    const activeThreadIds = without(person.activeThreadIds);
    const answered = person.answered.filter((one) => one.threadId !== threadId);
    const memory = person.memory.filter((one) => one.threadId !== threadId);
    tx.set(path, asData({ ...person, threadIds, activeThreadIds, answered, memory, updatedAt: clock.now() }));
  });
