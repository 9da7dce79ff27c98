/**
 * What a log line may contain besides its event: ids, counts, times (epoch ms), words from closed lists. Never a body,
 * the address of a correspondent, a token, or text of a model.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * One structured line per decision. `event` is a fixed snake_case word. `thrown` may be any exception: the adapter logs
 * its name, code and location, and drops the message, which may quote mail.
 */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields, thrown?: unknown): void;
  error(event: string, fields?: LogFields, thrown?: unknown): void;
}
