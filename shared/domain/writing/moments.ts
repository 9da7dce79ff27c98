import { spokenMoment } from '../assistant/working-hours.ts';
import type { Message } from '../conversation/message.ts';

/** `+09:00`, the name of a time zone that is only an offset. */
const zoneOf = (utcOffset: number): string => {
  const minutes = Math.abs(utcOffset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${utcOffset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/**
 * When a mail was written, in the writer's time, and in the owner's if it differs. Words such as "tomorrow" depend on
 * it. `timeZone`: the owner's.
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
