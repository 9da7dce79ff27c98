import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalGoogle, startLocalGoogle } from './server.ts';
import { mail, raw, refusal, signIn } from './testing/google-client.ts';

let google: LocalGoogle;
const published: { topic: string; emailAddress: string; historyId: string }[] = [];

beforeAll(async () => {
  google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async (topic, payload) => {
      published.push({ topic, ...payload });
    },
  });
});
afterAll(() => google.close());

const me = { userId: 'me' } as const;

test('sending a draft removes it, gives the message a new id and works once', async () => {
  const { gmail } = await signIn(google.origin, 'ann@example.com');
  const before = await gmail.users.getProfile(me);
  const draft = await gmail.users.drafts.create({
    ...me,
    requestBody: {
      message: {
        raw: mail('bob@example.com', 'Plan', 'Hi', 'X-Email-AI-Message: m1', 'Message-ID: <mine@here>'),
      },
    },
  });
  const id = draft.data.id ?? '';
  const sent = await gmail.users.drafts.send({ ...me, requestBody: { id } });

  expect(sent.data.id).not.toBe(draft.data.message?.id);
  expect(sent.data.threadId).toBe(draft.data.message?.threadId);
  expect(sent.data.labelIds).toEqual(['SENT']);
  expect((await refusal(gmail.users.drafts.send({ ...me, requestBody: { id } }))).status).toBe(404);
  expect((await refusal(gmail.users.drafts.get({ ...me, id }))).status).toBe(404);
  expect((await refusal(gmail.users.messages.get({ ...me, id: draft.data.message?.id ?? '' }))).status).toBe(
    404,
  );
  expect((await gmail.users.drafts.list(me)).data.drafts).toBeUndefined();

  const history = await gmail.users.history.list({ ...me, startHistoryId: before.data.historyId ?? '' });
  expect(
    history.data.history?.map((record) => Object.keys(record).filter((key) => key.startsWith('messages'))),
  ).toEqual([
    ['messages', 'messagesAdded'],
    ['messages', 'messagesDeleted'],
    ['messages', 'messagesAdded'],
  ]);
  expect(history.data.history?.at(-1)?.messagesAdded?.[0]?.message).toEqual({
    id: sent.data.id,
    threadId: sent.data.threadId,
    labelIds: ['SENT'],
  });
  const ids = history.data.history?.map((record) => BigInt(record.id ?? 0)) ?? [];
  expect(
    ids.every((value, index) => value > 2n ** 53n && (index === 0 || value > (ids[index - 1] ?? 0n))),
  ).toBe(true);

  const headers = (await gmail.users.messages.get({ ...me, id: sent.data.id ?? '', format: 'metadata' })).data
    .payload?.headers;
  const value = (name: string) => headers?.find((header) => header.name === name)?.value;
  expect(value('Message-ID')).toMatch(/^<CA.+@mail\.gmail\.com>$/);
  expect(value('X-Email-AI-Message')).toBe('m1');
  expect(value('From')).toBe('"Ann" <ann@example.com>');
});

test('updating a draft replaces its message, not the draft', async () => {
  const { gmail } = await signIn(google.origin, 'upd@example.com');
  const { data: draft } = await gmail.users.drafts.create({
    ...me,
    requestBody: { message: { raw: mail('b@example.com', 'One') } },
  });
  const start = (await gmail.users.getProfile(me)).data.historyId ?? '';
  const { data: updated } = await gmail.users.drafts.update({
    ...me,
    id: draft.id ?? '',
    requestBody: { message: { raw: mail('b@example.com', 'Two') } },
  });
  expect(updated.id).toBe(draft.id);
  expect(updated.message?.id).not.toBe(draft.message?.id);
  expect(updated.message?.threadId).toBe(draft.message?.threadId);
  const { history } = (await gmail.users.history.list({ ...me, startHistoryId: start })).data;
  expect(history?.[0]?.messagesDeleted?.[0]?.message?.id).toBe(draft.message?.id);
  expect(history?.[1]?.messagesAdded?.[0]?.message?.id).toBe(updated.message?.id);
  await gmail.users.drafts.delete({ ...me, id: draft.id ?? '' });
  expect((await gmail.users.messages.list({ ...me, labelIds: ['DRAFT'] })).data.resultSizeEstimate).toBe(0);
});

