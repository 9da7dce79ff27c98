import {
  documentSchema,
  type KnowledgeDocument,
  MAX_ALL_CHARS,
  MAX_DOCUMENT_CHARS,
  MAX_DOCUMENTS,
  type ReadingFailure,
} from '../../domain/knowledge/document.ts';
import { type Passage, partsOf } from '../../domain/knowledge/passage.ts';
import { splitIntoPassages } from '../../domain/knowledge/split.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { PageFetcher } from '../ports/page-fetcher.ts';
import type { FileKind, TextExtractor } from '../ports/text-extractor.ts';
import type { DocumentDeps } from './deps.ts';
import { holderPath, noteChange } from './holder.ts';

export interface ReadingDeps extends Omit<DocumentDeps, 'bus' | 'random'> {
  /** With the limits for documents, which are higher than those for attachments. */
  readonly documentReader: TextExtractor;
  readonly pages: PageFetcher;
}

export type ReadingOutcome = 'ready' | 'failed' | 'again' | 'nothing' | 'busy';

/** How often a page that cannot be had, or a document at which the process ended, is tried. */
const MAX_ATTEMPTS = 4;
/** The time after which an attempt counts as dead; doubled each time. Longer than reading may take. */
const RETRY_MS = 2 * 60_000;

type Content =
  | { readonly kind: FileKind; readonly bytes: Uint8Array }
  | { readonly failure: ReadingFailure; readonly passing: boolean };

const EXTRACTED_AS = {
  text: 'text',
  markdown: 'text',
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  csv: 'table',
  html: 'html',
} as const;

/** A page is fetched once for each version: what was fetched is the original from then on. */
const contentOf = async (deps: ReadingDeps, document: KnowledgeDocument): Promise<Content> => {
  const { userId, id: documentId, version, kind, url } = document;
  const name = { userId, documentId, version };
  const original = await deps.originals.get(name);
  if (kind !== 'web') {
    return original
      ? { kind: EXTRACTED_AS[kind], bytes: original }
      : { failure: 'incomplete', passing: false };
  }
  if (original) return { kind: 'html', bytes: original };
  const page = await deps.pages.fetchPage(url ?? '');
  if (!page.ok) return { failure: page.error.code, passing: page.error.passing };
  await deps.originals.put(name, page.value.content);
  return { kind: page.value.kind, bytes: page.value.content };
};

type Read =
  | { readonly passages: readonly Passage[]; readonly cut: boolean; readonly bytes: number }
  | { readonly failure: ReadingFailure; readonly passing: boolean };

const read = async (deps: ReadingDeps, document: KnowledgeDocument): Promise<Read> => {
  const content = await contentOf(deps, document);
  if ('failure' in content) return content;
  const extracted = await deps.documentReader.extract({
    kind: content.kind,
    content: content.bytes,
    maxChars: MAX_DOCUMENT_CHARS,
  });
  if (extracted.kind === 'failed') return { failure: 'unreadable', passing: false };
  const passages = extracted.kind === 'read' ? splitIntoPassages(extracted.text) : [];
  if (extracted.kind !== 'read' || passages.length === 0) return { failure: 'no_text', passing: false };
  return { passages, cut: extracted.cut, bytes: content.bytes.byteLength };
};

/** Begins to read, and sets the alarm in case the process dies. */
const begin = (deps: ReadingDeps, path: string): Promise<KnowledgeDocument | 'nothing'> =>
  deps.store.transaction(async (tx) => {
    const document = await readDocument(tx, documentSchema, path);
    if (document?.state !== 'reading') return 'nothing';
    const attempts = document.attempts + 1;
    const begun = { ...document, attempts, readDueAt: deps.clock.now() + RETRY_MS * 2 ** document.attempts };
    tx.set(path, asData(begun));
    return begun;
  });

const charsOf = (passages: readonly Passage[]): number =>
  passages.reduce((sum, { heading, text }) => sum + heading.length + text.length, 0);

