import { labelAlone, labelled } from './labels.ts';
import { saysMoment } from './moments.ts';
import { bareSubject, namesAddressee, type Surroundings } from './surroundings.ts';

/*
 * The fields that a mail program repeats above an earlier mail. They are recognised by their labels and, in unknown
 * languages, by their values: the address and the subject of the mail itself.
 */

const LOOK_AHEAD = 14;
const ADDRESS = /[^\s<>]@[^\s<>]+\.[^\s<>]/;

const isQuoted = (line: string): boolean => /^\s*>/.test(line.slice(0, 8));

interface Fields {
  readonly end: number;
  readonly fields: readonly {
    readonly field: string | null;
    readonly value: string;
    readonly saysSent: boolean;
  }[];
  /** The number of lines with a known label. */
  readonly knownEnd: number;
}

/** Consecutive labelled lines at `start`. One blank line or two folded ones may be in between, but no text. */
const fieldsAt = (lines: readonly string[], start: number): Fields | null => {
  const first = labelled(lines[start] ?? '');
  if (!first) return null;
  const fields = [first];
  const seen = new Set(first.field ? [first.field] : []);
  let end = start + 1;
  let knownEnd = first.field ? end : start;
  let unlabelled = 0;
  for (let i = start + 1; i < Math.min(lines.length, start + LOOK_AHEAD); i++) {
    const line = lines[i] ?? '';
    if (isQuoted(line) !== isQuoted(lines[start] ?? '')) break;
    const found = labelled(line);
    if (!found) {
      if (++unlabelled > 2) break;
      continue;
    }
    const { field } = found;
    if (field && seen.has(field) && field !== 'other' && field !== 'cc') break;
    unlabelled = 0;
    if (field) {
      seen.add(field);
      knownEnd = i + 1;
    }
    fields.push(found);
    end = i + 1;
  }
  return { end, fields, knownEnd };
};

/** A travel plan has From, To and Date as well, so a subject, a label that means "sent", or an address is required. */
const hasKnownLabels = (line: string, { fields }: Fields): boolean => {
  const first = fields[0]?.field;
  if (!first || first === 'cc' || first === 'other') return false;
  const known = fields.filter(({ field }) => field !== null);
  const seen = new Set(known.map(({ field }) => field));
  if (!seen.has('from') && !(seen.has('subject') && seen.has('date') && seen.has('to'))) return false;
  const main = [...seen].filter((field) => field !== 'other' && field !== 'cc').length;
  const hasAddress = known.some(({ value }) => ADDRESS.test(value.slice(0, 300)));
  const saysSent = known.some((field) => field.saysSent);
  return (
    (main >= 3 && (seen.has('subject') || hasAddress || saysSent)) ||
    (main >= 2 && hasAddress && !/^\s*to\b/i.test(line))
  );
};

/** In an unknown language the values decide: the writer, the time and the subject of the earlier mail. */
const hasKnownValues = ({ fields }: Fields, surroundings: Surroundings): boolean => {
  if (fields.length < 3 || fields.length > 8) return false;
  const [first] = fields;
  const named =
    surroundings.subject !== '' && fields.some(({ value }) => bareSubject(value) === surroundings.subject);
  const moment = fields.some(({ value }) => saysMoment(value.slice(0, 200)));
  const address = fields.some(({ value }) => ADDRESS.test(value.slice(0, 300)));
  return (
    (named && address && moment) || (namesAddressee(surroundings, first?.value ?? '') && (moment || named))
  );
};

/** `Jo Doe/Sales/Example` */
const NOTES_NAME = /^\p{Lu}[\p{L}\p{M}'’.-]*(?:[\s/,@]+[\p{L}\p{M}'’.-]+){1,6}$/u;

/**
 * Lotus Notes writes name and date above labels without colons; each label is on its own line, its value on the next.
 */
const notesBlockAt = (lines: readonly string[], start: number): number | null => {
  const head = lines[start] ?? '';
  const named = ADDRESS.test(head);
  if (head.length > 200 || !(named || NOTES_NAME.test(head.trim()))) return null;
  const filled = [];
  for (let i = start; i < Math.min(lines.length, start + 30) && filled.length < 14; i++) {
    if (/\S/.test(lines[i] ?? '')) filled.push(i);
  }
  const dateAt = filled.findIndex(
    (i, nth) => nth > 0 && nth <= (named ? 3 : 1) && saysMoment((lines[i] ?? '').slice(0, 100)),
  );
  if (dateAt < 0) return null;
  const labels = filled.slice(dateAt + 1).map((i) => ({ i, field: labelAlone(lines[i] ?? '') }));
  const to = labels.findIndex(({ field }) => field === 'to');
  const subject = labels.findIndex(({ field }) => field === 'subject');
  // Between the date and the labels there is at most the line with the reply request.
  if (to < 0 || to > 2 || subject < to) return null;
  return (labels[subject + 1]?.i ?? labels[subject]?.i ?? start) + 1;
};

/** The end (exclusive) of a header block that begins at `start`; null: none. */
export const headerBlockAt = (
  lines: readonly string[],
  start: number,
  surroundings: Surroundings,
): number | null => {
  const line = lines[start] ?? '';
  const found = fieldsAt(lines, start);
  if (!found) return notesBlockAt(lines, start);
  if (hasKnownLabels(line, found)) return found.knownEnd;
  return hasKnownValues(found, surroundings) ? found.end : null;
};

/** Whether this is one of the fields that mail programs repeat above an earlier mail. */
export const isHeaderField = (line: string): boolean => labelled(line)?.field != null;
