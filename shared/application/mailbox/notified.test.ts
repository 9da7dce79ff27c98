import { beforeEach, expect, test } from 'vitest';
import { SimMailbox } from '../../../test/simulation/gmail.ts';
import { mailboxWith } from '../../../test/support/documents.ts';
import { noFiles } from '../../../test/support/files/no-files.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { createMailJudge } from '../../infrastructure/mail-judging/judge.ts';
import { mailboxOf } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';
import { mailboxIdOf } from './mailbox-id.ts';
import { syncNotified } from './notified.ts';

let store: ReturnType<MemoryStore['connect']>;
let asked: string[];

const silent = () => {};
const deps = () => {
  const gmail = new SimMailbox('m', 'x', Date.now, 100n).calls();
  return {
    store,
    gateway: {
      listHistory: async (...args: Parameters<MailGateway['listHistory']>) => {
        asked.push(args[0]);
        return gmail.listHistory(...args);
      },
    } as MailGateway,
    judge: createMailJudge(),
    extractor: noFiles,
    bus: { publish: async () => {} },
    clock: { now: Date.now },
    random: { token: () => 'token', id: () => 'id' },
    logger: { info: silent, warn: silent, error: silent },
    settings: { silenceMs: 60_000 },
  };
};

/** Signed in as `email`, while Gmail calls the account `primary`. */
const connect = async (email: string, primary: string): Promise<string> => {
  const id = mailboxIdOf(email);
  const mailbox = { ...mailboxWith(), id, email, gmailAddress: mailboxOf(primary) };
  await store.set(paths.mailbox(id), asData(mailbox));
  return id;
};

beforeEach(() => {
  store = new MemoryStore().connect();
  asked = [];
});

const notify = (emailAddress: string) => syncNotified(deps())({ emailAddress, historyId: '100' });

test.each([
  ['the address of the sign-in', 'ann@firm.example', 'ann@firm.example', 'ann@firm.example'],
  ['another case', 'ann@firm.example', 'ann@firm.example', 'Ann@Firm.example'],
  ['Gmail’s other domain', 'ann.lee@googlemail.com', 'annlee@gmail.com', 'annlee@gmail.com'],
  [
    'Gmail’s other domain, the other way round',
    'annlee@gmail.com',
    'annlee@googlemail.com',
    'annlee@googlemail.com',
  ],
  ['dots', 'annlee@gmail.com', 'ann.lee@gmail.com', 'ann.lee@gmail.com'],
  [
    'the primary address, after a sign-in with an alias',
    'ann@old.example',
    'ann@new.example',
    'ann@new.example',
  ],
])('found by %s', async (_title, signedIn, primary, notified) => {
  const mailboxId = await connect(signedIn, primary);
  await connect('somebody@firm.example', 'somebody@firm.example');
  expect(await notify(notified)).toMatchObject({ mailboxId, outcome: { kind: 'synced' } });
  expect(asked).toEqual([mailboxId]);
});

test('an address that nobody has', async () => {
  await connect('ann@firm.example', 'ann@firm.example');
  expect(await notify('bob@firm.example')).toMatchObject({ outcome: { kind: 'unknown_mailbox' } });
  expect(asked).toEqual([]);
});
