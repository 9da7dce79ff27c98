import type { AuthDeps } from '../../shared/application/auth/deps.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Task } from './scheduler.ts';
import { LEASE_MS, SILENCE_MS, type World } from './world.ts';

const REFRESH_TOKEN = 'canary-refresh-token';

/** What the shipping use cases are given, for one task of one process. */
export const appFor = (world: World, task: Task) => {
  const secrets = new Map(
    [...world.mailboxes.keys()].map((id) => [`gmail-refresh-token-${id}`, REFRESH_TOKEN]),
  );
  const deps: AuthDeps = {
    store: world.storeFor(task),
    bus: world.busFor(task),
    gateway: world.gatewayFor(task),
    clock: world.clock,
    random: world.random,
    logger: world.logger,
    vault: {
      get: async (name) => secrets.get(name) ?? null,
      put: async (name, secret) => void secrets.set(name, secret),
      destroy: async (name) => void secrets.delete(name),
    },
    identity: {
      authorizationUrl: () => '',
      exchangeCode: async () => ({ ok: false, error: { code: 'invalid', message: '' } }),
      accessToken: async () => ok('canary-access-token'),
      forgetAccessToken: () => {},
      revoke: async (mailboxId) => {
        const mailbox = world.mailboxes.get(mailboxId);
        if (mailbox) mailbox.revoked = true;
        return ok(undefined);
      },
    },
    settings: { redirectUri: '', push: true, silenceMs: SILENCE_MS, dailySendingLimit: 100 },
  };
  return {
    ...deps,
    writer: world.writerFor(task),
    settings: { ...deps.settings, leaseMs: LEASE_MS, dailyTokenBudget: 1_000_000 },
  };
};
export type SimApp = ReturnType<typeof appFor>;