test('a reply joins the conversation on both sides, only under the conditions that Gmail states', async () => {
  const { gmail: ann } = await signIn(google.origin, 'ann2@example.com');
  const { gmail: bob } = await signIn(google.origin, 'bob2@example.com');
  const { data: first } = await ann.users.messages.send({
    ...me,
    requestBody: { raw: mail('bob2@example.com', 'Lunch') },
  });
  const { data: inbox } = await bob.users.messages.list({ ...me, q: 'in:inbox from:ann2@example.com' });
  const received = await bob.users.messages.get({ ...me, id: inbox.messages?.[0]?.id ?? '' });
  const rfcId = received.data.payload?.headers?.find((header) => header.name === 'Message-ID')?.value ?? '';
  expect(received.data.labelIds).toEqual(['UNREAD', 'CATEGORY_PERSONAL', 'INBOX']);

  const threadId = received.data.threadId ?? '';
  const reply = mail('ann2@example.com', 'Re: Lunch', 'Yes', `In-Reply-To: ${rfcId}`, `References: ${rfcId}`);
  const { data: answered } = await bob.users.messages.send({ ...me, requestBody: { raw: reply, threadId } });
  expect(answered.threadId).toBe(threadId);
  const { data: thread } = await ann.users.threads.get({ ...me, id: first.threadId ?? '' });
  expect(thread.messages?.map((message) => message.labelIds)).toEqual([
    ['SENT'],
    ['UNREAD', 'CATEGORY_PERSONAL', 'INBOX'],
  ]);

  const otherSubject = mail('ann2@example.com', 'Dinner', 'Yes', `In-Reply-To: ${rfcId}`);
  const noReference = mail('ann2@example.com', 'Re: Lunch', 'Yes');
  for (const wrong of [otherSubject, noReference]) {
    const { data } = await bob.users.drafts.create({
      ...me,
      requestBody: { message: { raw: wrong, threadId } },
    });
    expect(data.message?.threadId).not.toBe(threadId);
  }
  const unknown = bob.users.messages.send({ ...me, requestBody: { raw: reply, threadId: 'f00' } });
  expect((await refusal(unknown)).status).toBe(404);
});

test('delivered mail carries trace and authentication headers, and no Bcc', async () => {
  const { gmail } = await signIn(google.origin, 'cc@example.com');
  await gmail.users.messages.send({
    ...me,
    requestBody: {
      raw: raw(
        'From: "C. C." <forged@elsewhere.org>',
        'To: r1@example.com',
        'Bcc: r2@example.com',
        'Subject: s',
        '',
        'x',
      ),
    },
  });
  const [delivered] = google.world.mails('r2@example.com');
  const value = (name: string) => delivered?.headers.find((header) => header.name === name)?.value;
  expect(value('Return-Path')).toBe('<cc@example.com>');
  expect(value('Authentication-Results')).toMatch(
    /^mx\.google\.com; dkim=pass header\.i=@example\.com .*spf=pass .*smtp\.mailfrom=cc@example\.com; dmarc=pass \(p=NONE.*\) header\.from=example\.com$/,
  );
  expect(value('Received')).toContain('by mx.google.com');
  expect(value('From')).toBe('"C. C." <cc@example.com>');
  expect(value('Bcc')).toBeUndefined();
  expect(google.world.mails('cc@example.com')[0]?.headers.some((header) => header.name === 'Bcc')).toBe(true);
});

