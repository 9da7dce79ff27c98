import { VaultError } from '../../application/ports/vault.ts';

/** Codes of google.rpc.Code: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
export const GrpcCode = { notFound: 5, alreadyExists: 6, failedPrecondition: 9 } as const;

const DENIED: ReadonlySet<number> = new Set([7, 16]); // PERMISSION_DENIED, UNAUTHENTICATED
const DATA_LOSS = 15;

export const grpcCodeOf = (thrown: unknown): number | null =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'number' ? thrown.code : null;

/** The client's message may quote the request: only its code is kept. */
export const toVaultError = (thrown: unknown): VaultError => {
  const code = grpcCodeOf(thrown);
  const message = `Secret Manager failed (${code === null ? 'no answer' : `gRPC status ${code}`}).`;
  if (code !== null && DENIED.has(code)) return new VaultError('denied', message);
  return new VaultError(code === DATA_LOSS ? 'corrupt' : 'unavailable', message);
};
