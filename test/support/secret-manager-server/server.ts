import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { z } from 'zod';
import { createSecrets, SecretError, type Version } from './secrets.ts';

export interface SecretManagerServer {
  /** `host:port`, without TLS. */
  readonly endpoint: string;
  /** Names of the methods called so far, oldest first. */
  readonly calls: readonly string[];
  /** Full names of the secrets that exist. */
  secretNames(): readonly string[];
  /** States of a secret's versions, oldest first. */
  versionStates(secretName: string): readonly string[];
  /** The next call of this method fails with this gRPC status. */
  failNext(method: string, code: number): void;
  close(): Promise<void>;
}

const packageDir = (name: string): string => {
  const entry = fileURLToPath(import.meta.resolve(name));
  return entry.slice(0, entry.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
};

const loadService = () => {
  const protos = ['@google-cloud/secret-manager', 'google-gax'].map((name) =>
    join(packageDir(name), 'build', 'protos'),
  );
  const definition = loadSync(join('google', 'cloud', 'secretmanager', 'v1', 'service.proto'), {
    includeDirs: protos,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const service = definition['google.cloud.secretmanager.v1.SecretManagerService'];
  if (!service || 'format' in service) throw new Error(`no such service in ${dirname(protos[0] ?? '')}`);
  return service;
};

const named = z.object({ name: z.string() });
const listRequest = z.object({
  parent: z.string(),
  filter: z.string(),
  pageSize: z.int(),
  pageToken: z.string(),
});
const createRequest = z.object({
  parent: z.string(),
  secretId: z.string(),
  secret: z.object({ replication: z.object({ automatic: z.unknown() }).nullish() }).nullish(),
});
const addRequest = z.object({
  parent: z.string(),
  payload: z.object({ data: z.instanceof(Buffer) }).nullish(),
});

const shown = ({ name, state, createTime }: Version) => ({
  name,
  state,
  createTime: { seconds: Math.floor(createTime.getTime() / 1000), nanos: 0 },
});

/** The methods of Secret Manager that we use, over gRPC, with the statuses that Google documents. In memory. */
export const startSecretManagerServer = async (
  options: { readonly now?: () => Date; readonly pageSize?: number } = {},
): Promise<SecretManagerServer> => {
  const secrets = createSecrets(options.now ?? (() => new Date()));
  const calls: string[] = [];
  const failures = new Map<string, number>();

  const list = (request: unknown) => {
    const { parent, filter, pageSize, pageToken } = listRequest.parse(request);
    const wanted = secrets
      .list(parent)
      .filter((version) => filter === '' || filter.toUpperCase() === `STATE:${version.state}`);
    const start = Number(pageToken || 0);
    const end = start + (pageSize || options.pageSize || 25_000);
    return {
      versions: wanted.slice(start, end).map(shown),
      nextPageToken: end < wanted.length ? String(end) : '',
      totalSize: wanted.length,
    };
  };

  const methods: readonly (readonly [string, (request: unknown) => object])[] = [
    [
      'CreateSecret',
      (request) => {
        const { parent, secretId, secret } = createRequest.parse(request);
        return secrets.create(parent, secretId, secret?.replication?.automatic != null);
      },
    ],
    [
      'AddSecretVersion',
      (request) => {
        const { parent, payload } = addRequest.parse(request);
        return shown(secrets.addVersion(parent, payload?.data ?? Buffer.alloc(0)));
      },
    ],
    [
      'AccessSecretVersion',
      (request) => {
        const { name, data } = secrets.access(named.parse(request).name);
        return { name, payload: { data } };
      },
    ],
    ['ListSecretVersions', list],
    ['DestroySecretVersion', (request) => shown(secrets.destroyVersion(named.parse(request).name))],
    [
      'DeleteSecret',
      (request) => {
        secrets.remove(named.parse(request).name);
        return {};
      },
    ],
  ];

  const handler =
    (method: string, answer: (request: unknown) => object): handleUnaryCall<unknown, object> =>
    (call, callback) => {
      calls.push(method);
      const scripted = failures.get(method);
      failures.delete(method);
      try {
        if (scripted !== undefined) throw new SecretError(scripted, 'As the test says.');
        callback(null, answer(call.request));
      } catch (error) {
        const code = error instanceof SecretError ? error.code : status.INVALID_ARGUMENT;
        callback({ code, details: error instanceof Error ? error.message : '' });
      }
    };

  const server = new Server();
  const service = loadService();
  const implementation: UntypedServiceImplementation = Object.fromEntries(
    methods.map(([method, answer]) => [method, handler(method, answer)]),
  );
  server.addService(service, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    endpoint: `127.0.0.1:${port}`,
    calls,
    secretNames: secrets.names,
    versionStates: (secretName) =>
      secrets
        .list(secretName)
        .toReversed()
        .map(({ state }) => state),
    failNext: (method, code) => void failures.set(method, code),
    close: async () => server.forceShutdown(),
  };
};
