import type { Result } from '../../domain/result.ts';
import type { WriterError } from './reply-writer.ts';

/** Metadata of the configured model. null: the server does not provide it. */
export interface ModelFacts {
  readonly model: string;
  /** The day of its shutdown, `YYYY-MM-DD`. */
  readonly shutdownDate: string | null;
  /** Context length: prompt and answer together. */
  readonly contextTokens: number | null;
}

/** Reads metadata; free of charge. For servers without such an endpoint all fields are null; that is not an error. */
export interface ModelDirectory {
  describe(): Promise<Result<ModelFacts, WriterError>>;
}
