import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { currentApp } from '../../shared/app.ts';
import { eventually } from '../whole-loop/conversation.ts';
import { expectProblem } from './support/problem.ts';
import { type SecurityWorld, startSecurityWorld } from './support/security-world.ts';
import { createTenant, type Tenant } from './support/tenant.ts';

/* The same as test/access tries in memory, once through the running system and in the file that it leaves. */

let world: SecurityWorld;
let leaver: Tenant;
let stayer: Tenant;

beforeAll(async () => {
  world = await startSecurityWorld({ env: { SIGN_INS_PER_MINUTE: '5' } });
  leaver = await createTenant(world, 'leaver');
  stayer = await createTenant(world, 'stayer');
});
afterAll(() => world.close());

/** Every row of every table of the store's file that mentions one of these. */
const rowsMentioning = (marks: readonly string[]): readonly string[] =>
  world
    .rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    .flatMap(({ name }) =>
      world.rows(`SELECT * FROM "${String(name)}"`).map((row) => `${name}: ${JSON.stringify(row)}`),
    )
    .filter((row) => marks.some((mark) => row.includes(mark)));

test('whoever deletes their account is in no table any more, tokens and events included; the others are', async () => {
  expect(rowsMentioning(leaver.marks).length).toBeGreaterThan(10);
  const before = rowsMentioning(stayer.marks).length;
  expect((await leaver.api.fetch('/api/auth/account', { method: 'DELETE' })).status).toBe(204);
  // What was still on its way finds nothing and is acknowledged.
  const { bus } = currentApp();
  await bus.publish({ topic: 'gmail-notification', data: { mailboxId: leaver.mailboxId } });
  for (const threadId of leaver.ids.threadId ?? []) {
    await bus.publish({ topic: 'thread-turn', data: { userId: leaver.userId, threadId } });
  }
  await eventually(async () => world.isQuiet(), Boolean);
  expect(rowsMentioning(leaver.marks)).toEqual([]);
  expect(rowsMentioning(stayer.marks)).toHaveLength(before);
  expect((await leaver.api.fetch('/api/auth/session')).status).toBe(401);
});

test('an address is counted as the front sees it, whatever a client claims', async () => {
  const login = (claimed: string) =>
    new ApiClient(world.origin).fetch('/api/auth/login', { headers: { 'x-forwarded-for': claimed } });
  const answers: Response[] = [];
  // Two of the five were the tenants'.
  for (let n = 0; n < 8; n++) answers.push(await login(`198.51.100.${n}`));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(4);
  const [first] = refused;
  if (!first) throw new Error('nothing was refused');
  expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
  await expectProblem(first, 429);
});
