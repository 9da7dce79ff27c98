import { jsonrepair } from 'jsonrepair';
import { err, ok, type Result } from '../../domain/result.ts';
import type { WriterAnswer } from '../../domain/writing/answer.ts';
import { parseAnswer } from '../../domain/writing/parse-answer.ts';
import { withoutThinking } from '../../domain/writing/thinking.ts';
import { jsonOrNull } from './json-or-null.ts';

/** Repairs common mistakes of small models: line breaks in strings, trailing commas, wrong quotation marks. */
const repairedOrNull = (text: string): unknown => {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    return null;
  }
};

/** Every complete outermost `{…}`, by counting braces outside of strings. */
const objectsIn = (text: string): readonly string[] => {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"' && depth > 0) inString = true;
    else if (char === '{') {
      if (depth === 0) start = at;
      depth++;
    } else if (char === '}' && depth > 0) {
      depth--;
      if (depth === 0) found.push(text.slice(start, at + 1));
    }
  }
  return found;
};

/** The last brace closes the object and is not part of a truncated mail: `null}`, `"}`, `]}`. */
const CLOSED = /(?:["\]}]|:\s*(?:null|true|false|-?\d+(?:\.\d+)?)),?\s*\}$/;

/** From the first brace to the last, for JSON with unescaped quotation marks. */
const widestIn = (text: string): readonly string[] => {
  const object = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  return text.includes('{') && CLOSED.test(object) ? [object] : [];
};

const firstAnswer = (values: Iterable<unknown>): WriterAnswer | null => {
  for (const value of values) {
    const answer = parseAnswer(value);
    if (answer) return answer;
  }
  return null;
};

/** The beginning of the answer's JSON. */
const BEGUN = /\{\s*["'“]?(?:action|subject|body|reason)\b/i;

/**
 * Finds the answer in a model's text: in a Markdown fence, after a thinking block, with words around it, in slightly broken
 * JSON. The last one counts, because models draft first. `cut_off`: the JSON is truncated; it is never repaired, because half
 * a mail could be sent.
 */
export const readAnswer = (text: string): Result<WriterAnswer, 'cut_off' | 'unreadable'> => {
  const given = jsonOrNull(text.trim());
  // JSON that was encoded twice.
  const whole = parseAnswer(typeof given === 'string' ? jsonOrNull(given) : given);
  if (whole) return ok(whole);
  const said = withoutThinking(text);
  if (said === '') return err('cut_off');
  const objects = objectsIn(said).toReversed();
  const candidates = function* () {
    yield jsonOrNull(said);
    for (const object of objects) yield jsonOrNull(object);
    for (const object of objects) yield repairedOrNull(object);
    for (const object of widestIn(said)) yield repairedOrNull(object);
  };
  const answer = firstAnswer(candidates());
  if (answer) return ok(answer);
  return err(BEGUN.test(said) && objects.length === 0 ? 'cut_off' : 'unreadable');
};
