const memory = new Map<string, string>();
const MEMORY_KEY = 'idempotency';
const REMEMBERED = 600;

const restore = (): void => {
  if (memory.size > 0) return;
  try {
    const stored = JSON.parse(sessionStorage.getItem(MEMORY_KEY) ?? '[]') as [string, string][];
    for (const [body, key] of stored) memory.set(body, key);
  } catch {
    // Storage is disabled: the keys are kept until the page is closed.
  }
};

const keep = (): void => {
  try {
    sessionStorage.setItem(MEMORY_KEY, JSON.stringify([...memory].slice(-REMEMBERED)));
  } catch {
    // Storage is disabled, as above.
  }
};

/** A short hash, so that the bodies themselves need not be stored. */
const fingerprint = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest).slice(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
};

/**
 * The Idempotency-Key for creating this: the same for the same request, so that a second click, a retry or a reload
 * creates nothing twice. `forgetIdempotencyKey` allows creating the same again on purpose.
 */
export const idempotencyKeyFor = async (body: unknown): Promise<string> => {
  restore();
  const print = await fingerprint(JSON.stringify(body));
  let key = memory.get(print);
  if (key === undefined) {
    key = crypto.randomUUID();
    memory.set(print, key);
    keep();
  }
  return key;
};

export const forgetIdempotencyKey = async (body: unknown): Promise<void> => {
  restore();
  memory.delete(await fingerprint(JSON.stringify(body)));
  keep();
};
