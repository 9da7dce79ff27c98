import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { changeAssistant, changeSettings } from '../../shared/application/sending/change.ts';
import { finishGoingOn } from '../../shared/application/sending/go-on.ts';
import { paths } from '../../shared/persistence/paths.ts';
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

const set = (changes: Parameters<ReturnType<typeof changeSettings>>[0]['changes'], deps = rig.deps()) =>
  changeSettings(deps)({ userId: owner.userId, changes });
const pauseAssistant = (paused: boolean) =>
  changeAssistant(rig.deps())({ userId: owner.userId, assistantId: 'a1', changes: { paused } });
const turn = (threadId: string, deps: RigDeps = rig.deps()) =>
  takeTurn(deps)({ userId: owner.userId, threadId });
const sync = () => syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
const thread = async (threadId: string) => (await rig.view(owner, threadId)).thread;
const asked = (): number => rig.meter.counts().modelCalls;
const drafts = (): number =>
  rig.google.world.mails(owner.email).filter(({ labelIds }) => labelIds.includes('DRAFT')).length;

describe('paused', () => {
  test('a conversation that is begun exists and sends nothing, and goes on afterwards', async () => {
    await set({ paused: true });
    const id = await rig.addThread(owner, JANE);
    expect(await turn(id)).toBe('waiting');
    expect(await thread(id)).toMatchObject({ waitingFor: { code: 'paused' }, nextActionAt: null });
    expect(asked()).toBe(0);
    await set({ paused: false });
    expect(await thread(id)).toMatchObject({ waitingFor: null });
    await rig.goOn(owner, id);
    expect(rig.arrived(JANE)).toHaveLength(1);
  });

  test('a mail that comes is recorded, costs no model and is answered afterwards', async () => {
    const id = await rig.addThread(owner, JANE);
    await turn(id);
    await set({ paused: true });
    rig.answer(owner, JANE, 'This is number 7. What does it cost?');
    const before = asked();
    await sync();
    await turn(id);
    expect(await thread(id)).toMatchObject({ counters: { received: 1 }, waitingFor: { code: 'paused' } });
    expect(asked()).toBe(before);
    await set({ paused: false });
    await rig.goOn(owner, id);
    expect(rig.arrived(JANE)).toHaveLength(2);
  });

  test.each([
    'write',
    'createDraft',
    'sendDraft',
  ] as const)('in the middle of a turn, before %s: nothing leaves, and one mail afterwards, for which the model is not asked again', async (method) => {
    const id = await rig.addThread(owner, JANE);
    await turn(
      id,
      withBefore(rig.deps(), method, () => set({ paused: true })),
    );
    expect(rig.arrived(JANE)).toHaveLength(0);
    rig.advance(10_000);
    await rig.goOn(owner, id);
    expect(await thread(id)).toMatchObject({ waitingFor: { code: 'paused' }, attention: null });
    await set({ paused: false });
    rig.advance(1000);
    await rig.goOn(owner, id);
    expect(rig.arrived(JANE)).toHaveLength(1);
    expect(asked()).toBe(1);
    expect(drafts()).toBe(0);
  });

  test('while the look before an answer is taken: the answer stays', async () => {
    const id = await rig.addThread(owner, JANE);
    await turn(id);
    rig.answer(owner, JANE, 'This is number 1. What does it cost?');
    await sync();
    await turn(
      id,
      withBefore(rig.deps(), 'listHistory', () => set({ paused: true })),
    );
    expect(rig.arrived(JANE)).toHaveLength(1);
    await set({ paused: false });
    rig.advance(1000);
    await rig.goOn(owner, id);
    expect(rig.arrived(JANE)).toHaveLength(2);
  });

  test('a mail that Gmail has sent by then had left before', async () => {
    const id = await rig.addThread(owner, JANE);
    const deps = rig.deps();
    const { gateway } = deps;
    await turn(id, {
      ...deps,
      gateway: {
        ...gateway,
        sendDraft: async (...args) => {
          const answer = await gateway.sendDraft(...args);
          expect((await set({ paused: true })).ok).toBe(true);
          return answer;
        },
      },
    });
    expect(rig.arrived(JANE)).toHaveLength(1);
    expect(await thread(id)).toMatchObject({ counters: { sent: 1 }, attention: null });
  });

  test('says so where Gmail does not confirm that a draft is held back, and holds what it can', async () => {
    const id = await rig.addThread(owner, JANE);
    const deps = rig.deps();
    const silent = withSilentDelete(deps);
    const answers: unknown[] = [];
    await turn(
      id,
      withBefore(rig.deps(), 'sendDraft', async () => answers.push(await set({ paused: true }, silent))),
    );
    expect(answers).toEqual([{ ok: false, error: { code: 'pause_unconfirmed' } }]);
    expect((await rig.deps().store.get(paths.user(owner.userId)))?.data.paused).toBe(true);
    expect((await set({ paused: true })).ok).toBe(true);
  });

  test('what the owner approves stays until the pause is over', async () => {
    const id = await rig.addThread(owner, JANE, { mode: 'review' });
    await turn(id);
    await set({ paused: true });
    const { approveMessage } = await import('../../shared/application/conversation/review.ts');
    const target = { userId: owner.userId, threadId: id, messageId: `${id}-1` };
    expect((await approveMessage(rig.deps())({ ...target, text: null })).ok).toBe(true);
    await turn(id);
    expect(rig.arrived(JANE)).toHaveLength(0);
    await set({ paused: false });
    await rig.goOn(owner, id);
    expect(rig.arrived(JANE)).toHaveLength(1);
  });

  test('afterwards they go on one after the other, answers first', async () => {
    const answered = await rig.addThread(owner, JANE);
    await turn(answered);
    await set({ paused: true });
    const others = await Promise.all([1, 2, 3].map((n) => rig.addThread(owner, `p${n}@example.com`)));
    for (const id of others) await turn(id);
    rig.answer(owner, JANE, 'This is number 1. Well?');
    await sync();
    await turn(answered);
    await set({ paused: false });
    const due = await Promise.all(
      [answered, ...others].map(async (id) => (await thread(id)).nextActionAt ?? 0),
    );
    const [first = 0] = due;
    expect(due.map((at) => at - first)).toEqual([0, 5000, 10_000, 15_000]);
  });

  test('one assistant’s conversations only', async () => {
    const mine = await rig.addThread(owner, JANE);
    const its = await rig.addThread(owner, 'joe@example.com', { assistantId: 'a2' as never });
    const { store } = rig.deps();
    const a1 = (await store.get(paths.assistant(owner.userId, 'a1')))?.data ?? {};
    await store.set(paths.assistant(owner.userId, 'a2'), { ...a1, id: 'a2' });
    await pauseAssistant(true);
    await turn(mine);
    await turn(its);
    expect(rig.arrived(JANE)).toHaveLength(0);
    expect(rig.arrived('joe@example.com')).toHaveLength(1);
    await pauseAssistant(false);
    await rig.goOn(owner, mine);
    expect(rig.arrived(JANE)).toHaveLength(1);
  });

  test('what broke off when the pause ended is finished by the sweep', async () => {
    await set({ paused: true });
    const id = await rig.addThread(owner, JANE);
    await turn(id);
    const { store } = rig.deps();
    await store.update(paths.user(owner.userId), { paused: false, goOnDueAt: rig.deps().clock.now() });
    rig.advance(61_000);
    expect(await finishGoingOn(rig.deps())()).toBe(1);
    expect((await store.get(paths.user(owner.userId)))?.data.goOnDueAt).toBeNull();
    await rig.goOn(owner, id);
    expect(rig.arrived(JANE)).toHaveLength(1);
    expect(await finishGoingOn(rig.deps())()).toBe(0);
  });
});
