import { afterEach, beforeEach, expect, test } from 'vitest';
import { approveMessage, discardMessage } from '../../shared/application/conversation/review.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig, type RigDeps } from '../support/rig/rig.ts';

const JANE = 'jane@example.com';
const MINUTE = 60_000;

let rig: Rig;
let owner: Owner;
let id: string;
beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  await rig.deps().store.update(paths.user(owner.userId), { undoSeconds: 60 });
  id = await rig.addThread(owner, JANE);
});
afterEach(() => rig.close());

const turn = (deps: RigDeps = rig.deps()) => takeTurn(deps)({ userId: owner.userId, threadId: id });
const thread = async () => (await rig.view(owner, id)).thread;
const first = () => ({ userId: owner.userId, threadId: id, messageId: `${id}-1` });
const discard = () => discardMessage(rig.deps())(first());
const sync = () => syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
const drafts = () => rig.google.world.mails(owner.email).filter(({ labelIds }) => labelIds.includes('DRAFT'));

test('an automatic mail stays a draft for as long, and then leaves; nobody holds the conversation meanwhile', async () => {
  await turn();
  expect(await thread()).toMatchObject({
    lease: null,
    waitingFor: { code: 'undo' },
    awaitingApproval: false,
    waitingDraft: { messageId: `${id}-1` },
  });
  expect(drafts()).toHaveLength(1);
  const { nextActionAt } = await thread();
  expect((nextActionAt ?? 0) - rig.deps().clock.now()).toBeGreaterThan(50_000);
  await turn();
  expect(rig.arrived(JANE)).toHaveLength(0);
  rig.advance(MINUTE);
  await rig.goOn(owner, id);
  expect(rig.arrived(JANE)).toHaveLength(1);
  expect((await thread()).waitingDraft).toBeNull();
});

test('stopped, it never leaves, and the owner decides how it goes on', async () => {
  await turn();
  expect((await discard()).ok).toBe(true);
  expect(drafts()).toHaveLength(0);
  rig.advance(MINUTE);
  await turn();
  expect(rig.arrived(JANE)).toHaveLength(0);
  expect(await thread()).toMatchObject({ attention: { code: 'draft_discarded' } });
});

test('it can be stopped up to the last moment: while the turn that sends it is under way', async () => {
  await turn();
  rig.advance(MINUTE);
  const deps = rig.deps();
  const { gateway } = deps;
  const outcomes: boolean[] = [];
  await turn({
    ...deps,
    gateway: {
      ...gateway,
      sendDraft: async (...args) => {
        outcomes.push((await discard()).ok);
        return gateway.sendDraft(...args);
      },
    },
  });
  expect(outcomes).toEqual([true]);
  rig.advance(MINUTE);
  await turn();
  expect(rig.arrived(JANE)).toHaveLength(0);
  expect(await thread()).toMatchObject({ attention: { params: { cause: 'by_owner' } } });
});

test('a moment later it says that it is too late', async () => {
  await turn();
  rig.advance(MINUTE);
  const deps = rig.deps();
  const { gateway } = deps;
  const answers: unknown[] = [];
  await turn({
    ...deps,
    gateway: {
      ...gateway,
      sendDraft: async (...args) => {
        const sent = await gateway.sendDraft(...args);
        answers.push(await discard());
        return sent;
      },
    },
  });
  answers.push(await discard());
  const late = { ok: false, error: { code: 'not_awaiting_approval' } };
  expect(answers).toEqual([late, late]);
  expect(rig.arrived(JANE)).toHaveLength(1);
  expect(await thread()).toMatchObject({ attention: null, counters: { sent: 1 } });
});

test('sent now by its owner’s word', async () => {
  await turn();
  expect((await approveMessage(rig.deps())({ ...first(), text: 'Rather this.' })).ok).toBe(true);
  await turn();
  expect(rig.arrived(JANE).map(({ text }) => text.trim())).toEqual(['Rather this.']);
});

test('an approved draft needs no undo', async () => {
  id = await rig.addThread(owner, 'joe@example.com', { mode: 'review' });
  await turn();
  await approveMessage(rig.deps())({ ...first(), text: null });
  await turn();
  expect(rig.arrived('joe@example.com')).toHaveLength(1);
});

test('a new mail overtakes the answer that could still be stopped', async () => {
  await turn();
  rig.advance(MINUTE);
  await turn();
  rig.answer(owner, JANE, 'This is number 1. What does it cost?');
  await sync();
  await turn();
  rig.answer(owner, JANE, 'This is number 2. Forget the price.');
  await sync();
  await turn();
  expect(rig.arrived(JANE)).toHaveLength(1);
  expect(drafts()).toHaveLength(1);
  rig.advance(MINUTE);
  await turn();
  expect(rig.arrived(JANE).at(-1)?.text).toContain('number 2');
});

test('thrown away in Gmail by its owner, it is not sent', async () => {
  await turn();
  const [draft] = (await rig.view(owner, id)).messages;
  await rig.deps().gateway.deleteDraft(owner.mailboxId, draft?.draftId ?? '');
  await sync();
  expect((await thread()).draftTouched).toBe(true);
  await turn();
  expect(await thread()).toMatchObject({ attention: { params: { cause: 'gone' } } });
  rig.advance(MINUTE);
  await turn();
  expect(rig.arrived(JANE)).toHaveLength(0);
});
