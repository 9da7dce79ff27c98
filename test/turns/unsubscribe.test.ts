import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createUnsubscribeLinks,
  type OptOut,
  type UnsubscribeLinks,
} from '../../shared/application/account/unsubscribe-links.ts';
import { approveMessage } from '../../shared/application/conversation/review.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { unsubscribe } from '../../shared/application/conversation/unsubscribe.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import type { Assistant } from '../../shared/domain/assistant/assistant.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { assistantWith } from '../support/documents.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { memoryVault } from '../support/memory-vault.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

/** The link of a mail, and what may not leave once it was used: with the shipping adapters. */

const KIM = 'kim@example.com';

let rig: Rig;
let owner: Owner;
let threadId: string;
let links: UnsubscribeLinks;
let vaultIsAway: boolean;
/** In the moment at which the model is asked. */
let meanwhile: () => Promise<unknown>;

const vault = () =>
  memoryVault(new Map(), () => {
    if (vaultIsAway) throw new Error('the vault is away');
  });
const deps = () => {
  const real = rig.deps();
  const writer: ReplyWriter = {
    ...real.writer,
    write: async (prompt) => {
      await meanwhile();
      meanwhile = async () => {};
      return real.writer.write(prompt);
    },
  };
  const settings = { ...real.settings, keepSuppressions: true };
  return { ...real, settings, writer, unsubscribe: links, vault: vault() };
};
const goOn = async (id = threadId): Promise<unknown> => {
  await syncMailbox(deps())({ mailboxId: owner.mailboxId, hint: null });
  return takeTurn(deps())({ userId: owner.userId, threadId: id });
};
const start = async (fields: Partial<Assistant> = {}): Promise<string> => {
  const assistant = { ...assistantWith({ optOutLine: true, ...fields }), userId: owner.userId };
  await rig.deps().store.set(paths.assistant(owner.userId, 'a1'), asData(assistant));
  return rig.addThread(owner, KIM);
};
const linkIn = (mail: { readonly headers: readonly { name: string; value: string }[] } | undefined) =>
  mail?.headers.find(({ name }) => name === 'List-Unsubscribe')?.value;
const optOut = async (id = threadId): Promise<OptOut> => {
  const link = await links.linkTo((await rig.view(owner, id)).thread);
  const found = await links.read(link?.split('/').at(-1) ?? '');
  if (!found) throw new Error('no link');
  return found;
};
const click = async (id = threadId) => unsubscribe(deps())(await optOut(id));
const view = (id = threadId) => rig.view(owner, id);
const drafts = (): number =>
  rig.google.world.mails(owner.email).filter(({ labelIds }) => labelIds.includes('DRAFT')).length;

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
  vaultIsAway = false;
  meanwhile = async () => {};
  links = createUnsubscribeLinks(vault(), {
    publicUrl: 'https://email.example.com',
    isOffered: true,
    keyMadeBy: 'first_use',
  });
  threadId = await start();
});
afterEach(() => rig.close());

describe('the header', () => {
  test('is in the first mail, on one line, and gone once they have answered', async () => {
    await goOn();
    rig.answer(owner, KIM, 'What does it cost?');
    await goOn();
    const [first, second] = rig.arrived(KIM);
    expect(linkIn(first)).toBe(`<${await links.linkTo((await view()).thread)}>`);
    expect(linkIn(second)).toBeUndefined();
    expect(second).toBeDefined();
  });

  test('is the same in a draft that is made again after a crash, by another process', async () => {
    await rig.deps().store.update(paths.assistant(owner.userId, 'a1'), { mode: 'review' });
    const whole = deps();
    let raw = '';
    const crashing = {
      ...whole,
      gateway: {
        ...whole.gateway,
        createDraft: async (...[mailboxId, mail, thread]: Parameters<typeof whole.gateway.createDraft>) => {
          raw = Buffer.from(mail).toString();
          await whole.gateway.createDraft(mailboxId, mail, thread);
          return new Promise<never>(() => {});
        },
      },
    };
    void takeTurn(crashing)({ userId: owner.userId, threadId });
    await expect.poll(() => drafts()).toBe(1);
    rig.advance(10 * 60_000);
    await goOn();
    expect(drafts()).toBe(1);
    const messageId = (await view()).messages[0]?.id ?? '';
    await approveMessage(deps())({ userId: owner.userId, threadId, messageId, text: 'Another text.' });
    await goOn();
    const [mail] = rig.arrived(KIM);
    expect(raw).toContain(`List-Unsubscribe: ${linkIn(mail)}\r\n`);
    expect(mail?.text).toContain('Another text.');
  });

  test('is not left out because the vault does not answer: the mail waits', async () => {
    vaultIsAway = true;
    expect(await goOn()).toBe('retry_later');
    expect(rig.arrived(KIM)).toHaveLength(0);
    vaultIsAway = false;
    rig.advance(10 * 60_000);
    await goOn();
    expect(linkIn(rig.arrived(KIM)[0])).toMatch(/^<https:/);
  });
});

describe('after the link was used nothing leaves', () => {
  test('that was being written', async () => {
    await goOn();
    rig.answer(owner, KIM, 'What does it cost?');
    meanwhile = click;
    await goOn();
    expect(rig.arrived(KIM)).toHaveLength(1);
    expect((await view()).thread).toMatchObject({ status: 'stopped', stopReason: 'opted_out' });
    expect(drafts()).toBe(0);
  });

  test('that was being written in another conversation', async () => {
    await goOn();
    const other = await start();
    meanwhile = () => click();
    await goOn(other);
    expect(rig.arrived(KIM)).toHaveLength(1);
    expect((await view(other)).thread).toMatchObject({ status: 'stopped', stopReason: 'opted_out' });
    expect(drafts()).toBe(0);
  });

  test('that waited for its owner, or for the time in which it can be stopped', async () => {
    await goOn();
    const waiting = await start({ mode: 'review' });
    await goOn(waiting);
    await rig.deps().store.update(paths.user(owner.userId), { undoSeconds: 300 });
    const undo = await start({ mode: 'autonomous' });
    await goOn(undo);
    expect(drafts()).toBe(2);
    expect(await click()).toBe('done');
    expect(drafts()).toBe(0);
    const messageId = (await view(waiting)).messages[0]?.id ?? '';
    await approveMessage(deps())({ userId: owner.userId, threadId: waiting, messageId, text: null });
    rig.advance(10 * 60_000);
    for (const id of [waiting, undo]) await goOn(id);
    expect(rig.arrived(KIM)).toHaveLength(1);
  });

  test('says that one may still come while Gmail does not say whether it has left', async () => {
    const whole = deps();
    const away = async () => ({ ok: false, error: { code: 'unavailable', message: 'away' } }) as const;
    let answer = '';
    const sending = {
      ...whole,
      gateway: {
        ...whole.gateway,
        sendDraft: async (...args: Parameters<typeof whole.gateway.sendDraft>) => {
          const deaf = { ...whole, gateway: { ...whole.gateway, deleteDraft: away } };
          answer = await unsubscribe(deaf)(await optOut());
          return whole.gateway.sendDraft(...args);
        },
      },
    };
    await takeTurn(sending)({ userId: owner.userId, threadId });
    expect(answer).toBe('leaving');
    expect((await view()).thread).toMatchObject({ status: 'stopped', counters: { sent: 1 } });
  });
});