test('an address that does not exist bounces with a delivery status notification in the thread', async () => {
  const { gmail } = await signIn(google.origin, 'dora@example.com');
  const { data: sent } = await gmail.users.messages.send({
    ...me,
    requestBody: { raw: mail('who@nowhere.invalid', 'Hey') },
  });
  const { data: thread } = await gmail.users.threads.get({ ...me, id: sent.threadId ?? '' });
  expect(thread.messages).toHaveLength(2);
  const { data } = await gmail.users.messages.get({
    ...me,
    id: thread.messages?.[1]?.id ?? '',
    format: 'raw',
  });
  const parsed = await PostalMime.parse(Buffer.from(data.raw ?? '', 'base64url'), {
    rfc822Attachments: true,
  });
  const header = (key: string) => parsed.headers.find((field) => field.key === key)?.value;
  expect(header('return-path')).toBe('<>');
  expect(header('auto-submitted')).toBe('auto-replied');
  expect(header('x-failed-recipients')).toBe('who@nowhere.invalid');
  expect(header('content-type')).toMatch(/^multipart\/report;.*report-type=delivery-status/);
  expect(parsed.from?.address).toBe('mailer-daemon@googlemail.com');
  const status = parsed.attachments.find((part) => part.mimeType === 'message/delivery-status');
  const text =
    typeof status?.content === 'string' ? status.content : new TextDecoder().decode(status?.content);
  expect(text).toMatch(
    /^Final-Recipient: rfc822; who@nowhere\.invalid\r?\nAction: failed\r?\nStatus: 5\.1\.1\r?$/m,
  );
  expect(parsed.attachments.some((part) => part.mimeType === 'message/rfc822')).toBe(true);
});

test('history comes in pages, filters by type and label, and expires', async () => {
  const { gmail } = await signIn(google.origin, 'his@example.com');
  const start = (await gmail.users.getProfile(me)).data.historyId ?? '';
  for (const n of [1, 2, 3])
    google.world.deliver('his@example.com', Buffer.from(`From: a@b.c\nSubject: ${n}\n\n.`));
  const seen: string[] = [];
  let pageToken: string | undefined;
  let pages = 0;
  do {
    const { data } = await gmail.users.history.list({
      ...me,
      startHistoryId: start,
      maxResults: 2,
      ...(pageToken ? { pageToken } : {}),
    });
    seen.push(...(data.history ?? []).map((record) => record.messagesAdded?.[0]?.message?.id ?? ''));
    pageToken = data.nextPageToken ?? undefined;
    pages += 1;
  } while (pageToken);
  expect(pages).toBe(2);
  expect(new Set(seen).size).toBe(3);

  const id = seen[0] ?? '';
  await gmail.users.messages.modify({
    ...me,
    id,
    requestBody: { addLabelIds: ['STARRED'], removeLabelIds: ['UNREAD'] },
  });
  const of = async (historyTypes: string[], labelId?: string) =>
    (
      await gmail.users.history.list({
        ...me,
        startHistoryId: start,
        historyTypes,
        ...(labelId ? { labelId } : {}),
      })
    ).data;
  expect((await of(['labelAdded'])).history?.[0]?.labelsAdded?.[0]).toEqual({
    message: { id, threadId: id, labelIds: ['CATEGORY_PERSONAL', 'INBOX', 'STARRED'] },
    labelIds: ['STARRED'],
  });
  expect((await of(['labelRemoved'])).history?.[0]?.labelsRemoved?.[0]?.labelIds).toEqual(['UNREAD']);
  expect((await of(['messageAdded', 'labelAdded'])).history).toHaveLength(4);
  expect((await of([], 'STARRED')).history).toHaveLength(2);
  expect((await of(['messageDeleted'])).history).toBeUndefined();

  const current = (await gmail.users.getProfile(me)).data.historyId ?? '';
  const expired = await fetch(`${google.origin}/control/expire-history`, {
    method: 'POST',
    body: JSON.stringify({ email: 'his@example.com' }),
  });
  const { historyId } = (await expired.json()) as { historyId: string };
  for (const old of [start, current, '1']) {
    const refused = await refusal(gmail.users.history.list({ ...me, startHistoryId: old }));
    expect(refused.status).toBe(404);
  }
  expect((await gmail.users.history.list({ ...me, startHistoryId: historyId })).data).toEqual({ historyId });
});

