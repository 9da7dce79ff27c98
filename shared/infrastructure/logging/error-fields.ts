import type { LogFields } from '../../application/ports/logger.ts';

// The form of an error class or code; anything else might be a sentence that quotes mail.
const SAFE = /^[A-Za-z][A-Za-z0-9_./-]{0,63}$/;

const safeCode = (value: unknown): string | number | null => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && SAFE.test(value) ? value : null;
};

const read = (value: object, field: string): unknown => {
  try {
    return Reflect.get(value, field);
  } catch {
    return undefined; // a throwing getter must not replace the error being reported
  }
};

/** `file.ts:12` of the frame that threw. Function names, a query of the address and the message are left out. */
const place = (error: Error): string | null => {
  const stack = read(error, 'stack');
  const frame =
    typeof stack === 'string' ? /\n\s+at [^\n]*?([\w.-]+)(?:\?[^\s:]*)?:(\d+):\d+\)?/.exec(stack) : null;
  return frame ? `${frame[1]}:${frame[2]}` : null;
};

/**
 * The parts of an error that are safe to log: its class, code, HTTP or gRPC status, the class and code of its cause,
 * and where it was thrown. Never the message: clients' errors quote requests, with addresses, tokens and bodies.
 */
export const errorFields = (error: unknown): LogFields => {
  if (typeof error !== 'object' || error === null) return { error: typeof error };
  const name = safeCode(read(error, 'name'));
  const code = safeCode(read(error, 'code'));
  const status = safeCode(read(error, 'status'));
  const cause = read(error, 'cause');
  const inner = typeof cause === 'object' && cause !== null ? cause : {};
  const causeName = safeCode(read(inner, 'name'));
  const causeCode = safeCode(read(inner, 'code'));
  const at = error instanceof Error ? place(error) : null;
  return {
    error: name ?? 'Error',
    ...(code !== null ? { errorCode: code } : {}),
    ...(status !== null ? { errorStatus: status } : {}),
    ...(causeName !== null ? { cause: causeName } : {}),
    ...(causeCode !== null ? { causeCode } : {}),
    ...(at !== null ? { errorAt: at } : {}),
  };
};
