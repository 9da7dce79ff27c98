import { BUDGET } from './budget.ts';

/** The lines of an iCalendar object (RFC 5545 section 3.1) that describe one event. */

const MAX_LINES = 3000;
const MAX_ATTENDEES = 100;

/** Properties that RFC 5545 section 3.6.1 allows several times in one event, and that we use. */
const SEVERAL = new Set(['attendee']);

/** RFC 5545 section 3.1: a line that begins with white space continues the previous one. */
export const unfolded = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const line of text.slice(0, BUDGET.calendar).split(/\r?\n|\r/)) {
    if (/^[ \t]/.test(line) && lines.length > 0)
      lines.push(`${lines.pop() ?? ''}${line.slice(1)}`.slice(0, 4000));
    else if (lines.push(line.slice(0, 4000)) >= MAX_LINES) break;
  }
  return lines;
};

export interface EventSource {
  readonly method: string;
  readonly zones: readonly string[];
  readonly event: ReadonlyMap<string, readonly string[]>;
}

const nameIn = (line: string): string => (/^[A-Za-z-]{1,40}(?=[;:])/.exec(line)?.[0] ?? '').toLowerCase();

export const valueIn = (line: string | undefined): string =>
  line === undefined ? '' : (/^(?:[^":]|"[^"]*")*?:(.*)$/s.exec(line)?.[1] ?? '').trim();

export const parameterIn = (line: string | undefined, name: string): string =>
  new RegExp(`^[^:]*?;${name}=(?:"([^"]*)"|([^;:"]*))`, 'i')
    .exec(line ?? '')
    ?.slice(1)
    .find(Boolean) ?? '';

/** The first event of a calendar object that is not an exception from a series, with the object's time zones. */
export const sourceOf = (lines: readonly string[]): EventSource | null => {
  let method = '';
  const zones: string[] = [];
  let inZone = false;
  let depth = 0;
  let event: Map<string, string[]> | null = null;
  let found: Map<string, string[]> | null = null;
  for (const line of lines) {
    const name = nameIn(line);
    const value = valueIn(line).toUpperCase();
    if (name === 'begin' && value === 'VTIMEZONE') inZone = zones.length < 400;
    if (inZone && /^(?:begin|end|tzid|dtstart|tzoffsetfrom|tzoffsetto|rrule)$/.test(name)) zones.push(line);
    if (name === 'end' && value === 'VTIMEZONE') inZone = false;
    if (name === 'method') method ||= value.toLowerCase();
    if (name === 'begin' && value === 'VEVENT') {
      event = new Map();
      depth = 0;
    } else if (event && name === 'begin') depth++;
    else if (event && name === 'end' && value !== 'VEVENT') depth--;
    else if (event && name === 'end') {
      if (event.has('dtstart') && (!found || found.has('recurrence-id'))) found = event;
      event = null;
    } else if (event && depth === 0) {
      const before = event.get(name) ?? [];
      if (before.length === 0) event.set(name, [line]);
      else if (SEVERAL.has(name) && before.length < MAX_ATTENDEES) before.push(line);
    }
  }
  // An event that exceeds the budget is not complete.
  if (!found && event?.has('dtstart')) found = event;
  return found ? { method, zones, event: found } : null;
};
