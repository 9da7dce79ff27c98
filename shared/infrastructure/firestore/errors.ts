import { StoreError } from '../../application/ports/document-store.ts';

/** Codes of google.rpc.Code: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
export const GrpcCode = {
  invalidArgument: 3,
  notFound: 5,
  alreadyExists: 6,
  failedPrecondition: 9,
} as const;

// `unavailable`: a retry may succeed. Refused credentials are included, because the operator can fix them while events
// wait.
const STORE_CODES: Readonly<Record<number, StoreError['code']>> = {
  1: 'unavailable', // CANCELLED
  2: 'unavailable', // UNKNOWN
  3: 'invalid', // INVALID_ARGUMENT
  4: 'unavailable', // DEADLINE_EXCEEDED
  5: 'missing', // NOT_FOUND
  6: 'exists', // ALREADY_EXISTS
  7: 'unavailable', // PERMISSION_DENIED
  8: 'unavailable', // RESOURCE_EXHAUSTED
  9: 'invalid', // FAILED_PRECONDITION: the query needs an index
  10: 'contention', // ABORTED
  11: 'invalid', // OUT_OF_RANGE
  12: 'unavailable', // UNIMPLEMENTED
  13: 'unavailable', // INTERNAL
  14: 'unavailable', // UNAVAILABLE
  15: 'unavailable', // DATA_LOSS
  16: 'unavailable', // UNAUTHENTICATED
};

// Over REST some errors carry the HTTP status instead: the inverse of the mapping in code.proto.
const HTTP_CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  409: 10,
  412: 9,
  429: 8,
  499: 1,
  500: 13,
  501: 12,
  503: 14,
  504: 4,
};

const NETWORK = /^(E(CONN|NOTFOUND|AI_AGAIN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)|UND_ERR_|ERR_STREAM)/;
const TOO_LARGE = /maximum (allowed|entity) size|exceeds the maximum|is longer than \d+ bytes/i;
const NO_DATABASE = /database .* does not exist/i;

/** The gRPC code of a client error, from either transport. null: not a client error. */
export const grpcCode = (error: unknown): number | null => {
  if (!(error instanceof Error) || !('code' in error)) return null;
  if (typeof error.code === 'string' && NETWORK.test(error.code)) return 14;
  const code = Number(error.code);
  return code in STORE_CODES ? code : (HTTP_CODES[code] ?? null);
};

/**
 * Converts an error of the Firestore client to a StoreError; other errors (bugs) are returned unchanged. The original
 * message may quote a document.
 */
export const toStoreError = (error: unknown): unknown => {
  const grpc = grpcCode(error);
  if (grpc === null || !(error instanceof Error)) return error;
  return new StoreError(storeCode(grpc, error.message), `Firestore failed (gRPC status ${grpc}).`, {
    cause: error,
  });
};

const storeCode = (grpc: number, message: string): StoreError['code'] => {
  if (grpc === GrpcCode.invalidArgument && TOO_LARGE.test(message)) return 'too_large';
  if (grpc === GrpcCode.notFound && NO_DATABASE.test(message)) return 'unavailable';
  return STORE_CODES[grpc] ?? 'unavailable';
};
