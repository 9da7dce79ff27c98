import { z } from 'zod';
import type { MailAddress } from '../../domain/mail-address.ts';
import { BUDGET, cut } from './budget.ts';
import { type EventSource, parameterIn, sourceOf, unfolded, valueIn } from './calendar-lines.ts';
import { nameOf } from './headers.ts';

export interface InvitationTime {
  /** Epoch ms; null for a whole day, or if the time zone is unknown. */
  readonly at: number | null;
  /** As the calendar states it: `2026-05-05T10:00`, or `2026-05-05` for a whole day. */
  readonly local: string;
  /** IANA name; null for UTC, or if none is stated. */
  readonly zone: string | null;
}

export type InvitationAnswer = 'accepted' | 'declined' | 'tentative' | 'open';

export interface Attendee extends MailAddress {
  readonly answer: InvitationAnswer;
}

/** A calendar object attached to a mail (RFC 5545, RFC 5546). All of it comes from the sender. */
export interface Invitation {
  /**
   * `request`: an invitation, `reply`: an answer to one, `counter`: another time is proposed, `cancel`: the event is
   * cancelled.
   */
  readonly method: 'request' | 'reply' | 'counter' | 'cancel' | 'publish' | 'other';
  readonly uid: string | null;
  readonly summary: string;
  readonly location: string | null;
  readonly start: InvitationTime;
  readonly end: InvitationTime | null;
  readonly organizer: MailAddress | null;
  readonly attendees: readonly Attendee[];
  /** As the calendar states it, for example `FREQ=WEEKLY;BYDAY=TU`; null for a single event. */
  readonly recurrence: string | null;
}

const MAX_TEXT = 500;
/** The properties that we use. Rules, alarms and descriptions are not passed to the parser. */
const WANTED = new Set('dtstart dtend duration summary location organizer attendee status uid'.split(' '));

const dateSchema = z.date().refine((date) => !Number.isNaN(date.getTime()));
const parsedSchema = z.object({ start: dateSchema, end: dateSchema.optional() });

const DATE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{0,2}(Z)?)?$/i;
/** Exchange's placeholder names for unnamed time zones. */
const NAMELESS_ZONE = /^(?:tzone:\/\/microsoft\/|customized time zone)/i;

const zoneOf = (date: Date): string | null => {
  const zone: unknown = Reflect.get(date, 'tz');
  return typeof zone === 'string' && zone !== '' && !/^(?:etc\/)?utc$/i.test(zone) ? cut(zone, 60) : null;
};

/** `date`: the library's result. `offset`: the writer's, in minutes east of Greenwich. */
const timeOf = (line: string, date: Date | undefined, offset: number | null): InvitationTime | null => {
  const [, year, month, day, hour, minute, utc] = DATE.exec(valueIn(line)) ?? [];
  if (year === undefined) return null;
  if (hour === undefined) return { at: null, local: `${year}-${month}-${day}`, zone: null };
  const local = `${year}-${month}-${day}T${hour}:${minute}`;
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  if (utc !== undefined) return { at: asUtc, local, zone: null };
  const zone = date ? zoneOf(date) : null;
  if (date && zone !== null) return { at: date.getTime(), local, zone };
  // A time without a zone is in the writer's time.
  return { at: offset === null ? null : asUtc - offset * 60_000, local, zone: null };
};

const unescaped = (text: string): string =>
  text.replace(/\\([\\;,nN])/g, (_, char) => (/n/i.test(char) ? ' ' : char));

const textOf = (line: string | undefined): string => nameOf(unescaped(valueIn(line)), MAX_TEXT) ?? '';

const personOf = (line: string): MailAddress | null => {
  const email = /^mailto:\s*([^\s<>]+@[^\s<>]+)$/i.exec(valueIn(line))?.[1];
  return email === undefined
    ? null
    : { email: cut(email.toLowerCase(), BUDGET.address), name: nameOf(parameterIn(line, 'cn')) };
};

const ANSWERS: ReadonlyMap<string, InvitationAnswer> = new Map([
  ['accepted', 'accepted'],
  ['declined', 'declined'],
  ['tentative', 'tentative'],
]);

const METHODS = new Set<string>(['request', 'reply', 'counter', 'cancel', 'publish']);
const isMethod = (method: string): method is Exclude<Invitation['method'], 'other'> => METHODS.has(method);

const instantsOf = async ({ zones, event }: EventSource): Promise<z.infer<typeof parsedSchema> | null> => {
  const { default: ical } = await import('node-ical');
  const lines = [...event].flatMap(([name, found]) =>
    /^(?:dtstart|dtend|uid)$/.test(name) ||
    (name === 'duration' && /^P[\dWDTHMS]{1,20}$/i.test(valueIn(found[0])))
      ? [
          NAMELESS_ZONE.test(parameterIn(found[0], 'tzid'))
            ? `${name}:${valueIn(found[0])}`
            : (found[0] ?? ''),
        ]
      : [],
  );
  const object = ['BEGIN:VCALENDAR', ...zones, 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'];
  try {
    const parsed = Object.values(ical.sync.parseICS(object.join('\r\n'))).find(
      (entry) => entry?.type === 'VEVENT',
    );
    return parsedSchema.safeParse(parsed).data ?? null;
  } catch {
    return null;
  }
};

/**
 * Reads the event of an iCalendar object; null: there is no readable event. `offset`: the writer's, in minutes east of
 * Greenwich, for times without a zone; `method`: from the Content-Type.
 */
export const readInvitation = async (
  text: string,
  offset: number | null,
  method: string | undefined,
): Promise<Invitation | null> => {
  const source = sourceOf(unfolded(text));
  if (!source) return null;
  const { event } = source;
  const first = (name: string): string | undefined => (WANTED.has(name) ? event.get(name)?.[0] : undefined);
  const instants = await instantsOf(source);
  const start = timeOf(first('dtstart') ?? '', instants?.start, offset);
  if (!start) return null;
  const stated = (method ?? source.method).toLowerCase();
  const end = first('dtend');
  const lasts = start.at !== null && instants?.end ? instants.end.getTime() - instants.start.getTime() : null;
  return {
    method: isMethod(stated) ? stated : 'other',
    uid: nameOf(valueIn(first('uid')), BUDGET.messageId),
    summary: textOf(first('summary')),
    location: textOf(first('location')) || null,
    start,
    end: end !== undefined ? timeOf(end, instants?.end, offset) : lasts === null ? null : later(start, lasts),
    organizer: personOf(first('organizer') ?? ''),
    attendees: (event.get('attendee') ?? []).flatMap((line) => {
      const person = personOf(line);
      const answer = ANSWERS.get(parameterIn(line, 'partstat').toLowerCase()) ?? 'open';
      return person ? [{ ...person, answer }] : [];
    }),
    recurrence: nameOf(valueIn(event.get('rrule')?.[0]), MAX_TEXT),
  };
};

const later = ({ at, local, zone }: InvitationTime, ms: number): InvitationTime => ({
  at: at === null ? null : at + ms,
  local: new Date(Date.parse(`${local}Z`) + ms).toISOString().slice(0, 16),
  zone,
});
