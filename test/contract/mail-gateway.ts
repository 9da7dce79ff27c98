import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HistoryEntry, MailGateway } from '../../shared/application/ports/mail-gateway.ts';
import { parseMail } from '../../shared/mail/parse.ts';
import { expectOk } from './identity.setup.ts';

export interface MailWorld {
  readonly gateway: MailGateway;
  readonly mailboxId: string;
  readonly email: string;
  /** Somebody else's mail arrives. */
  receive(raw: string): Promise<{ readonly id: string; readonly threadId: string }>;
  /** The owner presses Send at a draft on Gmail's own page; the id of the sent mail. */
  sendByHand(draftId: string): Promise<string>;
  /** Every history id given out so far has expired. */
  expireHistory(): void;
  /** Epoch ms. */
  now(): number;
}

export const rawMail = (fields: {
  readonly from?: string;
  readonly to: string;
  readonly subject: string;
  readonly text?: string;
  readonly ourMessageId?: string;
  readonly headers?: readonly string[];
}): string =>
  [
    `From: ${fields.from ?? 'owner@example.com'}`,
    `To: ${fields.to}`,
    `Subject: ${fields.subject}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...(fields.ourMessageId ? [`X-Email-AI-Message: ${fields.ourMessageId}`] : []),
    ...(fields.headers ?? []),
    '',
    fields.text ?? 'Hello',
    '',
  ].join('\r\n');

const bytes = (raw: string): Uint8Array => new TextEncoder().encode(raw);
const text = (raw: Uint8Array): string => new TextDecoder().decode(raw);

/** A draft as whoever reads it sees it: its bytes may come in another form than they were written in. */
const readDraft = async ({ gateway, mailboxId }: MailWorld, draftId: string) => {
  const { raw, ...ref } = expectOk(await gateway.getDraft(mailboxId, draftId));
  const { text: words, subject, headers } = await parseMail(raw);
  const ours = headers.find(({ name }) => name === 'X-Email-AI-Message')?.value;
  return { ref, words: words?.trimEnd(), subject, ours };
};

/** Every entry since that id, over all pages. */
export const historySince = async (
  { gateway, mailboxId }: MailWorld,
  startHistoryId: string,
): Promise<readonly HistoryEntry[]> => {
  const entries: HistoryEntry[] = [];
  let pageToken: string | undefined;
  do {
    const page = expectOk(await gateway.listHistory(mailboxId, startHistoryId, pageToken));
    entries.push(...page.entries);
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return entries;
};

/**
 * What every MailGateway holds to, whether Gmail behaves as documented or as it is known to. `open` gives a mailbox of
 * its own to each test.
 */
export const mailGatewayContract = (adapter: string, open: () => Promise<MailWorld>): void => {
  const notFound = { ok: false, error: { code: 'not_found' } };
  const here = async (world: MailWorld): Promise<string> =>
    expectOk(await world.gateway.getProfile(world.mailboxId)).historyId;
  const draft = (world: MailWorld, ourMessageId: string, to = 'ann@example.com', subject = 'Hello') =>
    world.gateway.createDraft(
      world.mailboxId,
      bytes(rawMail({ from: world.email, to, subject, ourMessageId })),
      null,
    );

  describe(`mail gateway: ${adapter}`, () => {
    test('the profile tells the address and where history stands', async () => {
      const { gateway, mailboxId, email } = await open();
      const profile = expectOk(await gateway.getProfile(mailboxId));
      expect(profile.emailAddress).toBe(email);
      expect(profile.historyId).toMatch(/^[1-9]\d*$/);
      expect(expectOk(await gateway.listSendAs(mailboxId))).toContain(email);
    });

    test('a watch begins at the current history and lasts seven days at most', async () => {
      const world = await open();
      const { gateway, mailboxId } = world;
      const watch = expectOk(await gateway.watch(mailboxId));
      expect(BigInt(watch.historyId)).toBeGreaterThanOrEqual(BigInt(await here(world)));
      expect(watch.expiresAt).toBeGreaterThan(world.now());
      expect(watch.expiresAt).toBeLessThanOrEqual(world.now() + 7 * 86_400_000);
      expect((await gateway.watch(mailboxId)).ok).toBe(true);
      expect(await gateway.stopWatch(mailboxId)).toEqual({ ok: true, value: undefined });
      expect(await gateway.stopWatch(mailboxId)).toEqual({ ok: true, value: undefined });
    });

    test('a draft can be read, changed, and found in its thread', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const first = expectOk(await draft(world, 'm1'));
      expect(await readDraft(world, first.draftId)).toMatchObject({
        ref: first,
        words: 'Hello',
        subject: 'Hello',
        ours: 'm1',
      });
      const raw = rawMail({
        from: email,
        to: 'ann@example.com',
        subject: 'Hello',
        text: 'Grüße 2',
        ourMessageId: 'm1',
      });
      const second = expectOk(
        await gateway.updateDraft(mailboxId, first.draftId, bytes(raw), first.threadId),
      );
      expect(second.draftId).toBe(first.draftId);
      const changed = await readDraft(world, first.draftId);
      expect(changed).toMatchObject({ ref: { messageId: second.messageId }, words: 'Grüße 2', ours: 'm1' });
    });

    test('a thread goes with its last mail, and no draft may name it then', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const made = expectOk(await draft(world, 'm1'));
      expectOk(await gateway.deleteDraft(mailboxId, made.draftId));
      const raw = bytes(rawMail({ from: email, to: 'ann@example.com', subject: 'Hello' }));
      expect(await gateway.createDraft(mailboxId, raw, made.threadId)).toMatchObject(notFound);
      expect((await gateway.createDraft(mailboxId, raw, null)).ok).toBe(true);
    });

    test('sending takes the draft away and leaves a mail with an id of its own', async () => {
      const world = await open();
      const { gateway, mailboxId } = world;
      const made = expectOk(await draft(world, 'm1'));
      const sent = expectOk(await gateway.sendDraft(mailboxId, made.draftId));
      expect(sent.messageId).not.toBe(made.messageId);
      expect(sent.threadId).toBe(made.threadId);
      expect(await gateway.sendDraft(mailboxId, made.draftId)).toMatchObject(notFound);
      expect(await gateway.getDraft(mailboxId, made.draftId)).toMatchObject(notFound);
      expect(await gateway.deleteDraft(mailboxId, made.draftId)).toMatchObject(notFound);
      const mail = expectOk(await gateway.getMessage(mailboxId, sent.messageId));
      expect(mail.labelIds).toContain('SENT');
      expect(text(mail.raw)).toContain('X-Email-AI-Message: m1');
      expect(text(mail.raw)).toMatch(/^Message-ID: <.+>/im);
      const entries = expectOk(await gateway.getThread(mailboxId, sent.threadId));
      expect(entries).toHaveLength(1);
      expect(entries).toMatchObject([
        {
          id: sent.messageId,
          labelIds: expect.arrayContaining(['SENT']),
          internalDate: mail.internalDate,
          ourMessageId: 'm1',
        },
      ]);
    });

    test('a draft that its owner sent is gone, and nothing that is done to its id touches the mail', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const { draftId, threadId } = expectOk(await draft(world, 'm1'));
      const sentId = await world.sendByHand(draftId);
      const raw = bytes(rawMail({ from: email, to: 'ann@example.com', subject: 'Hello', text: 'Other' }));
      expect(await gateway.getDraft(mailboxId, draftId)).toMatchObject(notFound);
      expect(await gateway.updateDraft(mailboxId, draftId, raw, threadId)).toMatchObject(notFound);
      expect(await gateway.sendDraft(mailboxId, draftId)).toMatchObject(notFound);
      expect(await gateway.deleteDraft(mailboxId, draftId)).toMatchObject(notFound);
      const anywhere = { threadId: null, to: 'ann@example.com' };
      expect(expectOk(await gateway.findDraft(mailboxId, 'm1', anywhere))).toBeNull();
      const mail = expectOk(await gateway.getMessage(mailboxId, sentId));
      expect(mail.labelIds).toContain('SENT');
      expect((await parseMail(mail.raw)).text?.trim()).toBe('Hello');
      const entries = expectOk(await gateway.getThread(mailboxId, threadId));
      expect(entries.map(({ id, labelIds }) => [id, labelIds.includes('SENT')])).toEqual([[sentId, true]]);
    });

    test('a mail is read the same whether its size is known or not', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const headers = [`Message-ID: <${randomUUID()}@example.com>`];
      const raw = rawMail({ from: 'ann@example.com', to: email, subject: 'Größe', headers });
      const { id } = await world.receive(raw);
      const unknown = expectOk(await gateway.getMessage(mailboxId, id));
      expect(expectOk(await gateway.getMessage(mailboxId, id, unknown.raw.byteLength))).toEqual(unknown);
    });

    test('a deleted draft cannot be sent', async () => {
      const world = await open();
      const { gateway, mailboxId } = world;
      const { draftId } = expectOk(await draft(world, 'm1'));
      expect(await gateway.deleteDraft(mailboxId, draftId)).toEqual({ ok: true, value: undefined });
      expect(await gateway.sendDraft(mailboxId, draftId)).toMatchObject(notFound);
    });

    test('of two that send the same draft at once, one does', async () => {
      const world = await open();
      const { gateway, mailboxId } = world;
      const { draftId, threadId } = expectOk(await draft(world, 'm1'));
      const results = await Promise.all([1, 2, 3].map(() => gateway.sendDraft(mailboxId, draftId)));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(expectOk(await gateway.getThread(mailboxId, threadId))).toHaveLength(1);
    });

    test('an answer joins the conversation, and so does our answer to it', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const { draftId } = expectOk(await draft(world, 'm1', 'ann@example.com', 'Question'));
      const sent = expectOk(await gateway.sendDraft(mailboxId, draftId));
      const messageIdOf = async (id: string) =>
        /^Message-ID:\s*(<.+>)/im.exec(text(expectOk(await gateway.getMessage(mailboxId, id)).raw))?.[1] ??
        '';
      const parent = await messageIdOf(sent.messageId);
      const received = await world.receive(
        rawMail({
          from: 'ann@example.com',
          to: email,
          subject: 'Re: Question',
          text: 'Answer: 🙂',
          headers: [
            `Message-ID: <${randomUUID()}@example.com>`,
            `In-Reply-To: ${parent}`,
            `References: ${parent}`,
          ],
        }),
      );
      expect(received.threadId).toBe(sent.threadId);
      const mail = expectOk(await gateway.getMessage(mailboxId, received.id));
      expect(mail.threadId).toBe(sent.threadId);
      expect(text(mail.raw)).toContain('Answer: 🙂');
      const theirs = await messageIdOf(received.id);
      const raw = rawMail({
        from: email,
        to: 'ann@example.com',
        subject: 'Re: Question',
        ourMessageId: 'm2',
        headers: [`In-Reply-To: ${theirs}`, `References: ${parent} ${theirs}`],
      });
      const reply = expectOk(await gateway.createDraft(mailboxId, bytes(raw), sent.threadId));
      expect(reply.threadId).toBe(sent.threadId);
      expectOk(await gateway.sendDraft(mailboxId, reply.draftId));
      const entries = expectOk(await gateway.getThread(mailboxId, sent.threadId));
      expect(entries.map((entry) => entry.ourMessageId)).toEqual(['m1', null, 'm2']);
    });

    test('history tells what came, what was sent, and what was deleted', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const start = await here(world);
      expect(await historySince(world, start)).toEqual([]);
      const received = await world.receive(
        rawMail({
          from: 'ann@example.com',
          to: email,
          subject: 'News',
          headers: [`Message-ID: <${randomUUID()}@x>`],
        }),
      );
      const { draftId } = expectOk(await draft(world, 'm1'));
      const sent = expectOk(await gateway.sendDraft(mailboxId, draftId));
      const entries = await historySince(world, start);
      const of = (id: string) =>
        entries.filter((entry) => entry.messageId === id && entry.kind !== 'deleted');
      expect(of(received.id)).toContainEqual({
        kind: 'added',
        messageId: received.id,
        threadId: received.threadId,
        labelIds: expect.arrayContaining(['INBOX']),
        historyId: expect.stringMatching(/^\d+$/),
      });
      expect(of(sent.messageId).some((entry) => entry.labelIds.includes('SENT'))).toBe(true);
      expect(await historySince(world, await here(world))).toEqual([]);
    });

    test('a search finds what came from these addresses since then, and nothing that left', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const from = (sender: string) =>
        world.receive(
          rawMail({ from: sender, to: email, subject: 'x', headers: [`Message-ID: <${randomUUID()}@x>`] }),
        );
      const [ann, bo] = [await from('Ann <ann@example.com>'), await from('bo@example.com')];
      const addresses = ['ann@example.com', 'nobody" OR from:bo@example.com'];
      const search = async (after: number) =>
        expectOk(await gateway.searchFrom(mailboxId, { addresses, after })).map(({ id }) => id);
      expect(await search(0)).toEqual([ann.id]);
      expect(await search(0)).not.toContain(bo.id);
      expect(await search(4_000_000_000_000)).toEqual([]);
      const { draftId } = expectOk(await draft(world, 'm1'));
      expectOk(await gateway.sendDraft(mailboxId, draftId));
      const own = expectOk(await gateway.searchFrom(mailboxId, { addresses: [email], after: 0 }));
      expect(own).toEqual([]);
    });

    test('a message is found by its Message-ID, and nothing by an id that none has', async () => {
      const world = await open();
      const { gateway, mailboxId, email } = world;
      const messageId = `<${randomUUID()}@x.example>`;
      const headers = [`Message-ID: ${messageId}`];
      const mail = await world.receive(
        rawMail({ from: 'ann@example.com', to: email, subject: 'x', headers }),
      );
      const find = async (...ids: string[]) =>
        expectOk(await gateway.findByMessageId(mailboxId, ids)).map(({ id }) => id);
      expect(await find('<none@x.example>', messageId)).toEqual([mail.id]);
      expect(await find('<none@x.example>', '', 'in:anywhere', '<a} OR {in:anywhere@x>')).toEqual([]);
      expect(await find()).toEqual([]);
    });

    test('a history id that has expired is not found', async () => {
      const world = await open();
      const start = await here(world);
      world.expireHistory();
      expect(await world.gateway.listHistory(world.mailboxId, start)).toMatchObject(notFound);
      expect((await world.gateway.listHistory(world.mailboxId, await here(world))).ok).toBe(true);
    });

    test('what is not there is not found', async () => {
      const { gateway, mailboxId } = await open();
      const missing = '18f0000000000000';
      expect(await gateway.getMessage(mailboxId, missing)).toMatchObject(notFound);
      expect(await gateway.getThread(mailboxId, missing)).toMatchObject(notFound);
      expect(await gateway.getDraft(mailboxId, 'r-123')).toMatchObject(notFound);
      expect(await gateway.sendDraft(mailboxId, 'r-123')).toMatchObject(notFound);
    });

    test('a draft is found by our header, in its thread or by its recipient', async () => {
      const world = await open();
      const { gateway, mailboxId } = world;
      const [other, wanted] = [expectOk(await draft(world, 'm1')), expectOk(await draft(world, 'm2'))];
      const anywhere = { threadId: null, to: 'ann@example.com' };
      expect(expectOk(await gateway.findDraft(mailboxId, 'm2', anywhere))).toEqual(wanted);
      const inThread = { threadId: wanted.threadId, to: 'ann@example.com' };
      expect(expectOk(await gateway.findDraft(mailboxId, 'm2', inThread))).toEqual(wanted);
      const elsewhere = { threadId: other.threadId, to: 'ann@example.com' };
      expect(expectOk(await gateway.findDraft(mailboxId, 'm2', elsewhere))).toBeNull();
      expect(expectOk(await gateway.findDraft(mailboxId, 'm', anywhere))).toBeNull();
      expect(expectOk(await gateway.findDraft(mailboxId, 'm3', anywhere))).toBeNull();
      expectOk(await gateway.sendDraft(mailboxId, wanted.draftId));
      expect(expectOk(await gateway.findDraft(mailboxId, 'm2', anywhere))).toBeNull();
    });
  });
};
