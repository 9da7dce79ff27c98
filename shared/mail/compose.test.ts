import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import type { OutgoingMail } from './compose.ts';
import { simpleHtml, toMime } from './compose.ts';

const mail = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { email: 'olivia@example.com', name: 'Olivia Öwner' },
  to: [{ email: 'mia@example.com', name: 'Mia' }],
  cc: [],
  subject: 'Grüße из Берлина',
  inReplyTo: '<a@example.com>',
  references: ['<a@example.com>'],
  headers: { 'X-Email-AI-Message': 't1-1' },
  text: 'Hi Mia,\n\näöü – да 日本 https://acme.com\n\nAlex',
  html: simpleHtml('Hi Mia,\n\näöü – да 日本 https://acme.com\n\nAlex'),
  ...change,
});

const parsed = async (change: Partial<OutgoingMail> = {}) =>
  PostalMime.parse(await toMime(mail(change), 't1-1', Date.UTC(2026, 0, 2)));

test('a mail carries the same words as plain text and as simple HTML', async () => {
  const seen = await parsed();
  expect(seen.text?.trim()).toBe(mail().text);
  expect(seen.html).toContain('<div>äöü – да 日本 <a href="https://acme.com">https://acme.com</a></div>');
  expect(seen.headers.find(({ key }) => key === 'content-type')?.value).toMatch(/^multipart\/alternative/);
  expect(seen).toMatchObject({
    subject: 'Grüße из Берлина',
    from: { address: 'olivia@example.com', name: 'Olivia Öwner' },
    to: [{ address: 'mia@example.com', name: 'Mia' }],
    inReplyTo: '<a@example.com>',
    references: '<a@example.com>',
  });
  expect(seen.attachments).toEqual([]);
});

const NASTY = 'x\r\nBcc: evil@example.com\r\n\r\n<b>body</b>\u2028Cc: evil@example.com\0';
test.each<[string, Partial<OutgoingMail>]>([
  ['subject', { subject: NASTY }],
  ['display name of the recipient', { to: [{ email: 'mia@example.com', name: NASTY }] }],
  ['display name with an address', { to: [{ email: 'mia@example.com', name: 'a" <evil@example.com>, "b' }] }],
  ['display name of the sender', { from: { email: 'olivia@example.com', name: NASTY } }],
  ['In-Reply-To', { inReplyTo: `<a@example.com>${NASTY}` }],
  ['References', { references: ['<a@example.com>', NASTY, `<${NASTY}>`] }],
  ['our header', { headers: { 'X-Email-AI-Message': NASTY } }],
  ['the body', { text: NASTY, html: simpleHtml(NASTY) }],
])('nothing in %s can add a recipient, a header or a part', async (_what, change) => {
  const seen = await parsed(change);
  const addresses = [...(seen.to ?? []), ...(seen.cc ?? []), ...(seen.bcc ?? [])].map(
    ({ address }) => address,
  );
  expect(addresses).toEqual(['mia@example.com']);
  const count = (key: string) => seen.headers.filter((header) => header.key === key).length;
  expect([count('to'), count('cc'), count('bcc'), count('subject'), count('content-type')]).toEqual([
    1, 0, 0, 1, 1,
  ]);
  expect(seen.attachments).toEqual([]);
  expect(seen.html).not.toContain('<b>');
});