test('labels that only Gmail sets cannot be set; changes without effect leave no trace', async () => {
  const { gmail } = await signIn(google.origin, 'lab@example.com');
  const { id } = google.world.deliver('lab@example.com', Buffer.from('From: a@b.c\nSubject: s\n\n.'));
  for (const label of ['SENT', 'DRAFT', 'NO_SUCH']) {
    const refused = await refusal(
      gmail.users.messages.modify({ ...me, id, requestBody: { addLabelIds: [label] } }),
    );
    expect(refused.status).toBe(400);
  }
  const before = (await gmail.users.getProfile(me)).data.historyId;
  await gmail.users.messages.modify({ ...me, id, requestBody: { addLabelIds: ['INBOX'] } });
  expect((await gmail.users.getProfile(me)).data.historyId).toBe(before);
  expect((await gmail.users.messages.trash({ ...me, id })).data.labelIds).toEqual([
    'UNREAD',
    'CATEGORY_PERSONAL',
    'TRASH',
  ]);
  expect((await gmail.users.messages.list(me)).data.messages).toBeUndefined();
  expect((await gmail.users.messages.list({ ...me, q: 'in:trash' })).data.messages).toEqual([
    { id, threadId: id },
  ]);
});

test('a message is given raw, full, as metadata or minimal', async () => {
  const { gmail } = await signIn(google.origin, 'fmt@example.com');
  const text =
    'From: =?UTF-8?Q?J=C3=BCrgen?= <j@b.c>\nSubject: =?UTF-8?B?R3LDvMOfZQ==?=\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe & so\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n';
  const { id } = google.world.deliver('fmt@example.com', Buffer.from(text));
  const get = async (format: string, metadataHeaders?: string[]) =>
    (await gmail.users.messages.get({ ...me, id, format, ...(metadataHeaders ? { metadataHeaders } : {}) }))
      .data;
  expect(Buffer.from((await get('raw')).raw ?? '', 'base64url').toString()).toContain(
    'Gr=C3=BC=C3=9Fe & so\r\n--b',
  );
  const full = await get('full');
  expect(full.snippet).toBe('Grüße &amp; so');
  expect(full.payload?.parts?.map((part) => part.mimeType)).toEqual(['text/plain', 'text/html']);
  expect(Buffer.from(full.payload?.parts?.[0]?.body?.data ?? '', 'base64url').toString()).toBe('Grüße & so');
  expect((await get('metadata', ['subject'])).payload?.headers).toEqual([
    { name: 'Subject', value: 'Grüße' },
  ]);
  expect((await get('minimal')).payload).toBeUndefined();
  const rubbish = gmail.users.messages.get({ ...me, id, format: 'nonsense' });
  expect((await refusal(rubbish)).status).toBe(400);
});

test('lists search by Message-ID, sender, recipient and subject, in pages', async () => {
  const { gmail } = await signIn(google.origin, 'lst@example.com');
  for (const n of [1, 2, 3]) {
    google.world.deliver(
      'lst@example.com',
      Buffer.from(`From: s${n}@b.c\nTo: lst@example.com\nSubject: Topic ${n}\nMessage-ID: <n${n}@b.c>\n\n.`),
    );
  }
  const count = async (q: string) => (await gmail.users.messages.list({ ...me, q })).data.resultSizeEstimate;
  expect(await count('rfc822msgid:<n2@b.c>')).toBe(1);
  expect(await count('rfc822msgid:n2@b.c in:inbox')).toBe(1);
  expect(await count('from:s3@b.c')).toBe(1);
  expect(await count('subject:"topic 1"')).toBe(1);
  expect(await count('to:lst@example.com -from:s1')).toBe(2);
  expect(await count('in:sent')).toBe(0);
  const one = await gmail.users.messages.list({ ...me, maxResults: 2 });
  const two = await gmail.users.messages.list({
    ...me,
    maxResults: 2,
    pageToken: one.data.nextPageToken ?? '',
  });
  expect([one.data.messages?.length, two.data.messages?.length, two.data.nextPageToken]).toEqual([
    2,
    1,
    undefined,
  ]);
});

