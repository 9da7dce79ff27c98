import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalGoogle, startLocalGoogle } from './server.ts';

let google: LocalGoogle;
beforeAll(async () => {
  google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async () => {},
  });
});
afterAll(() => google.close());

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(google.origin + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
    redirect: 'manual',
  });
const text = async (path: string) => (await fetch(google.origin + path)).text();

test('a person writes, reads and answers on the pages; what is shown is escaped', async () => {
  const evil = '<script>alert(1)</script>';
  const sent = await post('/mailbox/ann@example.com', {
    to: 'bob@example.com',
    subject: `Hi ${evil}`,
    text: evil,
  });
  expect(sent.status).toBe(303);
  const shown = await fetch(new URL(sent.headers.get('location') ?? '', google.origin));
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await shown.text()).not.toContain('<script');
  expect(await text('/mailbox/bob@example.com')).toContain('unread');
  expect(await text('/')).toContain('1 unread');

  const thread = google.world.mails('bob@example.com')[0]?.threadId ?? '';
  expect(await text(`/mailbox/bob@example.com/${thread}`)).toContain('&lt;script&gt;');
  expect(await text('/mailbox/bob@example.com')).not.toContain('class="badge">unread');
  await post('/mailbox/bob@example.com', { thread, text: 'Grüße zurück' });
  const [answer, first] = google.world.mails('ann@example.com');
  expect(answer).toMatchObject({ text: 'Grüße zurück', threadId: first?.threadId, to: ['ann@example.com'] });
});

test('the owner sends or discards a draft by hand', async () => {
  const raw = Buffer.from('To: bob@example.com\nSubject: Draft\n\nx');
  const draft = () => google.world.gmail.createDraft('own@example.com', { raw }).message;
  const { id, threadId } = draft();
  expect(await text(`/mailbox/own@example.com/${threadId}`)).toContain('Send draft');
  expect((await post(`/mailbox/own@example.com/drafts/${id}`, { action: 'send' })).status).toBe(303);
  expect((await post(`/mailbox/own@example.com/drafts/${id}`, { action: 'send' })).status).toBe(400);
  await post(`/mailbox/own@example.com/drafts/${draft().id}`, { action: 'discard' });
  expect(google.world.mails('own@example.com').map((mail) => mail.labelIds)).toEqual([['SENT']]);
});

test('looking at an address elsewhere does not make it exist', async () => {
  expect((await fetch(`${google.origin}/mailbox/who@nowhere.invalid`)).status).toBe(404);
  await post('/mailbox/ann2@example.com', { to: 'who@nowhere.invalid', subject: 's', text: 't' });
  expect(google.world.mails('ann2@example.com')[0]?.subject).toBe('Delivery Status Notification (Failure)');
});

test('forms that say nothing and pages elsewhere are refused', async () => {
  expect((await post('/mailbox/ann@example.com', { to: 'nobody', text: 'x' })).status).toBe(400);
  expect((await post('/mailbox/ann@example.com', { to: 'bob@example.com', text: ' ' })).status).toBe(400);
  expect((await post('/mailbox/ann@example.com', { thread: 'none', text: 'x' })).status).toBe(400);
  const foreign = await post('/control/faults', {}, { 'Sec-Fetch-Site': 'cross-site' });
  expect(foreign.status).toBe(403);
});

test('a mail from outside can be delivered, with a verdict of its own, and is listed with its headers', async () => {
  const raw =
    'From: eve@bank.test\nSubject: s\nAuthentication-Results: mx.google.com; dmarc=fail header.from=bank.test\n\nx';
  const delivered = await fetch(`${google.origin}/control/deliver`, {
    method: 'POST',
    body: JSON.stringify({ to: 'ann3@example.com', raw, labels: ['SPAM'] }),
  });
  const { id } = (await delivered.json()) as { id: string };
  const { mails } = (await (await fetch(`${google.origin}/control/mails?email=ann3@example.com`)).json()) as {
    mails: { headers: { name: string; value: string }[] }[];
  };
  expect(mails).toMatchObject([{ id, labelIds: ['SPAM'], subject: 's' }]);
  const verdicts = mails[0]?.headers.filter((header) => header.name === 'Authentication-Results');
  expect(mails[0]?.headers.find((header) => header.name === 'Return-Path')?.value).toBe('<eve@bank.test>');
  const file = Buffer.from('From: j@b.c\nContent-Type: text/plain; charset=latin1\n\nGr\xfc\xdfe', 'latin1');
  const url = `${google.origin}/control/deliver?to=ann5@example.com&label=INBOX`;
  const binary = { method: 'POST', headers: { 'Content-Type': 'message/rfc822' }, body: file };
  expect((await fetch(url, binary)).status).toBe(200);
  expect(google.world.mails('ann5@example.com')).toMatchObject([{ text: 'Grüße', labelIds: ['INBOX'] }]);
  const listMail = Buffer.from('Return-Path: <bounces+7@list.test>\nFrom: eve@bank.test\n\nx');
  google.world.deliver('ann4@example.com', listMail);
  expect(google.world.mails('ann4@example.com')[0]?.headers).toContainEqual({
    name: 'Return-Path',
    value: '<bounces+7@list.test>',
  });
  expect(verdicts).toEqual([
    { name: 'Authentication-Results', value: 'mx.google.com; dmarc=fail header.from=bank.test' },
  ]);
});

test('a newcomer plays an inhabitant, and stops', async () => {
  const own = await startLocalGoogle({ port: 0, databasePath: ':memory:', publish: async () => {} });
  const mailbox = `${own.origin}/mailbox/maria@example.com`;
  const read = async () => (await fetch(mailbox)).text();
  expect(await read()).toContain('Play Maria Lopez yourself');
  await fetch(`${mailbox}/play`, { method: 'POST', body: new URLSearchParams({ answers: 'by hand' }) });
  expect(await read()).toContain('only you answer');
  own.world.deliver('maria@example.com', Buffer.from('From: a@b.c\nSubject: Hi\n\nx'));
  const { threadId } = own.world.mails('maria@example.com')[0] ?? {};
  await fetch(`${mailbox}/${threadId}`);
  expect(own.world.mails('maria@example.com')[0]?.labelIds).not.toContain('UNREAD');
  await fetch(`${own.origin}/control/inhabitants`, {
    method: 'POST',
    body: '{"email":"maria@example.com","answers":true}',
  });
  expect(await read()).toContain('answers by themselves');
  const nobody = { method: 'POST', body: '{"email":"ann@example.com","answers":true}' };
  expect((await fetch(`${own.origin}/control/inhabitants`, nobody)).status).toBe(400);
  await own.close();
});
