import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approveMessage } from '../../shared/application/conversation/review.ts';
import { stopThread } from '../../shared/application/conversation/stop.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { updateThread } from '../../shared/application/conversation/update.ts';
import { changeAssistant } from '../../shared/application/sending/change.ts';
import { plain } from '../../shared/domain/conversation/notices.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig, type RigDeps } from '../support/rig/rig.ts';
import { withBefore, withSilentDelete } from '../support/rig/with-before.ts';

const JANE = 'jane@example.com';

let rig: Rig;
let owner: Owner;
beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
});
afterEach(() => rig.close());

const turn = (threadId: string, deps: RigDeps = rig.deps()) =>
  takeTurn(deps)({ userId: owner.userId, threadId });
const view = (threadId: string) => rig.view(owner, threadId);
const drafts = (): number =>
  rig.google.world.mails(owner.email).filter(({ labelIds }) => labelIds.includes('DRAFT')).length;

/** How an owner says that nothing may leave unseen. */
const ways = {
  stop: (threadId: string, deps: RigDeps = rig.deps()) =>
    stopThread(deps)({ userId: owner.userId, threadId, reason: 'owner_stopped', detail: plain('by_owner') }),
  'approval in the conversation': (threadId: string, deps: RigDeps = rig.deps()) =>
    updateThread(deps)({ userId: owner.userId, threadId, changes: { mode: 'review' } }),
  'approval in the assistant': (_threadId: string, deps: RigDeps = rig.deps()) =>
    changeAssistant(deps)({ userId: owner.userId, assistantId: 'a1', changes: { mode: 'review' } }),
} as const;
type Way = keyof typeof ways;
const names = Object.keys(ways) as Way[];
const confirmations: Readonly<Record<Way, string>> = {
  stop: 'stop_unconfirmed',
  'approval in the conversation': 'review_unconfirmed',
  'approval in the assistant': 'review_unconfirmed',
};

describe.each(names)('%s', (way) => {
  test.each([
    'write',
    'createDraft',
    'sendDraft',
  ] as const)('before %s of a turn under way: nothing leaves', async (method) => {
    const id = await rig.addThread(owner, JANE);
    const answers: unknown[] = [];
    const deps = withBefore(rig.deps(), method, async () => answers.push((await ways[way](id)).ok));
    await turn(id, deps);
    rig.advance(10_000);
    await rig.goOn(owner, id);
    expect(answers).toEqual([true]);
    expect(rig.arrived(JANE)).toHaveLength(0);
    const { thread } = await view(id);
    expect(thread).toMatchObject({ counters: { sent: 0 }, leaving: null, attention: null });
    if (way === 'stop') {
      expect(thread.status).toBe('stopped');
      expect(drafts()).toBe(0);
      return;
    }
    // The text was paid for once, and leaves with approval.
    expect(thread.waitingFor).toEqual(plain('approval'));
    expect(drafts()).toBe(1);
    const messageId = `${id}-1`;
    const target = { userId: owner.userId, threadId: id, messageId };
    expect((await approveMessage(rig.deps())({ ...target, text: null })).ok).toBe(true);
    await rig.goOn(owner, id);
    expect(rig.arrived(JANE)).toHaveLength(1);
    expect(rig.meter.counts().modelCalls).toBe(1);
  });

  test('after Gmail has sent it: says that it is leaving, until the turn has found out', async () => {
    const id = await rig.addThread(owner, JANE);
    const deps = rig.deps();
    const { gateway } = deps;
    const seen: unknown[] = [];
    await turn(id, {
      ...deps,
      gateway: {
        ...gateway,
        sendDraft: async (...args) => {
          const answer = await gateway.sendDraft(...args);
          seen.push((await ways[way](id)).ok, (await view(id)).thread.leaving);
          return answer;
        },
      },
    });
    expect(seen).toEqual([true, `${id}-1`]);
    expect(rig.arrived(JANE)).toHaveLength(1);
    expect((await view(id)).thread).toMatchObject({ counters: { sent: 1 }, leaving: null });
  });

  test('says so where Gmail does not confirm that it is held back', async () => {
    const id = await rig.addThread(owner, JANE);
    const deps = rig.deps();
    const silent = withSilentDelete(deps);
    const answers: unknown[] = [];
    await turn(
      id,
      withBefore(deps, 'sendDraft', async () => answers.push(await ways[way](id, silent))),
    );
    expect(answers).toEqual([{ ok: false, error: { code: confirmations[way] } }]);
  });
});

describe('approval in the assistant', () => {
  test('does not concern a conversation that has a mode of its own', async () => {
    const id = await rig.addThread(owner, JANE, { mode: 'autonomous' });
    await turn(
      id,
      withBefore(rig.deps(), 'sendDraft', () => ways['approval in the assistant'](id)),
    );
    expect(rig.arrived(JANE)).toHaveLength(1);
  });

  test('lets go what its owner has approved', async () => {
    const id = await rig.addThread(owner, JANE, { mode: 'review' });
    await turn(id);
    const target = { userId: owner.userId, threadId: id, messageId: `${id}-1` };
    await approveMessage(rig.deps())({ ...target, text: null });
    await updateThread(rig.deps())({ userId: owner.userId, threadId: id, changes: { mode: null } });
    await turn(
      id,
      withBefore(rig.deps(), 'sendDraft', () => ways['approval in the assistant'](id)),
    );
    expect(rig.arrived(JANE)).toHaveLength(1);
  });
});
