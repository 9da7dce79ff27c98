import type { AuthDeps } from '../../shared/application/account/deps.ts';
import { createUnsubscribeLinks } from '../../shared/application/account/unsubscribe-links.ts';
import { wordingFor } from '../../shared/contract/messages/wording.ts';
import { judgeMail } from '../../shared/mail/judge.ts';
import { noFiles } from '../support/files/no-files.ts';
import { libraryOver } from '../support/library.ts';
import { memoryOriginals } from '../support/memory-originals.ts';
import { memoryVault } from '../support/memory-vault.ts';
import type { Task } from './scheduler.ts';
import { LEASE_MS, SILENCE_MS, TURN_MS, type World } from './world.ts';

const PUBLIC_URL = 'https://email.example.com';

/** In place: no mail of the simulation is large, and virtual time waits for no thread. */
const judge = { judge: judgeMail };

/** With a key that is there already: its faults are no other than those of the calls around it. */
const links = createUnsubscribeLinks(memoryVault(new Map([['suppression-key-unsubscribe', 'key']])), {
  publicUrl: PUBLIC_URL,
  isOffered: true,
  keyMadeBy: 'sweep',
});

/** What the shipping use cases are given, for one task of one process. */
export const appFor = (world: World, task: Task) => {
  const deps: AuthDeps = {
    store: world.storeFor(task),
    bus: world.busFor(task),
    gateway: world.gatewayFor(task),
    clock: world.clockFor(),
    random: world.random,
    logger: world.logger,
    vault: world.vaultFor(task),
    originals: memoryOriginals(),
    identity: world.identityFor(task),
    settings: {
      redirectUri: '',
      push: true,
      silenceMs: SILENCE_MS,
      dailySendingLimit: 100,
      maxDailySendingLimit: 500,
    },
  };
  return {
    ...deps,
    writer: world.writerFor(task),
    judge,
    publicUrl: PUBLIC_URL,
    wording: wordingFor(PUBLIC_URL),
    unsubscribe: links,
    senders: world.sendersFor(task),
    timer: world.timerFor(task),
    gate: world.gateFor(task),
    extractor: noFiles,
    library: libraryOver(deps.store),
    settings: {
      ...deps.settings,
      leaseMs: LEASE_MS,
      turnMs: TURN_MS,
      underWay: 60,
      trustMs: 0,
      dailyTokenBudget: 1_000_000,
      threadTokenBudget: 1_000_000,
      personTokenBudget: 1_000_000,
    },
  };
};
export type SimApp = ReturnType<typeof appFor>;