/** Of a version that cannot be had, the one before stays: an owner's page that is down takes nothing away. */
const failed = (document: KnowledgeDocument, failure: ReadingFailure, now: number): KnowledgeDocument => ({
  ...document,
  state: document.readVersion > 0 ? 'ready' : 'failed',
  failure,
  readDueAt: null,
  updatedAt: now,
});

/** Stores the outcome, unless the document was deleted or is to be read anew. */
const finish = (deps: ReadingDeps, begun: KnowledgeDocument, outcome: Read): Promise<ReadingOutcome> =>
  deps.store.transaction<ReadingOutcome>(async (tx) => {
    const { userId, id, version } = begun;
    const path = paths.document(userId, id);
    const stored = await tx.get(path);
    const document = stored && parseDocument(documentSchema, stored);
    if (document?.state !== 'reading' || document.version !== version) return 'nothing';
    const now = deps.clock.now();
    if ('failure' in outcome) {
      tx.set(path, asData(failed(document, outcome.failure, now)));
      return 'failed';
    }
    const [holder, before, all] = await Promise.all([
      tx.get(holderPath(userId, document.assistantId)),
      tx.query({ collection: paths.passages(userId, id), select: ['version'] }),
      tx.query({ collection: paths.documents(userId), select: ['chars'], limit: MAX_DOCUMENTS * 2 }),
    ]);
    const chars = charsOf(outcome.passages);
    const others = all.filter((other) => other.id !== id);
    const sum = others.reduce((total, { data }) => total + (Number(data.chars) || 0), chars);
    if (sum > MAX_ALL_CHARS) {
      tx.set(path, asData(failed(document, 'too_much_text', now)));
      return 'failed';
    }
    const parts = partsOf(outcome.passages, version);
    const kept = new Set(parts.map((part) => part.id));
    for (const part of before) if (!kept.has(part.id)) tx.delete(part.path);
    for (const part of parts) tx.set(paths.passagesPart(userId, id, part.id), asData(part));
    tx.set(
      path,
      asData({
        ...document,
        state: 'ready',
        failure: null,
        readVersion: version,
        passages: outcome.passages.length,
        chars,
        cut: outcome.cut,
        bytes: outcome.bytes,
        readDueAt: null,
        updatedAt: now,
      }),
    );
    noteChange(tx, holder, document.readVersion > 0 ? 0 : 1);
    return 'ready';
  });

/**
 * Reads a document that was added, or a page that is to be fetched again, and stores its passages. May be repeated, and may run
 * twice at a time: both store the same. Errors: StoreError, OriginalsError; the event is then delivered again.
 */
export const readDocumentText =
  (deps: ReadingDeps) =>
  async ({
    userId,
    documentId,
  }: {
    readonly userId: string;
    readonly documentId: string;
  }): Promise<ReadingOutcome> => {
    const begun = await begin(deps, paths.document(userId, documentId));
    if (begun === 'nothing') return 'nothing';
    const name = { userId, documentId };
    const givenUp: Read = { failure: 'unreadable', passing: false };
    const outcome = begun.attempts > MAX_ATTEMPTS ? givenUp : await read(deps, begun);
    if ('failure' in outcome && outcome.passing && begun.attempts < MAX_ATTEMPTS) {
      // The alarm is set.
      deps.logger.info('document_read', { documentId, outcome: 'again', failure: outcome.failure });
      return 'again';
    }
    const stored = await finish(deps, begun, outcome);
    const failure = 'failure' in outcome ? { failure: outcome.failure } : {};
    deps.logger.info('document_read', { documentId, outcome: stored, attempt: begun.attempts, ...failure });
    if (stored === 'ready') await deps.originals.deleteDocument(name, begun.version);
    // What was fetched for a document that is gone would be left behind.
    if (stored === 'nothing' && !(await deps.store.get(paths.document(userId, documentId)))) {
      await deps.originals.deleteDocument(name);
    }
    return stored;
  };
