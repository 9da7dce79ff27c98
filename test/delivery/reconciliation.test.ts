import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { MISSING_GRACE_MS } from '../../shared/domain/conversation/next-step.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const RECIPIENT = 'jane@example.com';

/** Gmail's drafts.send gives no usable answer, and what became of the mail is to be found out. */
describe('a sending whose outcome is uncertain', () => {
  let rig: Rig;
  let owner: Owner;
  let threadId: string;
  beforeEach(async () => {
    rig = await createRig(new MemoryStore().connect());
    owner = await rig.addOwner('owner@example.com');
    threadId = await rig.addThread(owner, RECIPIENT);
  });
  afterEach(() => rig.close());

  const turn = () => takeTurn(rig.deps())({ userId: owner.userId, threadId });
  const fail = (when: 'before' | 'after') =>
    rig.google.world.addFault({ method: 'gmail.users.drafts.send', kind: '503', when, times: 1 });
  const found = {
    state: 'sent',
    resolution: { code: 'confirmation_lost', params: {} },
  };

  test('was sent: the message says how that was found out, by asking again', async () => {
    fail('after');
    expect(await turn()).toBe('retry_later');
    rig.advance(5_000);
    await turn();
    rig.advance(MISSING_GRACE_MS);
    await turn();
    const { thread, messages } = await rig.view(owner, threadId);
    expect(messages).toMatchObject([found]);
    expect(thread).toMatchObject({ attention: null, counters: { sent: 1 } });
    expect(thread.events).toMatchObject([{ kind: 'reconciled', ...found.resolution }]);
    expect(rig.arrived(RECIPIENT)).toHaveLength(1);
  });

  test('was sent: the same when the mailbox shows it first', async () => {
    fail('after');
    await turn();
    await rig.goOn(owner, threadId);
    const { thread, messages } = await rig.view(owner, threadId);
    expect(messages).toMatchObject([found]);
    expect(thread.attention).toBeNull();
    expect(rig.arrived(RECIPIENT)).toHaveLength(1);
  });

  test('was not sent: the same draft leaves, and nothing remains to be said', async () => {
    fail('before');
    await turn();
    rig.advance(5_000);
    await turn();
    const { thread, messages } = await rig.view(owner, threadId);
    expect(messages).toMatchObject([{ state: 'sent', resolution: null }]);
    expect(thread.attention).toBeNull();
    expect(rig.arrived(RECIPIENT)).toHaveLength(1);
  });

  test('cannot be found out, since the owner deleted the draft: the thread says so, and nothing leaves', async () => {
    fail('before');
    await turn();
    const { gmail, mails } = { gmail: rig.google.world.gmail, mails: rig.google.world.mails(owner.email) };
    expect(mails.filter(({ labelIds }) => labelIds.includes('DRAFT'))).toHaveLength(1);
    const draftId = (await rig.view(owner, threadId)).messages[0]?.draftId ?? '';
    gmail.deleteDraft(owner.email, draftId);
    rig.advance(5_000);
    await turn();
    rig.advance(MISSING_GRACE_MS);
    await turn();
    const { thread, messages } = await rig.view(owner, threadId);
    expect(messages).toMatchObject([{ state: 'discarded', resolution: { code: 'draft_gone' } }]);
    expect(thread.attention).toMatchObject({ code: 'draft_discarded', params: { cause: 'gone' } });
    expect(thread.nextActionAt).toBeNull();
    expect(rig.arrived(RECIPIENT)).toEqual([]);
  });

  test('was certain after all: a mailbox that shows the mail before its turn ends leaves no trace', async () => {
    const deps = rig.deps();
    const gateway = {
      ...deps.gateway,
      sendDraft: async (mailboxId: string, draftId: string) => {
        const answer = await deps.gateway.sendDraft(mailboxId, draftId);
        await rig.goOn(owner, threadId);
        expect((await rig.view(owner, threadId)).messages).toMatchObject([found]);
        return answer;
      },
    };
    await takeTurn({ ...deps, gateway })({ userId: owner.userId, threadId });
    const { thread, messages } = await rig.view(owner, threadId);
    expect(messages).toMatchObject([{ state: 'sent', resolution: null }]);
    expect(thread.events).toEqual([]);
    expect(thread.counters.sent).toBe(1);
  });
});
