/** Time, randomness and ids are passed in, so that a run can be repeated exactly. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
}

export interface Random {
  /** URL-safe, unguessable: 256 bits. */
  token(): string;
  /** URL-safe, unique, in no particular order: 128 bits. */
  id(): string;
}
