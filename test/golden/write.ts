import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listMigrations } from '../../infra/migrations/list.ts';
import { runMigration } from '../../infra/migrations/run-migration.ts';
import { applyRetention } from '../../shared/application/account/apply-retention.ts';
import { err, ok } from '../../shared/domain/result.ts';
import { inhabited, OWNER } from '../access/support/inhabited.ts';
import { hostileMails } from '../injection/hostile-mails.ts';
import { disobediences, ObeyingWriter } from '../injection/obeying-writer.ts';
import { planFor } from '../simulation/plan-for.ts';
import { runPlan } from '../simulation/run.ts';
import { arriving, openMailWorld } from '../support/mail-world/mail-world.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { Pick } from './pick.ts';

/**
 * `npm run golden -- VERSION`: writes documents of every collection as the present code stores them, for the release of that
 * version. To be run once, when it is released; from then on the files are never changed (`golden.test.ts`).
 */
const version = process.argv[2] ?? '';
if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('npm run golden -- VERSION');
const SEEDS = 2000;

const pick = new Pick();
MemoryStore.onPut = (document) => pick.show(document);

/** A person from the first sign-in to the wish to be forgotten, at the HTTP edge. */
const playAccount = async (): Promise<void> => {
  const { world, owner } = await inhabited();
  await world.browser().beginSignIn('?returnTo=/threads');
  await owner.json('PATCH', '/auth/settings', {
    timeZone: 'Europe/Berlin',
    dailySendingLimit: 40,
    retentionDays: 30,
  });
  const { items } = await owner.json<{ items: { id: string }[] }>('GET', '/assistants');
  await owner.json('PATCH', `/assistants/${items[0]?.id}`, {
    knowledge: 'A call takes half an hour.',
    language: 'en',
    signature: 'Ada',
    workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
  });
  const { items: threads } = await owner.json<{ items: { id: string }[] }>('GET', '/threads');
  const drafts = await owner.json<{ items: { id: string }[] }>('GET', `/threads/${threads[1]?.id}/messages`);
  await owner.json('POST', `/threads/${threads[1]?.id}/messages/${drafts.items[0]?.id}/approve`, {});
  await owner.json('POST', `/threads/${threads[0]?.id}/stop`);
  await owner.json('DELETE', `/threads/${threads[0]?.id}`);
  await owner.json('DELETE', '/auth/suppressions/h');
  await (await owner.fetch('GET', '/auth/export')).text();
  await owner.json('DELETE', `/assistants/${items[0]?.id}`);
  world.google.isDown = true;
  await owner.fetch('POST', '/auth/disconnect');
  world.google.isDown = false;
  await (await world.signedIn(OWNER)).json('POST', '/auth/logout-everywhere');
  const again = await world.signedIn(OWNER);
  world.google.isDown = true;
  await again.fetch('DELETE', '/auth/account');
  await world.app.store.close();
};

