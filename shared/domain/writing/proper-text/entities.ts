import { decodeEntities } from '../../../mail/html-entities.ts';
import { outsideCode } from './outside-code.ts';

/** Only those with a semicolon: `&copy=1` in a link is none. */
const ENTITY = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,9});/gi;
const MAX_PASSES = 2;

/**
 * HTML's character references in a plain text, turned into characters, twice encoded ones (`&amp;#39;`) as well. One that
 * stands in what owner or correspondent wrote is talked about, and stays.
 */
export const withoutEntities = (text: string, known: string): string => {
  const decoded = (part: string): string =>
    part.replaceAll(ENTITY, (entity) =>
      known.includes(entity)
        ? entity
        : decodeEntities(entity)
            .replaceAll('\u00a0', ' ')
            // A number can name a character that nobody may send.
            .replaceAll(/(?![\n\t])\p{Cc}|\ufffd/gu, ''),
    );
  let now = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) now = outsideCode(now, decoded);
  return now;
};
