import type { Passage } from '../../domain/knowledge/passage.ts';
import type { LookedUp } from '../../domain/knowledge/questions.ts';

export interface PassageIndex {
  /** Positions in the given list, best first. Words of the context count less than those of the question. */
  find(asked: LookedUp, count: number): readonly number[];
}

/** Full-text search over passages, in any language, in memory. */
export interface PassageSearch {
  index(passages: readonly Pick<Passage, 'heading' | 'text'>[]): Promise<PassageIndex>;
}
