import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { updateSettings } from '../../shared/application/account/settings.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { createInstallationTokens } from '../../shared/application/writing/installation-tokens.ts';
import { ok } from '../../shared/domain/result.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

let rig: Rig;
let owner: Owner;

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
});
afterEach(() => rig.close());

const limit = (dailySendingLimit: number) =>
  rig.deps().store.update(paths.user(owner.userId), { dailySendingLimit });
const addThreads = (count: number, from = 0) =>
  Promise.all(Array.from({ length: count }, (_, n) => rig.addThread(owner, `person${from + n}@example.com`)));
const left = (count: number): number =>
  Array.from({ length: count }, (_, n) => rig.arrived(`person${n}@example.com`).length).reduce(
    (a, b) => a + b,
    0,
  );
const turns = (ids: readonly string[], settings = {}) =>
  Promise.all(
    ids.map((threadId) => {
      const deps = rig.deps();
      return takeTurn({ ...deps, settings: { ...deps.settings, ...settings } })({
        userId: owner.userId,
        threadId,
      });
    }),
  );

describe('mails a day', () => {
  test('hold when nine conversations want to send at the same moment', async () => {
    await limit(3);
    const ids = await addThreads(9);
    await turns(ids);
    expect(left(9)).toBe(3);
    await turns(ids);
    expect(left(9)).toBe(3);
    const waiting = await Promise.all(ids.map((id) => rig.view(owner, id)));
    expect(waiting.filter(({ thread }) => thread.waitingFor?.code === 'daily_sending_limit')).toHaveLength(6);
  });

  test('do not start anew when the time zone changes, there and back', async () => {
    await limit(3);
    await turns(await addThreads(3));
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Tokyo', 'UTC']) {
      const deps = { ...rig.deps(), settings: { maxDailySendingLimit: 500 } };
      expect((await updateSettings(deps)({ userId: owner.userId, changes: { timeZone } })).ok).toBe(true);
      await turns(await addThreads(1, 3));
      expect(left(4), timeZone).toBe(3);
    }
  });

  test('cannot be raised above the operator’s', async () => {
    const deps = { ...rig.deps(), settings: { maxDailySendingLimit: 2 } };
    const changes = { dailySendingLimit: 3 };
    expect(await updateSettings(deps)({ userId: owner.userId, changes })).toEqual({
      ok: false,
      error: { code: 'sending_limit_too_high' },
    });
    // Nor by what was set before the operator lowered it.
    await limit(100);
    await turns(await addThreads(4), { maxDailySendingLimit: 2 });
    expect(left(4)).toBe(2);
  });

  test('that left count once', async () => {
    await limit(3);
    const [id = ''] = await addThreads(1);
    await turns([id]);
    const day = async () => {
      const documents = await rig.deps().store.query({ collection: `users/${owner.userId}/days` });
      return documents[0]?.data;
    };
    expect(await day()).toMatchObject({ sent: 1, reserved: 1 });
  });
});

describe('tokens', () => {
  const silent: ReplyWriter = {
    write: async () =>
      ok({
        answer: { action: 'wait', subject: null, body: null, reason: 'Nothing to say.', goalProgress: '' },
        usage: { inputTokens: 100, outputTokens: 20, cachedInputTokens: 0 },
        model: 'm',
      }),
    summarise: async () => ({ ok: false, error: { code: 'failed', message: '' } }),
  };
  /** A recipient who writes and writes, to whom the model has nothing to say. How often it was asked. */
  const pester = async (mails: number, settings = {}, more = {}): Promise<number> => {
    const id = await rig.addThread(owner, 'pest@example.com');
    await turns([id]);
    let asked = 0;
    const writer: ReplyWriter = {
      ...silent,
      write: async (prompt) => {
        asked++;
        return silent.write(prompt);
      },
    };
    for (let n = 0; n < mails; n++) {
      rig.answer(owner, 'pest@example.com', `And another thing, number ${n}.`);
      const deps = rig.deps();
      await syncMailbox(deps)({ mailboxId: owner.mailboxId, hint: null });
      await takeTurn({ ...deps, ...more, writer, settings: { ...deps.settings, ...settings } })({
        userId: owner.userId,
        threadId: id,
      });
    }
    return asked;
  };

  test('of one conversation end with its part of the day', async () => {
    // The first mail took 120.
    expect(await pester(10, { threadTokenBudget: 500 })).toBe(4);
  });

  test('of one correspondent end with theirs, in whatever conversation', async () => {
    expect(await pester(6, { personTokenBudget: 500 })).toBe(4);
    expect(await pester(6, { personTokenBudget: 500 })).toBe(0);
  });

  test('of the installation end with its own', async () => {
    const { store, clock } = rig.deps();
    const installationTokens = createInstallationTokens({ store, clock }, 24 * 100);
    expect(await pester(10, {}, { installationTokens })).toBe(1);
  });

  test('decisions that lead to no mail count like replies', async () => {
    expect(await pester(25)).toBe(20);
    const documents = await rig.deps().store.query({ collection: paths.threads(owner.userId) });
    expect(documents[0]?.data).toMatchObject({ status: 'stopped', stopReason: 'reply_limit' });
  });
});
