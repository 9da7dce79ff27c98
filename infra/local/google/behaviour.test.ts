import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalGoogle, startLocalGoogle } from './server.ts';
import { mail, refusal, type SignedIn, signIn } from './testing/google-client.ts';

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

const me = { userId: 'me' } as const;

const control = async (path: string, body: unknown): Promise<Response> => {
  const response = await fetch(`${google.origin}/control/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return response;
};

const somebody = async (): Promise<SignedIn & { readonly email: string }> => {
  const email = `p-${randomUUID()}@example.com`;
  return { ...(await signIn(google.origin, email)), email };
};

const deliver = (to: string, lines: readonly string[]) =>
  google.world.deliver(to, Buffer.from(lines.join('\r\n')));

test('untidiness is off, belongs to whom it is switched on for, and can be taken back', async () => {
  const { email } = await somebody();
  const ask = async (query = '') =>
    (await fetch(`${google.origin}/control/behaviour${query}`)).json() as Promise<Record<string, unknown>>;
  expect(new Set(Object.values(await ask()))).toEqual(new Set([false, 0]));
  expect((await control('behaviour', { email, lateToRead: 2 })).status).toBe(200);
  expect(await ask(`?email=${email}`)).toMatchObject({ lateToRead: 2, orphanedDrafts: false });
  expect(await ask()).toMatchObject({ lateToRead: 0 });
  await control('behaviour', { orphanedDrafts: true });
  expect(await ask(`?email=${email}`)).toMatchObject({ lateToRead: 2, orphanedDrafts: true });
  await fetch(`${google.origin}/control/behaviour`, { method: 'DELETE' });
  expect(new Set(Object.values(await ask(`?email=${email}`)))).toEqual(new Set([false, 0]));
  for (const wrong of [{ lateToRead: -1 }, { orphanedDrafts: 'yes' }, { email: 'nobody' }]) {
    expect((await control('behaviour', wrong)).status).toBe(400);
  }
});

describe('a draft that is sent from Gmail’s own page', () => {
  const sentByHand = async (behaviour: object) => {
    const { gmail, email } = await somebody();
    await control('behaviour', { email, ...behaviour });
    const { data } = await gmail.users.drafts.create({
      ...me,
      requestBody: { message: { raw: mail('b@example.com', 'Plan', 'Hi', 'X-Email-AI-Message: m1') } },
    });
    const id = data.id ?? '';
    const sent = (await (await control('send-draft', { email, draftId: id })).json()) as { id: string };
    return { gmail, email, id, sent };
  };

  test('is gone, as documented', async () => {
    const { gmail, id, sent } = await sentByHand({});
    expect((await refusal(gmail.users.drafts.get({ ...me, id }))).status).toBe(404);
    const { data } = await gmail.users.messages.get({ ...me, id: sent.id, format: 'metadata' });
    expect(data.payload?.headers).toContainEqual({ name: 'X-Email-AI-Message', value: 'm1' });
  });

  test('may leave its id behind, which then is the sent message’s, and deletes it', async () => {
    const { gmail, id, sent } = await sentByHand({ orphanedDrafts: true });
    const left = await gmail.users.drafts.get({ ...me, id, format: 'minimal' });
    expect(left.data.message).toMatchObject({ id: sent.id, labelIds: ['SENT'] });
    expect((await gmail.users.drafts.list(me)).data.drafts).toBeUndefined();
    const raw = mail('b@example.com', 'Plan', 'Other');
    const refused = { status: 400, data: { error: { message: 'Message not a draft' } } };
    const update = gmail.users.drafts.update({ ...me, id, requestBody: { message: { raw } } });
    expect(await refusal(update)).toMatchObject(refused);
    expect(await refusal(gmail.users.drafts.send({ ...me, requestBody: { id } }))).toMatchObject(refused);
    await gmail.users.messages.get({ ...me, id: sent.id });
    await gmail.users.drafts.delete({ ...me, id });
    expect((await refusal(gmail.users.messages.get({ ...me, id: sent.id }))).status).toBe(404);
  });

  test('may lose the fields that the editor does not know', async () => {
    const { gmail, sent } = await sentByHand({ editorDropsHeaders: true });
    const { data } = await gmail.users.messages.get({ ...me, id: sent.id, format: 'metadata' });
    const names = data.payload?.headers?.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['From', 'To', 'Subject', 'Message-ID', 'Date']));
    expect(names).not.toContain('X-Email-AI-Message');
  });
});

test('a mail may be missing from history, though its id is past it, and not be readable yet', async () => {
  const { gmail, email } = await somebody();
  await control('behaviour', { email, lateInHistory: 2, lateToRead: 1 });
  const start = (await gmail.users.getProfile(me)).data.historyId ?? '';
  const { id, threadId } = deliver(email, ['From: a@b.example', 'Subject: Late', '', 'x']);
  const shown = async () => (await gmail.users.history.list({ ...me, startHistoryId: start })).data;
  for (const hidden of [true, true, false, false]) {
    const { history, historyId } = await shown();
    expect(history?.map((record) => record.messagesAdded?.[0]?.message?.id) ?? []).toEqual(
      hidden ? [] : [id],
    );
    expect(historyId).toBe((await gmail.users.getProfile(me)).data.historyId);
  }
  expect((await gmail.users.threads.get({ ...me, id: threadId })).data.messages).toHaveLength(1);
  expect((await refusal(gmail.users.messages.get({ ...me, id }))).status).toBe(404);
  expect((await gmail.users.messages.get({ ...me, id })).data.id).toBe(id);
});

test.each([
  ['projects/other/topics/t', 'granted', 400, 'Invalid topicName does not match projects/local/topics/*'],
  ['projects/local/topics/closed', 'not_granted', 403, /Cloud PubSub .*User not authorized/],
  ['projects/local/topics/gone', 'missing', 404, /Cloud PubSub .*Resource not found \(resource=gone\)/],
])('no watch on %s (%s): %i', async (topicName, state, status, message) => {
  const { gmail } = await somebody();
  await control('topics', { topic: topicName, state });
  const refused = await refusal(gmail.users.watch({ ...me, requestBody: { topicName } }));
  const said = typeof message === 'string' ? message : expect.stringMatching(message);
  expect(refused).toMatchObject({ status, data: { error: { message: said } } });
});

test('a topic that is granted again is watched', async () => {
  const { gmail } = await somebody();
  const topicName = 'projects/local/topics/mended';
  await control('topics', { topic: topicName, state: 'not_granted' });
  await refusal(gmail.users.watch({ ...me, requestBody: { topicName } }));
  await control('topics', { topic: topicName, state: 'granted' });
  expect((await gmail.users.watch({ ...me, requestBody: { topicName } })).status).toBe(200);
});

describe('the conversation that incoming mail joins', () => {
  const parent = (email: string) =>
    deliver(email, [
      'From: ann@b.example',
      `To: ${email}`,
      'Subject: Lunch',
      `Message-ID: <parent-${email}>`,
      '',
      'x',
    ]).threadId;
  test.each([
    ['answers it', 'Re: Lunch', 'bob@b.example', true, true],
    ['answers it in another language', 'AW: Lunch', 'ann@b.example', true, true],
    ['refers to it under another subject', 'Dinner', 'ann@b.example', true, false],
    ['is of the same person and subject, and refers to nothing', 'Lunch', 'ann@b.example', false, true],
    ['has the subject only', 'Lunch', 'bob@b.example', false, false],
    [
      'is Gmail’s report about it',
      'Delivery Status Notification (Failure)',
      'mailer-daemon@googlemail.com',
      true,
      true,
    ],
    ['is another system’s report about it', 'Undelivered', 'mailer-daemon@b.example', true, false],
  ])('one that %s', async (_title, subject, from, refers, joins) => {
    const { email } = await somebody();
    const threadId = parent(email);
    const reference = refers ? [`References: <parent-${email}>`] : [];
    const joined = deliver(email, [
      `From: ${from}`,
      `To: ${email}`,
      `Subject: ${subject}`,
      ...reference,
      '',
      'x',
    ]);
    expect(joined.threadId === threadId).toBe(joins);
  });

  test('what refers to something unknown begins another, whatever its subject', async () => {
    const { email } = await somebody();
    const threadId = parent(email);
    const other = deliver(email, ['From: ann@b.example', 'Subject: Lunch', 'References: <x@y>', '', 'x']);
    expect(other.threadId).not.toBe(threadId);
  });

  test('the hundred-and-first message begins another', async () => {
    const { email } = await somebody();
    const answer = () =>
      deliver(email, ['From: ann@b.example', 'Subject: Lunch', `References: <parent-${email}>`, '', 'x']);
    const threadId = parent(email);
    for (let n = 1; n < 100; n++) expect(answer().threadId).toBe(threadId);
    expect(answer().threadId).not.toBe(threadId);
  });
});

describe('format=full', () => {
  test('gives texts in UTF-8, and their charset as it was written', async () => {
    const { gmail, email } = await somebody();
    const raw = Buffer.concat([
      Buffer.from('From: a@b.example\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr'),
      Buffer.from([0xfc, 0xdf]),
      Buffer.from('e'),
    ]);
    const { id } = google.world.deliver(email, raw);
    const bodyOf = async () => (await gmail.users.messages.get({ ...me, id })).data.payload?.body?.data ?? '';
    expect(Buffer.from(await bodyOf(), 'base64url').toString()).toBe('Grüße');
    const { payload } = (await gmail.users.messages.get({ ...me, id })).data;
    expect(payload?.headers?.find(({ name }) => name === 'Content-Type')?.value).toContain('iso-8859-1');
    await control('behaviour', { email, bodiesAsWritten: true });
    expect(Buffer.from(await bodyOf(), 'base64url').toString('latin1')).toBe('Grüße');
  });

  test('leaves files and carried messages apart, under ids that last for one answer only', async () => {
    const { gmail, email } = await somebody();
    const { id } = deliver(email, [
      'From: =?utf-8?q?Doe=2C_Jane?= <jane@b.example>',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; name=a.txt',
      '',
      'file',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: Carried',
      '',
      'inner',
      '--b--',
    ]);
    const parts = async () => (await gmail.users.messages.get({ ...me, id })).data.payload?.parts ?? [];
    const [file, carried] = await parts();
    expect(file).toMatchObject({ partId: '0', filename: 'a.txt', body: { size: 4 } });
    expect(file?.body).not.toHaveProperty('data');
    expect(carried?.parts?.[0]).toMatchObject({
      partId: '1.0',
      headers: [{ name: 'Subject', value: 'Carried' }],
    });
    const [again] = await parts();
    expect(again?.body?.attachmentId).not.toBe(file?.body?.attachmentId);
    for (const attachmentId of [file?.body?.attachmentId, again?.body?.attachmentId]) {
      const { data } = await gmail.users.messages.attachments.get({
        ...me,
        messageId: id,
        id: attachmentId ?? '',
      });
      expect(Buffer.from(data.data ?? '', 'base64url').toString()).toBe('file');
    }
    const { payload, snippet } = (await gmail.users.messages.get({ ...me, id })).data;
    expect(payload?.headers?.find(({ name }) => name === 'From')?.value).toBe('"Doe, Jane" <jane@b.example>');
    expect(snippet).not.toContain('inner');
  });
});

describe('a sending limit', () => {
  test.each([
    ['report', 'mailer-daemon@googlemail.com', true],
    ['daemon', 'mailer-daemon@googlemail.com', true],
    ['person', 'nobody@gmail.com', false],
  ])('told by a mail (%s): accepted, and not carried', async (notice, from, joins) => {
    const { gmail, email } = await somebody();
    const to = `r-${randomUUID()}@example.com`;
    await control('sending-limit', { email, mails: 1, notice });
    const send = async () =>
      (await gmail.users.messages.send({ ...me, requestBody: { raw: mail(to, randomUUID()) } })).data;
    await send();
    const { threadId } = await send();
    expect(google.world.mails(to)).toHaveLength(1);
    const [told] = google.world.mails(email);
    expect(told?.from).toContain(from);
    expect(told?.text).toContain('You have reached a limit for sending mail');
    expect(told?.threadId === threadId).toBe(joins);
    await control('sending-limit', { email, mails: null });
    await send();
    expect(google.world.mails(to)).toHaveLength(2);
  });

  test('told by a refusal: the draft stays', async () => {
    const { gmail, email } = await somebody();
    await control('sending-limit', { email, mails: 0, notice: 'refusal' });
    const { data } = await gmail.users.drafts.create({
      ...me,
      requestBody: { message: { raw: mail('r@example.com', 's') } },
    });
    const refused = await refusal(gmail.users.drafts.send({ ...me, requestBody: { id: data.id ?? '' } }));
    expect(refused).toMatchObject({
      status: 429,
      data: { error: { message: expect.stringMatching(/Retry after \d{4}-.*Z \(Mail sending\)/) } },
    });
    expect((await gmail.users.drafts.get({ ...me, id: data.id ?? '' })).status).toBe(200);
  });
});
