import type { Result } from '../../domain/result.ts';
import type { WriterError } from './reply-writer.ts';

/** What a server tells of the model that is configured. Many tell little; null: nothing of this. */
export interface ModelFacts {
  readonly model: string;
  /** The day on which the provider ends it, `YYYY-MM-DD`. */
  readonly shutdownDate: string | null;
  /** Prompt and answer together. */
  readonly contextTokens: number | null;
}

/** Costs nothing and may be asked at any time. A server that knows no models answers with nothing but the name. */
export interface ModelDirectory {
  describe(): Promise<Result<ModelFacts, WriterError>>;
}
