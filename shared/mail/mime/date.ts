export interface MailDate {
  /** Epoch ms. */
  readonly at: number;
  /** The writer's offset in minutes east of Greenwich; null if the header does not say (RFC 5322: `-0000`). */
  readonly offset: number | null;
}

/** Zones that RFC 5322 section 4.3 calls obsolete, in minutes. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['ut', 0],
  ['utc', 0],
  ['gmt', 0],
  ['z', 0],
  ['est', -300],
  ['edt', -240],
  ['cst', -360],
  ['cdt', -300],
  ['mst', -420],
  ['mdt', -360],
  ['pst', -480],
  ['pdt', -420],
]);
/** The extreme offsets: Kiritimati is fourteen hours ahead, Baker Island twelve behind. */
const FARTHEST_EAST = 14 * 60;
const FARTHEST_WEST = -12 * 60;

const offsetIn = (value: string): number | null => {
  const [, sign, hours, minutes] = /\d\s*([+-])(\d{2}):?(\d{2})(?!\d)/.exec(value) ?? [];
  if (sign === undefined) {
    const name = /\d\s+([a-z]{1,3})\s*$/i.exec(value)?.[1];
    return ZONES.get((name ?? '').toLowerCase()) ?? null;
  }
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (Object.is(offset, -0)) return null;
  return Number(minutes) < 60 && offset >= FARTHEST_WEST && offset <= FARTHEST_EAST ? offset : null;
};

/** Parses a Date header (RFC 5322 section 3.3). null: invalid. Day names and comments are ignored. */
export const parseDate = (value: string): MailDate | null => {
  const plain = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const core = /(\d{1,2} [A-Za-z]{3,9} \d{2,4} \d{1,2}:\d{2}(?::\d{2})?)(?: ([+-]\d{4}))?/.exec(plain);
  const tries = [plain, ...(core ? [`${core[1]} ${core[2] ?? '+0000'}`] : [])].map((text) =>
    Date.parse(text),
  );
  const at = tries.find((time) => !Number.isNaN(time));
  return at === undefined ? null : { at, offset: offsetIn(plain.replace(/^[^\d]*/, '')) };
};
