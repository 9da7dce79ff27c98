import { spokenMoment } from '../assistant/working-hours.ts';
import type { Invitation } from '../conversation/invitation.ts';
import { untrustedInvitation } from './untrusted.ts';

const ASKS: Readonly<Record<Invitation['method'], string>> = {
  request: 'They ask to come.',
  reply: 'It answers an invitation; what each person answered stands below.',
  counter: 'They propose another time.',
  cancel: 'They call it off.',
  publish: 'They announce it.',
  other: 'What it asks is not known.',
};

const MAX_PEOPLE = 10;

/** A time as the calendar states it, and in the owner's time zone. */
const moment = ({ at, local, zone }: Invitation['start'], timeZone: string): string => {
  const stated = `${local.replace('T', ' ')}${zone === null ? '' : ` ${zone}`}`;
  if (at !== null) return `${stated} = ${spokenMoment(at, timeZone)} ${timeZone}`;
  return local.includes('T') ? `${stated}, in a zone that is not stated` : `${stated}, the whole day`;
};

/** An invitation as the model is shown it: facts in the sender's words. `timeZone`: the owner's. */
export const invitationText = (invitation: Invitation, timeZone: string): string => {
  const { method, summary, location, start, end, organizer, attendees, recurrence } = invitation;
  const person = ({ name, email }: { readonly name: string | null; readonly email: string }): string =>
    name ? `${name} <${email}>` : email;
  const lines = [
    ASKS[method],
    `What: ${summary || '(nothing stated)'}`,
    `Begins: ${moment(start, timeZone)}`,
    ...(end ? [`Ends: ${moment(end, timeZone)}`] : []),
    ...(recurrence === null ? [] : [`Repeats: ${recurrence}`]),
    ...(location === null ? [] : [`Where: ${location}`]),
    ...(organizer === null ? [] : [`Invited by: ${person(organizer)}`]),
    ...attendees.slice(0, MAX_PEOPLE).map((one) => `Guest: ${person(one)}, ${one.answer}`),
  ];
  return untrustedInvitation(lines.join('\n'));
};
