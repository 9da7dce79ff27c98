import type { SecretManagerServiceClient } from '@google-cloud/secret-manager';
import { type Vault, VaultError } from '../../application/ports/vault.ts';
import { openSecretManager } from './client.ts';
import { GrpcCode, grpcCodeOf, toVaultError } from './errors.ts';

export interface SecretManagerVaultOptions {
  readonly projectId: string;
  /** Prefix of every name, so that several environments can share a project. Default: none. */
  readonly namePrefix?: string;
  /** `host:port` of a server without TLS, instead of Google's. */
  readonly localEndpoint?: string;
  /** Time-out of one call. Default 10 s. */
  readonly timeoutMs?: number;
  /** Epoch ms. Default: the system's clock. */
  readonly now?: () => number;
}

/** How long this process prefers the version number that it remembers to the alias `latest`. */
const MEMORY_MS = 10 * 60_000;
const MAX_REMEMBERED = 1_000;

/** `projects/P/secrets/S/versions/N` → N. */
const numberOf = (versionName: string): bigint => BigInt(/\/versions\/(\d+)$/.exec(versionName)?.[1] ?? 0);

/**
 * One secret per name, with one enabled version
 * (https://docs.cloud.google.com/secret-manager/docs/reference/rpc/google.cloud.secretmanager.v1).
 *
 * Only access to a version by its number is strongly consistent; `latest` and lists may lag by minutes
 * (https://docs.cloud.google.com/secret-manager/docs/reference/consistency). So the number of a version that was just
 * written is remembered, and if `latest` is destroyed, the list decides.
 */
export const createSecretManagerVault = (
  options: SecretManagerVaultOptions,
): Vault & { close(): Promise<void> } => {
  const now = options.now ?? (() => Date.now());
  const parent = `projects/${options.projectId}`;
  // Turns retry by themselves; the client's own retries may take ten minutes.
  const call = { timeout: options.timeoutMs ?? 10_000, retry: null };
  const remembered = new Map<string, { readonly version: string; readonly until: number }>();
  let loading: Promise<SecretManagerServiceClient> | undefined;
  const client = (): Promise<SecretManagerServiceClient> => {
    loading ??= openSecretManager(options.projectId, options.localEndpoint);
    return loading;
  };

  /** A name that violates the port's rule is a bug of the caller. */
  const idOf = (name: string): string => {
    const id = `${options.namePrefix ?? ''}${name}`;
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(id) || name === '') throw new TypeError('not a secret name');
    return id;
  };
  const pathOf = (name: string): string => `${parent}/secrets/${idOf(name)}`;

  /** Returns null for the given gRPC statuses; any other failure is a VaultError. */
  const ask = async <T>(
    request: (manager: SecretManagerServiceClient) => Promise<T>,
    ...answers: readonly number[]
  ): Promise<T | null> => {
    const manager = await client();
    try {
      return await request(manager);
    } catch (thrown) {
      if (answers.includes(grpcCodeOf(thrown) ?? -1)) return null;
      throw toVaultError(thrown);
    }
  };

  const addVersion = (path: string, secret: string) =>
    ask(async (manager) => {
      const request = { parent: path, payload: { data: Buffer.from(secret, 'utf8') } };
      const [version] = await manager.addSecretVersion(request, call);
      return version.name ?? '';
    }, GrpcCode.notFound);

  const createSecret = (id: string) =>
    ask(
      (manager) =>
        manager.createSecret({ parent, secretId: id, secret: { replication: { automatic: {} } } }, call),
      GrpcCode.alreadyExists,
    );

  /** Names of the enabled versions, newest first. */
  const liveVersions = async (path: string): Promise<readonly string[]> => {
    const found = await ask(async (manager) => {
      const [versions] = await manager.listSecretVersions({ parent: path, filter: 'state:ENABLED' }, call);
      return versions.flatMap((version) => version.name ?? []);
    }, GrpcCode.notFound);
    return [...(found ?? [])].sort((a, b) => (numberOf(a) < numberOf(b) ? 1 : -1));
  };

  const access = (versionName: string) =>
    ask(async (manager): Promise<{ readonly secret: string } | 'destroyed'> => {
      try {
        const [{ payload }] = await manager.accessSecretVersion({ name: versionName }, call);
        return { secret: Buffer.from(payload?.data ?? '').toString('utf8') };
      } catch (thrown) {
        if (grpcCodeOf(thrown) === GrpcCode.failedPrecondition) return 'destroyed';
        throw thrown;
      }
    }, GrpcCode.notFound);

  const remember = (name: string, version: string): void => {
    const oldest = remembered.keys().next();
    if (remembered.size >= MAX_REMEMBERED && !oldest.done) remembered.delete(oldest.value);
    remembered.set(name, { version, until: now() + MEMORY_MS });
  };

  return {
    async put(name, secret) {
      const path = pathOf(name);
      let version = await addVersion(path, secret);
      if (version === null) {
        await createSecret(idOf(name));
        version = await addVersion(path, secret);
      }
      if (version === null)
        throw new VaultError('unavailable', 'The secret was removed while it was written.');
      remember(name, version);
      // Destroys older versions only: of two concurrent puts the later version remains.
      for (const old of await liveVersions(path)) {
        if (numberOf(old) >= numberOf(version)) continue;
        await ask(
          (manager) => manager.destroySecretVersion({ name: old }, call),
          GrpcCode.notFound,
          GrpcCode.failedPrecondition,
        );
      }
    },

    async get(name) {
      const path = pathOf(name);
      const known = remembered.get(name);
      if (known && known.until > now()) {
        const found = await access(known.version);
        if (found !== null && found !== 'destroyed') return found.secret;
        remembered.delete(name);
      }
      const latest = await access(`${path}/versions/latest`);
      if (latest === null) return null;
      if (latest !== 'destroyed') return latest.secret;
      for (const version of await liveVersions(path)) {
        const found = await access(version);
        if (found !== null && found !== 'destroyed') return found.secret;
      }
      return null;
    },

    async destroy(name) {
      remembered.delete(name);
      const path = pathOf(name);
      await ask((manager) => manager.deleteSecret({ name: path }, call), GrpcCode.notFound);
    },

    async close() {
      if (loading) await (await loading).close();
    },
  };
};
