/**
 * What a log line may say besides its event: ids, counts, times (epoch ms), closed words. Never a body, an address of
 * a stranger, a token, a sentence of a model.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * One structured line per decision. `event` is a fixed snake_case word.
 * `thrown` may be any exception: the adapter keeps its name, code and place, and drops what it may quote.
 */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields, thrown?: unknown): void;
  error(event: string, fields?: LogFields, thrown?: unknown): void;
}
