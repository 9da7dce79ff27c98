import { jsonrepair } from 'jsonrepair';
import { err, ok, type Result } from '../../domain/result.ts';
import type { WriterAnswer } from '../../domain/writing/answer.ts';
import { parseAnswer } from '../../domain/writing/parse-answer.ts';
import { withoutThinking } from '../../domain/writing/thinking.ts';
import { jsonOrNull } from './json-or-null.ts';

/** Line breaks inside strings, commas too many, quotation marks of another kind: what small models do to JSON. */
const repairedOrNull = (text: string): unknown => {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    return null;
  }
};

/** Every `{…}` that is closed, outermost only, by counting braces outside of strings. */
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

/** The last brace closes an object rather than being a part of a mail that was cut off: `null}`, `"}`, `]}`. */
const CLOSED = /(?:["\]}]|:\s*(?:null|true|false|-?\d+(?:\.\d+)?)),?\s*\}$/;

/** From the first brace to the last, for JSON in which quotation marks do not pair. */
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

/** Most of those that ask for a form and get words begin the form at least. */
const BEGUN = /\{\s*["'“]?(?:action|subject|body|reason)\b/i;

/**
 * The answer in a model's text, whether or not the server enforced its form: in a Markdown fence, after a thinking block,
 * with words around it, in slightly broken JSON. The last one counts, because models draft first. `cut_off`: it begins and
 * does not end, which no repair may make up for.
 */
export const readAnswer = (text: string): Result<WriterAnswer, 'cut_off' | 'unreadable'> => {
  const given = jsonOrNull(text.trim());
  // A form that was encoded once more.
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
