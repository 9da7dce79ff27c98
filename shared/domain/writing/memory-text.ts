import { spokenMoment } from '../assistant/working-hours.ts';
import type { Memory } from '../person/memory.ts';
import { untrustedMemory } from './untrusted.ts';

export const MEMORY_NOTE = '[What the recipient said of themselves in earlier conversations:]';

/** What earlier conversations established, as data with its source. null: nothing. */
export const memoryText = (memory: readonly Memory[], timeZone: string): string | null =>
  memory.length === 0
    ? null
    : `${MEMORY_NOTE}\n${untrustedMemory(
        memory
          .map(({ text, quote, at }) => `- ${spokenMoment(at, timeZone)}: ${text} (their words: "${quote}")`)
          .join('\n'),
      )}`;
