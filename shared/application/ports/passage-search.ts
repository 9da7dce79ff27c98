import type { Passage } from '../../domain/knowledge/passage.ts';

export interface PassageIndex {
  /** Positions in the given list, best first. */
  find(question: string, count: number): readonly number[];
}

/** Full-text search over passages, in any language, in memory. */
export interface PassageSearch {
  index(passages: readonly Pick<Passage, 'heading' | 'text'>[]): Promise<PassageIndex>;
}