test('a search speaks of dates, sizes, files, oneself, and of one thing or another', async () => {
  const { gmail } = await signIn(google.origin, 'srch@example.com');
  const file =
    "Content-Type: text/plain\nContent-Disposition: attachment; filename*0*=utf-8''%C3%9Cber; filename*1=sicht.txt\n\nsecret";
  google.world.deliver(
    'srch@example.com',
    Buffer.from(
      `From: "Ann Lee" <ann@b.c>\nTo: srch@example.com\nSubject: Plan\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee the file\n--b\n${file}\n--b--\n`,
    ),
  );
  google.world.deliver('srch@example.com', Buffer.from('From: bob@b.c\nSubject: Other\n\nsee you'));
  await gmail.users.messages.send({
    ...me,
    requestBody: { raw: mail('ann@example.com', 'Mine', 'see that') },
  });
  const subjects = async (q: string) => {
    const { messages = [] } = (await gmail.users.messages.list({ ...me, q })).data;
    const found = messages.map(({ id }) => gmail.users.messages.get({ ...me, id: id ?? '' }));
    return (await Promise.all(found)).map(
      ({ data }) => data.payload?.headers?.find(({ name }) => name === 'Subject')?.value,
    );
  };
  const cases: [string, string[]][] = [
    ['see', ['Mine', 'Other', 'Plan']],
    ['from:ann OR from:bob', ['Other', 'Plan']],
    ['from:(ann OR bob) -{subject:other subject:mine}', ['Plan']],
    ['{from:bob from:me} see', ['Mine', 'Other']],
    ['to:me', ['Plan']],
    ['has:attachment', ['Plan']],
    ['filename:übersicht', ['Plan']],
    ['secret', []],
    ['newer_than:1d -in:sent', ['Other', 'Plan']],
    ['older_than:1d', []],
    ['category:primary smaller:1M larger:10', ['Other', 'Plan']],
    ['unknown:operator', []],
    [`${'({see '.repeat(900)}`, ['Mine', 'Other', 'Plan']],
    [`${'('.repeat(1990)}see`, ['Mine', 'Other', 'Plan']],
  ];
  for (const [q, expected] of cases) expect([q, await subjects(q)]).toEqual([q, expected]);
  const nonsense = gmail.users.messages.list({ ...me, labelIds: ['NONSENSE'] });
  expect((await refusal(nonsense)).data).toMatchObject({ error: { message: 'Invalid label: NONSENSE' } });

  const id = (await gmail.users.messages.list({ ...me, q: 'has:attachment' })).data.messages?.[0]?.id ?? '';
  const { payload } = (await gmail.users.messages.get({ ...me, id })).data;
  const attached = payload?.parts?.[1];
  expect(attached).toMatchObject({ filename: 'Übersicht.txt', body: { size: 6 } });
  expect(attached?.body?.data).toBeUndefined();
  const at = { ...me, messageId: id, id: attached?.body?.attachmentId ?? '' };
  const { data } = await gmail.users.messages.attachments.get(at);
  expect(Buffer.from(data.data ?? '', 'base64url').toString()).toBe('secret');
  const unknown = gmail.users.messages.attachments.get({ ...at, id: 'x' });
  expect((await refusal(unknown)).status).toBe(400);
});

test('whole threads and many messages at once can be put away', async () => {
  const { gmail } = await signIn(google.origin, 'many@example.com');
  const full = await signIn(google.origin, {
    email: 'many@example.com',
    scopes: ['https://mail.google.com/'],
  });
  const { id, threadId } = google.world.deliver('many@example.com', Buffer.from('From: a@b.c\n\nx'));
  const inbox = { ...me, id: 'INBOX' };
  expect((await gmail.users.labels.get(inbox)).data).toMatchObject({ messagesTotal: 1, threadsUnread: 1 });
  const trashed = await gmail.users.threads.trash({ ...me, id: threadId });
  expect(trashed.data.messages?.[0]?.labelIds).toContain('TRASH');
  const untrashed = await gmail.users.threads.untrash({ ...me, id: threadId });
  expect(untrashed.data.messages?.[0]?.labelIds).not.toContain('TRASH');
  await gmail.users.messages.batchModify({
    ...me,
    requestBody: { ids: [id], addLabelIds: ['INBOX', 'STARRED'], removeLabelIds: ['UNREAD'] },
  });
  expect((await gmail.users.labels.get(inbox)).data).toMatchObject({ messagesTotal: 1, messagesUnread: 0 });
  expect((await refusal(gmail.users.threads.delete({ ...me, id: threadId }))).status).toBe(403);
  await full.gmail.users.threads.delete({ ...me, id: threadId });
  expect((await refusal(gmail.users.threads.get({ ...me, id: threadId }))).status).toBe(404);
  const another = google.world.deliver('many@example.com', Buffer.from('From: a@b.c\n\ny'));
  await full.gmail.users.messages.batchDelete({ ...me, requestBody: { ids: [another.id] } });
  expect((await gmail.users.messages.list(me)).data.messages).toBeUndefined();
});

