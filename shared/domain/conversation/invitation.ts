import { z } from 'zod';
import { mailAddressSchema } from '../mail-address.ts';
import { stored } from '../stored.ts';

const timeSchema = stored({
  /** Epoch ms; null for a whole day, or if the time zone is unknown. */
  at: z.number().nullable(),
  /** As the calendar states it: `2026-05-05T10:00`, or `2026-05-05` for a whole day. */
  local: z.string(),
  /** IANA name; null for UTC, or if none is stated. */
  zone: z.string().nullable(),
});

export const invitationMethods = ['request', 'reply', 'counter', 'cancel', 'publish', 'other'] as const;
export const invitationAnswers = ['accepted', 'declined', 'tentative', 'open'] as const;

/** A calendar object attached to a mail (RFC 5546). All of it comes from the sender. */
export const invitationSchema = stored({
  /**
   * `request`: an invitation, `reply`: an answer to one, `counter`: another time is proposed, `cancel`: the event is
   * cancelled.
   */
  method: z.enum(invitationMethods),
  summary: z.string(),
  location: z.string().nullable(),
  start: timeSchema,
  end: timeSchema.nullable(),
  organizer: mailAddressSchema.nullable(),
  attendees: z.array(
    stored({ email: z.string(), name: z.string().nullable(), answer: z.enum(invitationAnswers) }),
  ),
  /** As the calendar states it, for example `FREQ=WEEKLY;BYDAY=TU`; null for a single event. */
  recurrence: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;
