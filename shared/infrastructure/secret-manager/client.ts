import type { SecretManagerServiceClient } from '@google-cloud/secret-manager';

/** Google's client, loaded on first use. `localEndpoint`: `host:port` of a server without TLS or credentials. */
export const openSecretManager = async (
  projectId: string,
  localEndpoint: string | undefined,
): Promise<SecretManagerServiceClient> => {
  const { SecretManagerServiceClient: Client } = await import('@google-cloud/secret-manager');
  if (localEndpoint === undefined) return new Client({ projectId });
  const [{ credentials }, { GoogleAuth, PassThroughClient }] = await Promise.all([
    import('@grpc/grpc-js'),
    import('google-auth-library'),
  ]);
  const { hostname, port } = new URL(`http://${localEndpoint}`);
  return new Client({
    projectId,
    apiEndpoint: hostname,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
    // Without this the client would look for Google's credentials.
    auth: new GoogleAuth({ authClient: new PassThroughClient() }),
  });
};