test('a message can be put into a mailbox without being sent', async () => {
  const { gmail } = await signIn(google.origin, 'ins@example.com');
  const old = raw(
    'From: a@b.c',
    'To: b@example.com',
    'Subject: s',
    'Message-ID: <old@b.c>',
    'Date: Mon, 4 May 2026 09:00:00 +0000',
    '',
    'x',
  );
  const requestBody = { raw: old, labelIds: ['INBOX'] };
  const { data: imported } = await gmail.users.messages.import({ ...me, requestBody });
  const { data: read } = await gmail.users.messages.get({ ...me, id: imported.id ?? '', format: 'minimal' });
  expect([read.labelIds, read.internalDate]).toEqual([['INBOX'], String(Date.UTC(2026, 4, 4, 9))]);
  const answer = raw('From: c@b.c', 'Subject: Re: s', 'In-Reply-To: <old@b.c>', '', 'x');
  const { data: inserted } = await gmail.users.messages.insert({ ...me, requestBody: { raw: answer } });
  expect([inserted.threadId, inserted.labelIds]).toEqual([imported.threadId, []]);
  expect(google.world.mails('b@example.com')).toEqual([]);
  const wrong = gmail.users.messages.insert({ ...me, requestBody: { raw: old, labelIds: ['DRAFT'] } });
  expect((await refusal(wrong)).status).toBe(400);
});

test('an alias of another domain is written to and written from', async () => {
  const { gmail } = await signIn(google.origin, 'ali@example.com');
  google.world.addAlias('ali@example.com', 'sales@company.test', 'Sales');
  const { data } = await gmail.users.settings.sendAs.list(me);
  expect(data.sendAs?.map((entry) => [entry.sendAsEmail, entry.isPrimary ?? false])).toEqual([
    ['ali@example.com', true],
    ['sales@company.test', false],
  ]);
  await gmail.users.messages.send({
    ...me,
    requestBody: { raw: raw('From: sales@company.test', 'To: ali3@example.com', 'Subject: s', '', 'x') },
  });
  const [received] = google.world.mails('ali3@example.com');
  expect(received?.from).toBe('sales@company.test');
  google.world.gmail.sendMessage('ali3@example.com', {
    raw: Buffer.from('To: sales@company.test\nSubject: back\n\nx'),
  });
  expect(google.world.mails('ali@example.com').map((entry) => entry.subject)).toEqual(['back', 's']);
});

test('an upload works like raw', async () => {
  const { accessToken } = await signIn(google.origin, 'upl@example.com');
  const headers = { Authorization: `Bearer ${accessToken}` };
  const message = 'To: t@example.com\r\nSubject: up\r\n\r\nbytes';
  const media = await fetch(`${google.origin}/upload/gmail/v1/users/me/messages/send?uploadType=media`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'message/rfc822' },
    body: message,
  });
  expect(media.status).toBe(200);
  const related = `--sep\r\nContent-Type: application/json\r\n\r\n{"message":{}}\r\n--sep\r\nContent-Type: message/rfc822\r\n\r\n${message}\r\n--sep--`;
  const draft = await fetch(`${google.origin}/upload/gmail/v1/users/me/drafts?uploadType=multipart`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'multipart/related; boundary="sep"' },
    body: related,
  });
  expect(draft.status).toBe(200);
  expect(google.world.mails('upl@example.com').map((entry) => [entry.subject, entry.text])).toEqual([
    ['up', 'bytes'],
    ['up', 'bytes'],
  ]);
});

