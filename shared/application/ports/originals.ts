/** Which original: one version of one document of one user. All three are ids (`idSchema`), or a whole number. */
export interface OriginalName {
  readonly userId: string;
  readonly documentId: string;
  readonly version: number;
}

/**
 * Where documents lie as they were uploaded. `put` replaces; an original is complete or absent, whatever crashes. Everything
 * may be repeated. Errors: OriginalsError.
 */
export interface Originals {
  put(name: OriginalName, content: Uint8Array): Promise<void>;
  /** null: there is none. */
  get(name: OriginalName): Promise<Uint8Array | null>;
  /** All versions of a document, or those before `olderThan`. */
  deleteDocument(name: Omit<OriginalName, 'version'>, olderThan?: number): Promise<void>;
  deleteUser(userId: string): Promise<void>;
}

/** Nothing can be had at the moment; a repetition may succeed. */
export class OriginalsError extends Error {
  override readonly name = 'OriginalsError';
}
