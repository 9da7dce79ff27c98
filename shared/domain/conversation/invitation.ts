import { z } from 'zod';
import { mailAddressSchema } from '../mail-address.ts';
import { stored } from '../stored.ts';

const timeSchema = stored({
  /** Epoch ms; null for a whole day, and where nothing says in which zone it is meant. */
  at: z.number().nullable(),
  /** As the calendar says it: `2026-05-05T10:00`, or `2026-05-05` for a whole day. */
  local: z.string(),
  /** IANA name; null where it is stated in UTC or not at all. */
  zone: z.string().nullable(),
});

export const invitationMethods = ['request', 'reply', 'counter', 'cancel', 'publish', 'other'] as const;
export const invitationAnswers = ['accepted', 'declined', 'tentative', 'open'] as const;

/** A calendar object that came with a mail (RFC 5546). The sender wrote all of it. */
export const invitationSchema = stored({
  /** `request`: asks to come, `reply`: answers one, `counter`: proposes another time, `cancel`: calls it off. */
  method: z.enum(invitationMethods),
  summary: z.string(),
  location: z.string().nullable(),
  start: timeSchema,
  end: timeSchema.nullable(),
  organizer: mailAddressSchema.nullable(),
  attendees: z.array(
    stored({ email: z.string(), name: z.string().nullable(), answer: z.enum(invitationAnswers) }),
  ),
  /** As the calendar says it, for example `FREQ=WEEKLY;BYDAY=TU`; null when it happens once. */
  recurrence: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;