test('a watched mailbox publishes once per change, until it is stopped or expires', async () => {
  const { gmail } = await signIn(google.origin, 'wat@example.com');
  const topicName = 'projects/local/topics/mail';
  const { data } = await gmail.users.watch({ ...me, requestBody: { topicName } });
  expect(Number(data.expiration)).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
  expect(data.historyId).toMatch(/^\d+$/);
  const mine = () => published.filter((entry) => entry.emailAddress === 'wat@example.com');
  const write = () => gmail.users.messages.send({ ...me, requestBody: { raw: mail('t@example.com', 'n') } });
  const current = async () => (await gmail.users.getProfile(me)).data.historyId;
  await write();
  expect(mine()).toEqual([
    { topic: topicName, emailAddress: 'wat@example.com', historyId: data.historyId },
    { topic: topicName, emailAddress: 'wat@example.com', historyId: await current() },
  ]);
  google.world.holdNextNotifications('wat@example.com', 'hold', 1);
  google.world.holdNextNotifications('wat@example.com', 'drop', 1);
  await write();
  const heldId = await current();
  await write();
  expect(mine()).toHaveLength(2);
  google.world.releaseNotifications('wat@example.com');
  await current();
  expect(mine().at(-1)?.historyId).toBe(heldId);
  google.world.holdNextNotifications('wat@example.com', 'duplicate', 1);
  await write();
  const twice = await current();
  expect(
    mine()
      .slice(-2)
      .map((entry) => entry.historyId),
  ).toEqual([twice, twice]);
  google.world.expireWatch('wat@example.com');
  await write();
  await gmail.users.watch({ ...me, requestBody: { topicName } });
  await gmail.users.stop(me);
  await write();
  expect(mine()).toHaveLength(6);
});

test('refusals have the shape of Google, and rubbish is 400', async () => {
  const { gmail, accessToken } = await signIn(google.origin, 'err@example.com');
  expect(await refusal(gmail.users.messages.get({ ...me, id: 'none' }))).toMatchObject({
    status: 404,
    data: {
      error: {
        code: 404,
        message: 'Requested entity was not found.',
        status: 'NOT_FOUND',
        errors: [{ reason: 'notFound', domain: 'global' }],
      },
    },
  });
  expect((await refusal(gmail.users.getProfile({ userId: 'other@example.com' }))).status).toBe(403);
  expect((await gmail.users.getProfile({ userId: 'err@example.com' })).data.emailAddress).toBe(
    'err@example.com',
  );
  const wrong: Promise<unknown>[] = [
    gmail.users.watch({ ...me, requestBody: { topicName: 'nonsense' } }),
    gmail.users.history.list({ ...me, startHistoryId: 'abc' }),
    gmail.users.history.list(me),
    gmail.users.messages.send({ ...me, requestBody: {} }),
    gmail.users.messages.send({ ...me, requestBody: { raw: 'not base64!' } }),
    gmail.users.messages.send({ ...me, requestBody: { raw: raw('Subject: to nobody', '', 'x') } }),
    gmail.users.messages.list({ ...me, pageToken: 'x' }),
    gmail.users.drafts.send({ ...me, requestBody: {} }),
  ];
  expect((await Promise.all(wrong.map(refusal))).map(({ status }) => status)).toEqual(wrong.map(() => 400));
  for (const body of ['{', '[]', '"x"', 'null', '{"message":5}', '{"message":{"raw":7}}']) {
    const response = await fetch(`${google.origin}/gmail/v1/users/me/drafts`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body,
    });
    expect([body, response.status]).toEqual([body, 400]);
  }
  expect((await fetch(`${google.origin}/gmail/v1/users/%E0%A4%A/profile`)).status).toBeLessThan(500);
});

test('quota units are counted per mailbox and may be limited', async () => {
  const { gmail } = await signIn(google.origin, 'quo@example.com');
  await gmail.users.getProfile(me);
  await gmail.users.watch({ ...me, requestBody: { topicName: 'projects/local/topics/t' } });
  const use = await (await fetch(`${google.origin}/control/quota?email=quo@example.com`)).json();
  expect(use).toEqual({
    email: 'quo@example.com',
    units: 101,
    calls: 2,
    methods: {
      'gmail.users.getProfile': { calls: 1, units: 1 },
      'gmail.users.watch': { calls: 1, units: 100 },
    },
    limitPerMinute: null,
  });
  google.world.setQuotaLimit(1);
  await gmail.users.getProfile(me);
  const refused = await refusal(gmail.users.drafts.list(me));
  google.world.setQuotaLimit(null);
  expect(refused).toMatchObject({
    status: 429,
    data: { error: { errors: [{ reason: 'rateLimitExceeded' }] } },
  });
});