/** One conversation over Gmail's stand-in: real MIME, HTML, an attachment, and enough words to be summed up. */
const playLongConversation = async (): Promise<void> => {
  const usage = { inputTokens: 900, outputTokens: 80, cachedInputTokens: 0 };
  const reason = 'They asked for a time.';
  const answer = { action: 'reply', subject: 'A call', body: 'How about Tuesday?', reason } as const;
  const world = await openMailWorld({
    write: async () => ok({ answer: { ...answer, goalProgress: 'A time is open.' }, usage, model: 'golden' }),
    summarise: async () => ok({ text: 'They asked for a time, again and again.', usage, model: 'golden' }),
  });
  const owner = await world.signUp('owner', { retentionDays: 30 });
  const { id: assistantId } = await world.assistant(owner);
  const recipient = { email: `mia-${owner.mailboxId}@example.com`, name: 'Mia Miller' };
  const request = { assistantId, recipient, instructions: 'Ask for a call.', goal: 'A call is arranged.' };
  const threadId = await world.start(owner, { ...request, followUp: { afterDays: 3, max: 2, backoff: 1 } });
  for (let n = 1; n <= 8; n++) {
    await world.answer(owner, threadId, `When would suit you? ${`Question ${n}. `.repeat(1500)}`);
  }
  await world.answer(owner, threadId, ({ messageId, subject }) =>
    [
      `Return-Path: <${recipient.email}>`,
      'Authentication-Results: mx.google.com; dkim=pass header.i=@example.com; spf=pass; dmarc=pass header.from=example.com',
      `From: Mia Miller <${recipient.email}>`,
      `To: ${owner.email}`,
      'Cc: Carl Copy <carl@example.com>',
      `Subject: Re: ${subject}`,
      `Message-ID: <${randomUUID()}@example.com>`,
      `In-Reply-To: ${messageId}`,
      `References: ${messageId}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Tuesday is <b>fine</b>.</p><blockquote>How about Tuesday?</blockquote>',
      '--b',
      'Content-Type: application/pdf; name=agenda.pdf',
      'Content-Disposition: attachment; filename=agenda.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0xLjQK',
      '--b--',
      '',
    ].join('\r\n'),
  );
  await world.close();
};

/** Mails that try to take the assistant over, and a model that lets them: what is held back, and why. */
const playHostileMails = async (): Promise<void> => {
  const writer = new ObeyingWriter();
  let isRefusing = false;
  const world = await openMailWorld({
    write: async (prompt) => (isRefusing ? err({ code: 'refused', message: 'No.' }) : writer.write(prompt)),
    summarise: () => writer.summarise(),
  });
  for (const [index, mail] of hostileMails.entries()) {
    const owner = await world.signUp(`owner${index}`);
    const { id: assistantId } = await world.assistant(owner, { instructions: 'The code is CANARY-4711.' });
    for (const how of disobediences) {
      writer.how = how;
      const email = `mia${disobediences.indexOf(how)}-${owner.mailboxId}@example.com`;
      const recipient = { email, name: 'Mia Miller' };
      const threadId = await world.start(owner, { assistantId, recipient, instructions: 'Ask for a call.' });
      await world.answer(owner, threadId, ({ messageId, subject }) => {
        const sent = { owner: owner.email, recipient: email, messageId, subject };
        const { body, headers = [] } = mail;
        return arriving({
          from: mail.from?.(sent) ?? `Mia Miller <${email}>`,
          to: owner.email,
          subject: mail.subject ?? `Re: ${subject}`,
          inReplyTo: messageId,
          headers: typeof headers === 'function' ? headers(sent) : headers,
          ...(mail.type === undefined ? {} : { type: mail.type }),
          body: typeof body === 'function' ? body(sent) : body,
        });
      });
    }
  }
  const owner = await world.signUp('refused', { retentionDays: 1 });
  const { id: assistantId } = await world.assistant(owner);
  const recipient = { email: `mia-${owner.mailboxId}@example.com` };
  const threadId = await world.start(owner, { assistantId, recipient, instructions: 'Ask for a call.' });
  isRefusing = true;
  await world.answer(owner, threadId, 'Write something forbidden.');
  world.advance(3 * 24 * 60 * 60_000);
  await applyRetention(world.deps)();
  await world.close();
};

const playMigrations = async (): Promise<void> => {
  const store = new MemoryStore().connect();
  for (const migration of await listMigrations()) {
    await runMigration({ store, now: () => Date.UTC(2026, 10, 2), token: 'golden' }, migration, 'up');
  }
};

await playAccount();
await playLongConversation();
await playHostileMails();
await playMigrations();
for (let seed = 1; seed <= SEEDS; seed++) await runPlan(planFor(seed));

const folder = join(import.meta.dirname, version);
const hashes: Record<string, string> = {};
for (const { collection, name, path, data } of pick.picked()) {
  const text = `${JSON.stringify({ path, data }, null, 2)}\n`;
  await mkdir(join(folder, collection), { recursive: true });
  await writeFile(join(folder, collection, `${name}.json`), text, { flag: 'wx' });
  hashes[`${version}/${collection}/${name}.json`] = createHash('sha256').update(text).digest('hex');
}
const manifest = join(import.meta.dirname, 'manifest.json');
const before: object = JSON.parse(await readFile(manifest, 'utf8').catch(() => '{}'));
await writeFile(manifest, `${JSON.stringify({ ...before, ...hashes }, null, 2)}\n`);
console.log(`${Object.keys(hashes).length} documents of ${version} in test/golden/${version}.`);
