/**
 * The store of refresh tokens, which are kept nowhere else (P7).
 *
 * Names match `[A-Za-z0-9_-]{1,255}` (Secret Manager's rule). `put` and `destroy` may be repeated. `put` destroys
 * earlier versions: each version costs money and is one more copy of a token.
 * Concurrency: of two concurrent `put`s either may win; `get` never returns a partial value.
 * Errors: VaultError; the message never contains the secret.
 */
export interface Vault {
  put(name: string, secret: string): Promise<void>;
  /** null: there is no such secret, or it was destroyed. */
  get(name: string): Promise<string | null>;
  destroy(name: string): Promise<void>;
}

export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: 'unavailable' | 'denied' | 'corrupt';
  constructor(code: VaultError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
