import type { StartRehearsalBody } from '../../../shared/contract/rehearsals.ts';
import type { PlainKeyOf } from '../i18n/messages.ts';
import type { rehearsalTexts } from '../i18n/pages/rehearsal-page.ts';

type Temper = StartRehearsalBody['temper'];

export const temperKeys = {
  keen: 'rehearsal.keen',
  busy: 'rehearsal.busy',
  sceptical: 'rehearsal.sceptical',
  rude: 'rehearsal.rude',
  injecting: 'rehearsal.injecting',
  away: 'rehearsal.away',
  owner: 'rehearsal.owner',
} as const satisfies Readonly<Record<Temper, PlainKeyOf<typeof rehearsalTexts.en>>>;

export const tempers = Object.keys(temperKeys) as readonly Temper[];
