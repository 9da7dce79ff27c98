/** What a mail asks of its reader, as far as an inhabitant can tell from its words. */
export interface Understanding {
  readonly topic: 'call' | 'trial' | 'opinion' | null;
  /** The mail says how long something takes. */
  readonly saysHowLong: boolean;
  /** The first time that the mail proposes. Weekday 0 is Sunday; time is written as "10:00". */
  readonly slot: { readonly weekday: number; readonly time: string } | null;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SLOT = new RegExp(
  `\\b(${WEEKDAYS.join('|')})\\b[^.?!\\n]{0,30}?\\b(\\d{1,2})(?::(\\d{2})|\\s?([ap])m\\b)`,
  'i',
);
const TOPICS = [
  ['call', /\b(?:call|meeting|meet|chat|talk|demo|zoom)\b/i],
  ['trial', /\b(?:trial|try|test it|sign up|tool|product|app)\b/i],
  ['opinion', /\b(?:feedback|opinion|survey|interview|advice|think of|thoughts)\b/i],
] as const;

export function understand(text: string): Understanding {
  const [, day = '', hours = '', minutes = '00', half] = SLOT.exec(text) ?? [];
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  const weekday = WEEKDAYS.indexOf(day.toLowerCase());
  return {
    topic: TOPICS.find(([, words]) => words.test(text))?.[0] ?? null,
    saysHowLong: /\b(?:\d+|ten|fifteen|twenty|thirty|half an)[ -](?:minutes?|min|hours?)\b/i.test(text),
    slot:
      weekday === -1 || hour > 23 ? null : { weekday, time: `${String(hour).padStart(2, '0')}:${minutes}` },
  };
}

/** The text without quoted lines. */
export function newlyWritten(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('>') && !/^On .* wrote:\s*$/.test(line))
    .join('\n');
}
