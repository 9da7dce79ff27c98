import { z } from 'zod';
import { assistantIdSchema, idSchema, userIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';

/** Limits of what an owner may add. */
export const MAX_DOCUMENTS = 200;
export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024;
/** Text of one document, and of all documents of one owner: some 400 and 1,200 pages. */
export const MAX_DOCUMENT_CHARS = 1_000_000;
export const MAX_ALL_CHARS = 3_000_000;

export const documentKinds = ['text', 'markdown', 'pdf', 'docx', 'xlsx', 'csv', 'html', 'web'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const documentStates = ['reading', 'ready', 'failed'] as const;

/** Why a document has no passages. */
export const readingFailures = [
  /** Damaged, encrypted, of another kind than it says, or beyond the limits of reading. */
  'unreadable',
  /** A scan, or empty. */
  'no_text',
  /** All documents together would have more text than fits. */
  'too_much_text',
  /** The original was never stored: the upload broke off. */
  'incomplete',
  /** The address is a private one, or leads to one. */
  'forbidden_address',
  'unreachable',
  /** The server of the page answered with an error. */
  'page_refused',
  /** Neither HTML nor text. */
  'not_a_page',
  'page_too_large',
] as const;
export type ReadingFailure = (typeof readingFailures)[number];

/** `users/{userId}/documents/{id}`: something that assistants may take facts from. */
export const documentSchema = stored({
  schemaVersion: z.literal(1),
  id: idSchema,
  userId: userIdSchema,
  /** null: for all assistants of its owner. */
  assistantId: assistantIdSchema.nullable(),
  name: z.string(),
  kind: z.enum(documentKinds),
  /** Of a web page. */
  url: z.string().nullable(),
  /** Size of the original; null: a page that was not fetched yet. */
  bytes: z.number().nullable(),
  state: z.enum(documentStates),
  failure: z.enum(readingFailures).nullable(),
  /** Grows each time that the document is to be read again. Passages and originals belong to one version. */
  version: z.number(),
  /** The version that the passages are of; 0: none. Those of the version before are given until the next is ready. */
  readVersion: z.number().default(0),
  passages: z.number(),
  /** Characters of all passages. */
  chars: z.number(),
  /** The document has more text than is kept. */
  cut: z.boolean(),
  /** When reading is tried again; null: nothing to read. Epoch ms. */
  readDueAt: z.number().nullable(),
  /** Attempts at reading this version. */
  attempts: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type KnowledgeDocument = z.infer<typeof documentSchema>;

/** Whose documents an assistant is given, beside its own. */
export const isFor = (document: Pick<KnowledgeDocument, 'assistantId'>, assistantId: string): boolean =>
  document.assistantId === null || document.assistantId === assistantId;

/**
 * What the owner's document and each assistant say about the documents that they have, so that a turn without any reads
 * nothing more, and one with some knows whether what it read before is still true.
 */
export const librarySchema = stored({ ready: z.number(), revision: z.number() });
export type LibraryState = z.infer<typeof librarySchema>;
export const NO_LIBRARY: LibraryState = { ready: 0, revision: 0 };
