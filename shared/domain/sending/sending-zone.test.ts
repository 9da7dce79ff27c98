import { expect, test } from 'vitest';
import { inboundWith, NOW, threadWith } from '../../../test/support/documents.ts';
import type { Message } from '../conversation/message.ts';
import { messageIdSchema } from '../ids.ts';
import { sendingZoneOf } from './sending-zone.ts';

const OWNERS = 'Europe/Lisbon';
const to = (email: string) => threadWith({ recipient: { email, name: null } });
const from = (id: string, email: string, utcOffset: number | null, fields: Partial<Message> = {}) =>
  inboundWith(id, { from: { email, name: null }, utcOffset, ...fields });

const owners = { zone: OWNERS, source: 'owner' };
const domain = (zone: string) => ({ zone, source: 'domain' });
const mails = (zone: string) => ({ zone, source: 'mails' });

test.each([
  ['jo@acme.de', domain('Europe/Berlin')],
  ['jo@mail.acme.CO.JP', domain('Asia/Tokyo')],
  ['jo@acme.co.uk', domain('Europe/London')],
  ['jo@acme.in', domain('Asia/Calcutta')],
  // Several clocks: none is taken for theirs.
  ['jo@acme.us', owners],
  ['jo@acme.com.au', owners],
  ['jo@acme.ru', owners],
  ['jo@acme.es', owners],
  // Sold all over the world, or no country.
  ['jo@acme.io', owners],
  ['jo@acme.ai', owners],
  ['jo@acme.eu', owners],
  ['jo@acme.zz', owners],
  ['jo@example.com', owners],
  ['jo@münchen.example', owners],
  ['', owners],
  ['jo@', owners],
  ['@', owners],
  ['jo@[192.0.2.1]', owners],
])('the domain of %s', (email, expected) => {
  expect(sendingZoneOf('recipient', to(email), [], OWNERS, NOW)).toEqual(expected);
});

const JO = 'jo@acme.de';
test.each<[string, readonly Message[], object]>([
  ['says an offset', [from('i1', JO, 330)], mails('+05:30')],
  ['the latest counts', [from('i1', JO, 330), from('i2', JO, -210)], mails('-03:30')],
  ['a later one without it does not', [from('i1', JO, 330), from('i2', JO, null)], mails('+05:30')],
  ['UTC is what servers write', [from('i1', JO, 0)], domain('Europe/Berlin')],
  ['no such clock', [from('i1', JO, 900), from('i2', JO, -900)], domain('Europe/Berlin')],
  ['nor one with a fraction', [from('i1', JO, 60.5)], domain('Europe/Berlin')],
  ['somebody else wrote', [from('i1', 'eve@acme.de', 330)], domain('Europe/Berlin')],
  ['a machine wrote', [from('i1', JO, 330, { author: 'machine' })], domain('Europe/Berlin')],
  ['nobody is known to have written', [from('i1', JO, 330, { from: null })], domain('Europe/Berlin')],
  ['it was rejected', [from('i1', JO, 330, { ruling: 'rejected' })], domain('Europe/Berlin')],
])('their mails: %s', (_, messages, expected) => {
  expect(sendingZoneOf('recipient', to(JO), messages, OWNERS, NOW)).toEqual(expected);
});

test('a mail that is held moves nothing', () => {
  const thread = { ...to(JO), held: [messageIdSchema.parse('i1')] };
  expect(sendingZoneOf('recipient', thread, [from('i1', JO, 330)], OWNERS, NOW)).toEqual(
    domain('Europe/Berlin'),
  );
});

test('an assistant that keeps its owner’s hours asks nothing', () => {
  expect(sendingZoneOf('owner', to(JO), [from('i1', JO, 330)], OWNERS, NOW)).toEqual(owners);
});
