const memory = new Map<string, string>();
const MEMORY_KEY = 'idempotency';
const REMEMBERED = 600;

const restore = (): void => {
  if (memory.size > 0) return;
  try {
    const stored = JSON.parse(sessionStorage.getItem(MEMORY_KEY) ?? '[]') as [string, string][];
    for (const [body, key] of stored) memory.set(body, key);
  } catch {
    // Storage is disabled: the keys are kept as long as the page.
  }
};

const keep = (): void => {
  try {
    sessionStorage.setItem(MEMORY_KEY, JSON.stringify([...memory].slice(-REMEMBERED)));
  } catch {
    // As above.
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
 * The Idempotency-Key for creating this: the same for the same request, so that a second press, a retry or a reload
 * in the middle creates nothing twice. `forgetIdempotencyKey` lets the same be created once more on purpose.
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
