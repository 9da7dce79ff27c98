import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeMail } from '../mail/compose-mail.ts';
import { openWorld, type World } from '../world/world.ts';
import { setAnswersAlone } from './answering.ts';
import { runInhabitants } from './live.ts';
import { INHABITANTS } from './people.ts';

const ME = 'you@example.com';
const DELAY = 2000;
let world: World;
let now = Date.UTC(2026, 4, 4, 9);
let seed = 1;

beforeEach(() => {
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  world = openWorld({ databasePath: ':memory:', now: () => now, random });
});
afterEach(() => world.close());

function write(to: string, headers: Record<string, string> = {}, text = 'Hello'): { threadId: string } {
  const thread = world.mails(ME).filter((mail) => mail.from.includes(to) || mail.to.includes(to));
  const last = thread[0];
  return world.gmail.sendMessage(ME, {
    raw: composeMail({
      from: { name: 'You', address: ME },
      to: [{ name: '', address: to }],
      subject: last === undefined ? 'An offer' : `Re: ${last.subject.replace(/^Re: /, '')}`,
      text,
      ...(last === undefined ? {} : { inReplyTo: last.messageId }),
      headers,
    }),
    threadId: last?.threadId,
  });
}

function later(): void {
  now += DELAY;
  expect(runInhabitants(world.kernel, DELAY)).toBeNull();
}

const from = (who: string) => world.mails(ME).filter((mail) => mail.from.includes(who));

test('nobody answers before their time, and the time is told', () => {
  write('maria@example.com');
  now += DELAY - 1;
  expect(runInhabitants(world.kernel, DELAY)).toBe(now + 1);
  expect(from('maria@')).toHaveLength(0);
});

test('Maria asks, agrees and is silent, in one conversation, also to automatic mail', () => {
  const { threadId } = write('maria@example.com');
  later();
  expect(from('maria@')[0]?.text).toContain('?');
  write('maria@example.com', { 'Auto-Submitted': 'auto-replied' });
  later();
  expect(from('maria@')[0]?.text).toMatch(/works for me[\s\S]*Thanks/);
  write('maria@example.com');
  later();
  expect(from('maria@')).toHaveLength(2);
  expect(new Set(world.mails(ME).map((mail) => mail.threadId))).toEqual(new Set([threadId]));
});

test('Maria begins again when she is written to anew, though Gmail joins it to the old thread', () => {
  const anew = () =>
    world.gmail.sendMessage(ME, {
      raw: composeMail({
        from: { name: 'You', address: ME },
        to: [{ name: '', address: 'maria@example.com' }],
        subject: 'An offer',
        text: 'Hello',
      }),
    });
  anew();
  later();
  write('maria@example.com');
  later();
  anew();
  later();
  expect(from('maria@')).toHaveLength(3);
  expect(from('maria@')[0]?.text).toContain('?');
  expect(new Set(world.mails('maria@example.com').map((mail) => mail.threadId)).size).toBe(1);
});

test('Maria takes up what was proposed', () => {
  write('maria@example.com', {}, 'A 20 minute call: Thursday at 3 pm, or Friday at 9:30?');
  later();
  expect(from('maria@')[0]?.text).toMatch(/conversation[^?]*what happens after that\?/);
  write('maria@example.com', {}, 'Nothing at all.\n> Monday at 8:00');
  later();
  expect(from('maria@')[0]?.text).toContain('Thursday 7 May 2026 at 15:00 works for me');
});

test('nobody answers a program that begins a conversation', () => {
  for (const { email } of INHABITANTS) write(email, { 'Auto-Submitted': 'auto-replied' });
  later();
  expect(world.mails(ME).filter((mail) => !mail.labelIds.includes('SENT'))).toEqual([]);
});

test('who is played by hand is silent, and afterwards answers what is unread', () => {
  setAnswersAlone(world.kernel, 'maria@example.com', false);
  write('maria@example.com');
  later();
  expect(from('maria@')).toHaveLength(0);
  setAnswersAlone(world.kernel, 'maria@example.com', true);
  later();
  expect(from('maria@')).toHaveLength(1);
});

test('Oliver is away: once per sender, marked as automatic, and never to a machine', () => {
  write('oliver@example.com', { 'Auto-Submitted': 'auto-generated' });
  later();
  expect(from('oliver@')).toHaveLength(0);
  write('oliver@example.com');
  write('oliver@example.com');
  later();
  const [reply, ...more] = from('oliver@');
  expect(more).toEqual([]);
  expect(reply?.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-replied' });
  expect(reply?.text).toContain('back on Saturday 9 May 2026');
  expect(reply?.subject).toMatch(/^Re: .*An offer$/);
});

test.each([
  ['dana@example.com', /I'll pass/],
  ['stefan@example.com', /don't write to me again/],
])('%s answers once', (who, text) => {
  write(who);
  later();
  write(who);
  later();
  expect(from(who)).toHaveLength(1);
  expect(from(who)[0]?.text).toMatch(text);
});

test('nobody answers a bounce', () => {
  world.gmail.sendMessage('maria@example.com', {
    raw: Buffer.from('To: gone@nowhere.invalid\nSubject: s\n\nx'),
  });
  later();
  expect(world.mails('maria@example.com').map((mail) => mail.labelIds)).toEqual([
    ['CATEGORY_PERSONAL', 'INBOX'],
    ['SENT'],
  ]);
});
