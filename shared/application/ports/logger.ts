/** Ids, codes, counts and reasons; never a body, a stranger's address or a token (P7). */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** One structured line per decision. `event` is a stable snake_case name, fit for counting and alerting. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
