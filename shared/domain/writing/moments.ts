import { spokenMoment } from '../assistant/working-hours.ts';
import type { Message } from '../conversation/message.ts';

/** `+09:00`, as a time zone is named that is no place. */
const zoneOf = (utcOffset: number): string => {
  const minutes = Math.abs(utcOffset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${utcOffset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/**
 * When a mail was written, on its writer's clock, and on the owner's where that shows something else. "Tomorrow" in it
 * means nothing without. `timeZone`: the owner's.
 */
export const sentMoment = (
  { at, utcOffset }: Pick<Message, 'at' | 'utcOffset'>,
  timeZone: string,
): string => {
  const owners = spokenMoment(at, timeZone);
  if (utcOffset === null) return `${owners} ${timeZone}`;
  const zone = zoneOf(utcOffset);
  const writers = spokenMoment(at, zone);
  return writers === owners ? `${owners} ${timeZone}` : `${writers} UTC${zone} = ${owners} ${timeZone}`;
};
