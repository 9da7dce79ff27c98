import { decodeEntities } from '../../../mail/html/entities.ts';
import { outsideCode } from './outside-code.ts';

/** A semicolon is required: `&copy=1` in a link is no reference. */
const ENTITY = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,9});/gi;
const MAX_PASSES = 2;

/**
 * Decodes HTML character references, double-encoded ones (`&amp;#39;`) included. `known` is the text of owner and
 * correspondent: a reference that occurs there is a topic of the conversation and is kept.
 */
export const withoutEntities = (text: string, known: string): string => {
  const decoded = (part: string): string =>
    part.replaceAll(ENTITY, (entity) =>
      known.includes(entity)
        ? entity
        : decodeEntities(entity)
            .replaceAll('\u00a0', ' ')
            // A numeric reference can encode a control character.
            .replaceAll(/(?![\n\t])\p{Cc}|\ufffd/gu, ''),
    );
  let now = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) now = outsideCode(now, decoded);
  return now;
};
