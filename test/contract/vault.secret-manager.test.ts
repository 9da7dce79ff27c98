import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecretManagerVault } from '../../shared/infrastructure/secret-manager/vault.ts';
import {
  type SecretManagerServer,
  startSecretManagerServer,
} from '../support/secret-manager-server/server.ts';
import { vaultContract } from './vault.ts';

let server: SecretManagerServer;
beforeAll(async () => {
  server = await startSecretManagerServer({ pageSize: 2 });
});
afterAll(() => server.close());

const open = (options: { readonly namePrefix?: string; readonly now?: () => number } = {}) =>
  createSecretManagerVault({ projectId: 'p', localEndpoint: server.endpoint, ...options });

vaultContract('Secret Manager', async () => {
  const vault = open();
  return { vault, close: () => vault.close() };
});

/** Another process: it remembers nothing of what this one did. */
const elsewhere = async <T>(use: (vault: ReturnType<typeof open>) => Promise<T>): Promise<T> => {
  const vault = open();
  try {
    return await use(vault);
  } finally {
    await vault.close();
  }
};

describe('on Secret Manager', () => {
  test('one version lives, whatever came before', async () => {
    await elsewhere(async (vault) => {
      for (const secret of ['one', 'two', 'three', 'four']) await vault.put('rotated', secret);
    });
    const states = server.versionStates('projects/p/secrets/rotated');
    expect(states).toEqual(['DESTROYED', 'DESTROYED', 'DESTROYED', 'ENABLED']);
    expect(await elsewhere((vault) => vault.get('rotated'))).toBe('four');
  });

  test('versions that an interrupted put left alive are destroyed by the next', async () => {
    await elsewhere(async (vault) => {
      for (const secret of ['one', 'two', 'three', 'four']) {
        server.failNext('ListSecretVersions', status.UNAVAILABLE);
        await expect(vault.put('interrupted', secret)).rejects.toMatchObject({ code: 'unavailable' });
      }
      await vault.put('interrupted', 'five');
    });
    const states = server.versionStates('projects/p/secrets/interrupted');
    expect(states).toEqual([...Array(4).fill('DESTROYED'), 'ENABLED']);
  });

  test('a rotation costs no attempt to create', async () => {
    await elsewhere(async (vault) => {
      await vault.put('cheap', 'one');
      const before = server.calls.length;
      await vault.put('cheap', 'two');
      expect(server.calls.slice(before)).toEqual([
        'AddSecretVersion',
        'ListSecretVersions',
        'DestroySecretVersion',
      ]);
    });
  });

  test('a `latest` that lags behind is not taken for the loss of the secret', async () => {
    await elsewhere((vault) => vault.put('lagging', 'value'));
    server.failNext('AccessSecretVersion', status.FAILED_PRECONDITION);
    expect(await elsewhere((vault) => vault.get('lagging'))).toBe('value');
  });

  test('what was just put is read by its number; what another process put later, by `latest`', async () => {
    await elsewhere(async (vault) => {
      await vault.put('shared', 'mine');
      expect(await vault.get('shared')).toBe('mine');
      await elsewhere((other) => other.put('shared', 'theirs'));
      expect(await vault.get('shared')).toBe('theirs');
      await elsewhere((other) => other.destroy('shared'));
      expect(await vault.get('shared')).toBeNull();
    });
  });

  test('a prefix keeps environments apart', async () => {
    const staging = open({ namePrefix: 'staging-' });
    await staging.put('token', 'of staging');
    expect(await elsewhere((vault) => vault.get('token'))).toBeNull();
    expect(server.secretNames()).toContain('projects/p/secrets/staging-token');
    await staging.close();
  });

  test.each([
    ['PERMISSION_DENIED', status.PERMISSION_DENIED, 'denied'],
    ['UNAUTHENTICATED', status.UNAUTHENTICATED, 'denied'],
    ['UNAVAILABLE', status.UNAVAILABLE, 'unavailable'],
    ['RESOURCE_EXHAUSTED', status.RESOURCE_EXHAUSTED, 'unavailable'],
    ['DATA_LOSS', status.DATA_LOSS, 'corrupt'],
  ])('%s is a VaultError without retries', async (_title, code, expected) => {
    await elsewhere(async (vault) => {
      const before = server.calls.length;
      server.failNext('AccessSecretVersion', code);
      await expect(vault.get('any')).rejects.toMatchObject({ name: 'VaultError', code: expected });
      expect(server.calls.slice(before)).toEqual(['AccessSecretVersion']);
    });
  });

  test('an error never quotes the secret', async () => {
    await elsewhere(async (vault) => {
      server.failNext('AddSecretVersion', status.INVALID_ARGUMENT);
      const error: unknown = await vault
        .put('quoted', '1//0g-very-secret')
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'VaultError' });
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('very-secret');
    });
  });

  test('no server: unavailable, within the time-out', async () => {
    const gone = await startSecretManagerServer();
    await gone.close();
    const vault = createSecretManagerVault({
      projectId: 'p',
      localEndpoint: gone.endpoint,
      timeoutMs: 500,
    });
    await expect(vault.get('any')).rejects.toMatchObject({ name: 'VaultError', code: 'unavailable' });
    await vault.close();
  });
});
