import { status } from '@grpc/grpc-js';

type State = 'ENABLED' | 'DESTROYED';

export interface Version {
  readonly name: string;
  readonly createTime: Date;
  state: State;
  data: Buffer;
}

/** A failure that Secret Manager answers with this gRPC status. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const MAX_BYTES = 65_536;

/** Secrets and their versions as Secret Manager keeps them, in memory. */
export const createSecrets = (now: () => Date) => {
  const secrets = new Map<string, Version[]>();

  const versionsOf = (name: string): Version[] => {
    const versions = secrets.get(name);
    if (!versions) throw new SecretError(status.NOT_FOUND, 'Secret not found.');
    return versions;
  };

  const versionNamed = (name: string): Version => {
    const [secret = '', alias = ''] = name.split('/versions/');
    const versions = versionsOf(secret);
    const version = alias === 'latest' ? versions.at(-1) : versions[Number(alias) - 1];
    if (!version) throw new SecretError(status.NOT_FOUND, 'Secret version not found.');
    return version;
  };

  return {
    create(parent: string, secretId: string, hasReplication: boolean) {
      if (!/^projects\/[^/]+$/.test(parent) || !/^[A-Za-z0-9_-]{1,255}$/.test(secretId)) {
        throw new SecretError(status.INVALID_ARGUMENT, 'Invalid parent or secret id.');
      }
      if (!hasReplication)
        throw new SecretError(status.INVALID_ARGUMENT, 'A replication policy is required.');
      const name = `${parent}/secrets/${secretId}`;
      if (secrets.has(name)) throw new SecretError(status.ALREADY_EXISTS, 'Secret exists already.');
      secrets.set(name, []);
      return { name };
    },
    addVersion(parent: string, data: Buffer): Version {
      const versions = versionsOf(parent);
      if (data.length === 0 || data.length > MAX_BYTES) {
        throw new SecretError(status.INVALID_ARGUMENT, 'The payload is empty or too large.');
      }
      const name = `${parent}/versions/${versions.length + 1}`;
      const version: Version = { name, createTime: now(), state: 'ENABLED', data };
      versions.push(version);
      return version;
    },
    access(name: string): Version {
      const version = versionNamed(name);
      if (version.state === 'DESTROYED') {
        throw new SecretError(status.FAILED_PRECONDITION, 'Secret version is in DESTROYED state.');
      }
      return version;
    },
    list: (parent: string): readonly Version[] => versionsOf(parent).toReversed(),
    destroyVersion(name: string): Version {
      const version = versionNamed(name);
      if (version.state === 'DESTROYED') {
        throw new SecretError(status.FAILED_PRECONDITION, 'Secret version is in DESTROYED state.');
      }
      version.state = 'DESTROYED';
      version.data = Buffer.alloc(0);
      return version;
    },
    remove(name: string): void {
      versionsOf(name);
      secrets.delete(name);
    },
    names: (): readonly string[] => [...secrets.keys()],
  };
};
