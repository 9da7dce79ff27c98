import { z } from 'zod';
import { stored } from '../stored.ts';

/** Whose hours an assistant keeps. */
export const hoursOwners = ['owner', 'recipient'] as const;
export type HoursOwner = (typeof hoursOwners)[number];

/** How the zone is known: from the clock of the recipient's own mails, from the country of their domain, or it is the owner's. */
export const zoneSources = ['mails', 'domain', 'owner'] as const;

/** In which zone the hours of sending are read. `zone`: an IANA name, or an offset such as `+05:30`. */
export const sendingZoneSchema = stored({ zone: z.string(), source: z.enum(zoneSources) });
export type SendingZone = z.infer<typeof sendingZoneSchema>;
