import { domainOf, sameAddress } from '../../mail/address.ts';
import { spokenMoment } from '../assistant/working-hours.ts';
import type { Message } from '../conversation/message.ts';
import type { EmailThread } from '../conversation/thread.ts';
import { isAdmitted } from '../conversation/verdict.ts';
import type { HoursOwner, SendingZone } from './zone.ts';

const DAY = 24 * 60 * 60_000;

/**
 * Domains of countries that are sold all over the world: they say nothing about where somebody is
 * (https://developers.google.com/search/docs/specialty/international/managing-multi-regional-sites#generic-domains).
 */
const SOLD_EVERYWHERE: ReadonlySet<string> = new Set(
  'ac ad ag ai as bz cc cd co dj fm gg io la ly me ms mu nu sc sh so sr st su to tk tv vc ws'.split(' '),
);

/** Two-letter domains that are not the code of their country. */
const COUNTRIES: Readonly<Record<string, string>> = { uk: 'GB' };

/** An offset that a place on Earth has. */
const MAX_EAST = 14 * 60;
const MAX_WEST = -12 * 60;

const two = (value: number): string => String(value).padStart(2, '0');

/** `+05:30`, as `Intl` takes it for a zone; null: no such clock, or one that says nothing. */
const zoneOfOffset = (minutes: number | null): string | null => {
  // Many servers date every mail in UTC, wherever its writer is.
  if (minutes === null || minutes === 0 || !Number.isInteger(minutes)) return null;
  if (minutes < MAX_WEST || minutes > MAX_EAST) return null;
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** `getTimeZones` is not in TypeScript's library yet. */
interface LocaleWithZones {
  getTimeZones?(): readonly string[] | undefined;
}

const zonesOf = (country: string): readonly string[] => {
  try {
    const locale: Intl.Locale & LocaleWithZones = new Intl.Locale(`und-${country}`);
    return locale.getTimeZones?.() ?? [];
  } catch {
    return [];
  }
};

/** The one clock of a country, from the zone data of the platform; null: it has several, or it is none. */
const zoneOfCountry = (country: string, now: number): string | null => {
  const [first, ...others] = zonesOf(country);
  if (first === undefined) return null;
  // Zones that differ in history only are one: in winter and in summer they show the same.
  const isSame = (zone: string): boolean =>
    [now, now + 91 * DAY, now + 182 * DAY, now + 273 * DAY].every(
      (at) => spokenMoment(at, zone) === spokenMoment(at, first),
    );
  return others.every(isSame) ? first : null;
};

const zoneOfDomain = (email: string, now: number): string | null => {
  const last = domainOf(email).split('.').at(-1) ?? '';
  if (!/^[a-z]{2}$/.test(last) || SOLD_EVERYWHERE.has(last)) return null;
  return zoneOfCountry(COUNTRIES[last] ?? last.toUpperCase(), now);
};

/** The clock of the latest mail of the recipient's own that says one. */
const zoneOfMails = (
  thread: Pick<EmailThread, 'recipient' | 'held'>,
  messages: readonly Message[],
): string | null => {
  const theirs = messages.filter(
    (message) =>
      message.author === 'correspondent' &&
      sameAddress(message.from?.email ?? '', thread.recipient.email) &&
      isAdmitted(message, thread),
  );
  return theirs.reduce<string | null>((sofar, { utcOffset }) => zoneOfOffset(utcOffset) ?? sofar, null);
};

/**
 * In which zone an assistant's working hours are read for a conversation, and how that is known. What is not known is not
 * guessed: then it is the owner's. Pure; `now` is epoch ms.
 */
export const sendingZoneOf = (
  whose: HoursOwner,
  thread: Pick<EmailThread, 'recipient' | 'held'>,
  messages: readonly Message[],
  ownersZone: string,
  now: number,
): SendingZone => {
  if (whose === 'recipient') {
    const said = zoneOfMails(thread, messages);
    if (said !== null) return { zone: said, source: 'mails' };
    const of = zoneOfDomain(thread.recipient.email, now);
    if (of !== null) return { zone: of, source: 'domain' };
  }
  return { zone: ownersZone, source: 'owner' };
};
