import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { Assistant } from '../../shared/domain/assistant/assistant.ts';
import { NEW_CAPABILITIES } from '../../shared/domain/assistant/settings.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { assistantWith } from '../support/documents.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

/** What code says below the text, in the mails that arrive. */

const KIM = 'kim@example.com';
const DISCLOSURE = /AI assistant on my behalf/;

let rig: Rig;
let owner: Owner;
let threadId: string;

const goOn = async (): Promise<void> => {
  await syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
  rig.events.splice(0);
  await takeTurn(rig.deps())({ userId: owner.userId, threadId });
};
const start = async (fields: Partial<Assistant>): Promise<void> => {
  const assistant = { ...assistantWith({ language: 'en', ...fields }), userId: owner.userId };
  await rig.deps().store.set(paths.assistant(owner.userId, 'a1'), asData(assistant));
  threadId = await rig.addThread(owner, KIM);
  await goOn();
};
const texts = async (): Promise<readonly string[]> =>
  (await rig.view(owner, threadId)).messages
    .filter(({ author, state }) => author === 'assistant' && state === 'sent')
    .map(({ text }) => text);

beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
});
afterEach(() => rig.close());

test.each([
  ['always', [true, true]],
  ['first_mail', [true, false]],
  ['when_asked', [false, false]],
] as const)('disclose: %s', async (disclose, said) => {
  await start({ capabilities: { ...NEW_CAPABILITIES, disclose } });
  rig.answer(owner, KIM, 'Sounds good. What does it cost?');
  await goOn();
  expect((await texts()).map((text) => DISCLOSURE.test(text))).toEqual(said);
  // They have it as it is stored.
  expect(rig.arrived(KIM).map((mail) => JSON.stringify(mail).includes('AI assistant'))[0]).toBe(said[0]);
});

const OPT_OUT = /just answer "unsubscribe"\.\n1 High Street/;
const cold = { optOutLine: true, postalAddress: '1 High Street' };
const thread = async () => (await rig.view(owner, threadId)).thread;

test('an answer that quotes the opt-out line is answered, without it', async () => {
  await start(cold);
  const [first = ''] = await texts();
  expect(first).toMatch(OPT_OUT);
  rig.answer(owner, KIM, `Sounds good. What does it cost?\n\n${first}`);
  await goOn();
  expect((await thread()).status).toBe('active');
  const [, second = '', ...more] = await texts();
  expect([second.includes('unsubscribe'), more]).toEqual([false, []]);
  expect(second).not.toBe('');
});

test('whoever answers with the word is not written to again', async () => {
  await start(cold);
  rig.answer(owner, KIM, `Unsubscribe\n\n${(await texts())[0]}`);
  await goOn();
  expect(await thread()).toMatchObject({ status: 'stopped', stopReason: 'opted_out' });
  expect(await texts()).toHaveLength(1);
});
