import type { Said } from '../../domain/notification/said.ts';
import type { Language } from '../../domain/notification/settings.ts';

/** Makes the words in which an owner is told something. */
export interface Wording {
  /** `dropped`: how much more there was than could be kept. */
  tell(
    language: Language,
    said: readonly Said[],
    dropped: number,
  ): { readonly title: string; readonly text: string };
  test(language: Language): { readonly title: string; readonly text: string };
}
