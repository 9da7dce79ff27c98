import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createThread } from '../../shared/application/conversation/create.ts';
import { resumeThread } from '../../shared/application/conversation/resume.ts';
import { stopThread } from '../../shared/application/conversation/stop.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { DocumentStore } from '../../shared/application/ports/document-store.ts';
import type { MailGateway } from '../../shared/application/ports/mail-gateway.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { memoryVault } from '../support/memory-vault.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const RECIPIENT = 'jane@example.com';

export interface TwoClients {
  readonly one: DocumentStore;
  readonly other: DocumentStore;
}

/** The shipping use cases in two processes' stead: two clients of one store, at the same thread at the same time. */
export const contentionTests = (name: string, open: () => Promise<TwoClients>): void => {
  describe(`${name}: two at once`, () => {
    let stores: TwoClients;
    let rig: Rig;
    let owner: Owner;
    let threadId: string;
    beforeEach(async () => {
      stores = await open();
      rig = await createRig(stores.one);
      owner = await rig.addOwner('owner@example.com');
      threadId = await rig.addThread(owner, RECIPIENT);
    });
    afterEach(async () => {
      await rig.close();
      await Promise.all([stores.one.close(), stores.other.close()]);
    });

    const input = () => ({ userId: owner.userId, threadId });
    const turns = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          takeTurn(rig.deps(n % 2 === 0 ? stores.one : stores.other))(input()),
        ),
      );
    const sync = (store: DocumentStore, gateway?: MailGateway) =>
      syncMailbox({ ...rig.deps(store), ...(gateway ? { gateway } : {}) })({
        mailboxId: owner.mailboxId,
        hint: null,
      });
    const cursor = async (): Promise<bigint> =>
      BigInt(String((await stores.one.get(paths.mailbox(owner.mailboxId)))?.data.historyId));

    test('one of several workers gets the lease; one draft is made, one mail is sent', async () => {
      rig.google.world.resetQuota(owner.email);
      const outcomes = await turns(4);
      expect(outcomes.filter((outcome) => outcome === 'waiting').length).toBeGreaterThanOrEqual(1);
      expect(outcomes.every((outcome) => outcome === 'waiting' || outcome === 'busy')).toBe(true);
      const { methods } = rig.google.world.quota(owner.email);
      expect(methods['gmail.users.drafts.create']?.calls).toBe(1);
      expect(methods['gmail.users.drafts.send']?.calls).toBe(1);
      expect(rig.arrived(RECIPIENT)).toHaveLength(1);
    });

    test('twenty first mails that queue at once: none fails, and each has a moment of its own', async () => {
      const now = rig.deps().clock.now();
      const date = new Date(now).toISOString().slice(0, 10);
      const path = paths.slotBook(owner.userId, owner.mailboxId);
      await stores.one.set(path, {
        schemaVersion: 1,
        since: date,
        burst: { since: now, given: 15 },
        days: [{ date, given: 15, last: now, queued: 0 }],
      });
      const ids = await Promise.all(
        Array.from({ length: 20 }, (_, n) => rig.addThread(owner, `person${n}@example.com`)),
      );
      const outcomes = await Promise.all(
        ids.map((id, n) =>
          takeTurn(rig.deps(n % 2 === 0 ? stores.one : stores.other))({ userId: owner.userId, threadId: id }),
        ),
      );
      expect(new Set(outcomes)).toEqual(new Set(['waiting']));
      const { days } = (await stores.one.get(path))?.data ?? {};
      const given = (days as { given: number }[]).reduce((sum, day) => sum + day.given, 0);
      expect(given).toBe(35);
      const threads = await Promise.all(ids.map(async (id) => (await rig.view(owner, id)).thread));
      expect(new Set(threads.map(({ nextActionAt }) => nextActionAt)).size).toBe(20);
      expect(rig.meter.counts().modelCalls).toBe(0);
    });

    test('a mail that several syncs find is recorded once, and answered once', async () => {
      await turns(1);
      rig.answer(owner, RECIPIENT, 'What does it cost?');
      await Promise.all([sync(stores.one), sync(stores.other), sync(stores.one)]);
      const { thread, messages } = await rig.view(owner, threadId);
      expect(messages.filter(({ direction }) => direction === 'inbound')).toHaveLength(1);
      expect(thread.counters.received).toBe(1);
      expect(thread.unanswered).toHaveLength(1);
      await turns(2);
      expect(rig.arrived(RECIPIENT)).toHaveLength(2);
    });

    test('of several conversations begun with one person at once, one begins', async () => {
      const spellings = ['new.person@gmail.com', 'NewPerson@gmail.com', 'newperson+x@googlemail.com'];
      const begun = await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          createThread({
            ...rig.deps(n % 2 === 0 ? stores.one : stores.other),
            vault: memoryVault(new Map()),
            settings: {},
          })({
            userId: owner.userId,
            mailboxId: owner.mailboxId,
            request: {
              assistantId: 'a1',
              recipient: { email: spellings[n % spellings.length] ?? '' },
              instructions: 'Say hello.',
            },
            idempotencyKey: null,
          }),
        ),
      );
      const [one, ...others] = begun.flatMap((result) => (result.ok ? [result.value.thread.id] : []));
      expect(others).toEqual([]);
      for (const result of begun) {
        if (!result.ok) expect(result.error).toEqual({ code: 'already_in_conversation', threadId: one });
      }
    });

    test('of several stopped conversations with one person that are resumed at once, one goes on', async () => {
      const ids = [threadId, await rig.addThread(owner, RECIPIENT), await rig.addThread(owner, RECIPIENT)];
      const detail = { code: 'by_owner', params: {} } as const;
      for (const id of ids) {
        const stopping = { userId: owner.userId, threadId: id, reason: 'owner_stopped', detail } as const;
        await stopThread(rig.deps())(stopping);
      }
      const resumed = await Promise.all(
        ids.map((id, n) =>
          resumeThread(rig.deps(n % 2 === 0 ? stores.one : stores.other))({
            userId: owner.userId,
            threadId: id,
          }),
        ),
      );
      expect(resumed.filter(({ ok }) => ok)).toHaveLength(1);
    });

    test('a slow sync does not take the cursor back', async () => {
      const deps = rig.deps();
      const read = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const slow: MailGateway = {
        ...deps.gateway,
        listHistory: async (...args) => {
          const page = await deps.gateway.listHistory(...args);
          read.resolve();
          await goOn.promise;
          return page;
        },
      };
      rig.unrelated(owner);
      const syncing = sync(stores.one, slow);
      await read.promise;
      rig.unrelated(owner);
      await sync(stores.other);
      const ahead = await cursor();
      goOn.resolve();
      await syncing;
      expect(await cursor()).toBe(ahead);
    });

    test('stopped while it is being sent, a mail that has not left never leaves', async () => {
      const deps = rig.deps();
      const gateway: MailGateway = {
        ...deps.gateway,
        sendDraft: async (mailboxId, draftId) => {
          const stopped = await stopThread(rig.deps(stores.other))({
            ...input(),
            reason: 'owner_stopped',
            detail: { code: 'by_owner', params: {} },
          });
          expect(stopped).toMatchObject({ ok: true, value: { status: 'stopped' } });
          return deps.gateway.sendDraft(mailboxId, draftId);
        },
      };
      await takeTurn({ ...deps, gateway })(input());
      await turns(1);
      expect(rig.arrived(RECIPIENT)).toEqual([]);
      const { thread, messages } = await rig.view(owner, threadId);
      expect(thread).toMatchObject({ status: 'stopped', stopReason: 'owner_stopped', counters: { sent: 0 } });
      expect(messages).toMatchObject([{ state: 'discarded' }]);
    });

    test('stopped while sending races it: either it had left, or it never does', async () => {
      const [stopped] = await Promise.all([
        stopThread(rig.deps(stores.other))({
          ...input(),
          reason: 'owner_stopped',
          detail: { code: 'by_owner', params: {} },
        }),
        turns(1),
      ]);
      expect(stopped.ok).toBe(true);
      const left = rig.arrived(RECIPIENT).length;
      await turns(1);
      rig.advance(60_000);
      await turns(1);
      expect(rig.arrived(RECIPIENT)).toHaveLength(left);
      const { thread, messages } = await rig.view(owner, threadId);
      expect(thread.status).toBe('stopped');
      expect(messages.filter(({ state }) => state === 'sent')).toHaveLength(left);
    });
  });
};
