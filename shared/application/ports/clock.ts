/** Time, randomness and ids are passed in, so that the same run can be had twice. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
}

export interface Random {
  /** URL-safe, unguessable: 256 bits. */
  token(): string;
  /** URL-safe, unique, ordered by nothing: 128 bits. */
  id(): string;
}
