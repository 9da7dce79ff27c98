import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GoogleError } from './google-error.ts';
import { openWorld } from './world.ts';

const chance = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};
const open = () => openWorld({ databasePath: ':memory:', now: () => 1_777_000_000_000, random: chance(42) });

test('the same clock and dice give the same world', () => {
  const run = () => {
    const world = open();
    const draft = world.gmail.createDraft('a@example.com', { raw: Buffer.from('To: b@example.com\n\nx') });
    world.gmail.sendDraft('a@example.com', draft.id);
    const result = JSON.stringify([draft, world.mails('a@example.com'), world.mails('b@example.com')]);
    world.close();
    return result;
  };
  expect(run()).toBe(run());
});

test('a refused call leaves nothing behind', () => {
  const world = open();
  const draft = world.gmail.createDraft('a@example.com', { raw: Buffer.from('Subject: to nobody\n\nx') });
  const before = world.gmail.getProfile('a@example.com');
  expect(() => world.gmail.sendDraft('a@example.com', draft.id)).toThrow('Recipient address required');
  expect(world.gmail.getProfile('a@example.com')).toEqual(before);
  expect(world.gmail.getDraft('a@example.com', draft.id).message.id).toBe(draft.message.id);
  world.close();
});

test('any bytes are a mail that can be kept, read, listed and sent or are refused', () => {
  const world = open();
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '\r\n',
      '\n\n',
      'To: ',
      'b@example.com',
      'From: "',
      'Content-Type: multipart/mixed; boundary=x\r\n',
      '--x\r\n',
      '--x--',
      '=?UTF-8?B?',
      'Content-Transfer-Encoding: base64\r\n',
      'References: <a@b> <',
    ),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(piece, { maxLength: 20 }).map((pieces) => Buffer.from(pieces.join(''))),
  );
  fc.assert(
    fc.property(bytes, (raw) => {
      const { id } = world.deliver('a@example.com', raw);
      for (const format of ['full', 'raw', 'metadata', 'minimal']) {
        expect(world.gmail.getMessage('a@example.com', id, { format }).id).toBe(id);
      }
      try {
        world.gmail.sendMessage('a@example.com', { raw });
      } catch (error) {
        if (!(error instanceof GoogleError)) throw error;
      }
    }),
    { numRuns: 200 },
  );
  expect(
    world.gmail.listMessages('a@example.com', { q: 'subject:x -from:"y" in:anywhere word' }),
  ).toBeDefined();
  world.close();
});

test.each([
  ['<', 'From: a@b.c\nContent-Type: text/html\n\n'],
  ['<style ', 'From: a@b.c\nContent-Type: text/html\n\n'],
  [' ', 'From: a@b.c\nContent-Transfer-Encoding: quoted-printable\n\n'],
  ['>', 'From: a@b.c\n\n'],
  [' ', 'From: a@b.c\nMessage-ID: <m@b.c>\nSubject: re:'],
  ['re: ', 'From: a@b.c\nMessage-ID: <m@b.c>\nSubject: '],
  [';', 'From: a@b.c\nContent-Type: multipart/mixed; '],
])('a million times %j is read in linear time', (piece, start) => {
  const world = open();
  const me = 'a@example.com';
  const raw = Buffer.from(`${start}${piece.repeat(1_000_000 / piece.length)}x`);
  const { id, threadId } = world.deliver(me, raw);
  expect(world.gmail.getMessage(me, id).snippet?.length).toBeLessThanOrEqual(1200);
  const answer = Buffer.from('To: a@b.c\nIn-Reply-To: <m@b.c>\nSubject: s\n\nx');
  world.gmail.createDraft(me, { raw: answer, threadId });
  expect(world.gmail.listMessages(me, { q: 'subject:x x' })).toBeDefined();
  world.close();
});

test('a mailbox keeps what its threads, drafts and history say in step', () => {
  const action = fc.record({
    kind: fc.constantFrom('create', 'update', 'send', 'delete', 'deliver'),
    pick: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const world = open();
      const me = 'a@example.com';
      const start = world.gmail.getProfile(me).historyId;
      const raw = Buffer.from('To: b@example.com\nSubject: s\n\nx');
      let drafts: string[] = [];
      for (const { kind, pick } of actions) {
        const id = drafts[pick % Math.max(drafts.length, 1)];
        if (kind === 'create') drafts.push(world.gmail.createDraft(me, { raw }).id);
        else if (kind === 'deliver') world.deliver(me, raw);
        else if (id !== undefined) {
          if (kind === 'update') world.gmail.updateDraft(me, id, { raw });
          else {
            if (kind === 'send') world.gmail.sendDraft(me, id);
            else world.gmail.deleteDraft(me, id);
            drafts = drafts.filter((draft) => draft !== id);
          }
        }
      }
      const alive = new Set<string>();
      for (const record of world.gmail.listHistory(me, { startHistoryId: start, maxResults: 500 }).history ??
        []) {
        for (const { message } of record.messagesAdded ?? []) alive.add(message.id);
        for (const { message } of record.messagesDeleted ?? []) alive.delete(message.id);
      }
      const listed = world.gmail.listMessages(me, { maxResults: 500 }).messages ?? [];
      expect(new Set(listed.map((message) => message.id))).toEqual(alive);
      expect(new Set((world.gmail.listDrafts(me).drafts ?? []).map((draft) => draft.id))).toEqual(
        new Set(drafts),
      );
      world.close();
    }),
    { numRuns: 40 },
  );
});

test('a file from before a column was added goes on working', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'local-google-'));
  const databasePath = join(folder, 'old.db');
  const chances = { now: () => 0, random: chance(1) };
  openWorld({ databasePath, ...chances }).close();
  const old = new DatabaseSync(databasePath);
  old.exec('ALTER TABLE fault DROP COLUMN moment; ALTER TABLE token DROP COLUMN code');
  old.exec("INSERT INTO fault (method, kind, probability, state) VALUES ('oauth.token', 'hang', 1, 1)");
  old.close();
  const world = openWorld({ databasePath, ...chances });
  expect(world.takeFault('oauth.token', null)).toEqual({ kind: 'hang', when: 'before' });
  world.close();
  await rm(folder, { recursive: true });
});
