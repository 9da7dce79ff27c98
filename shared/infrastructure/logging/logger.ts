import { type DestinationStream, pino } from 'pino';
import type { LogFields, Logger } from '../../application/ports/logger.ts';
import { errorFields } from './error-fields.ts';

export type LogLevel = 'info' | 'warn' | 'error' | 'silent';

export interface LogContext {
  /** The function that logs. */
  readonly function: string;
  /** Value of the request's `traceparent` (W3C) or `X-Cloud-Trace-Context` header. */
  readonly trace: string | undefined;
}

export interface LoggerOptions {
  /** Google Cloud project; with the context's `trace`, lets Cloud Logging group a request's lines. */
  readonly projectId?: string | undefined;
  /** Context fields of the current line (for example the request); null: none. */
  readonly context?: () => LogContext | null;
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Default: standard output, written synchronously, because a function may be frozen right after its answer. */
  readonly destination?: DestinationStream;
}

// https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#logseverity
const SEVERITY: Readonly<Record<string, string>> = { info: 'INFO', warn: 'WARNING', error: 'ERROR' };

/** The 32 hex digits of a trace id, from either header form; null when there is none. */
export const traceId = (header: string | undefined): string | null =>
  /^(?:[0-9a-f]{2}-)?([0-9a-f]{32})(?:[-/;]|$)/i.exec(header ?? '')?.[1]?.toLowerCase() ?? null;

/**
 * JSON lines in Cloud Logging's structured format (https://cloud.google.com/logging/docs/structured-logging):
 * `severity`, `message` (the event's name), `time`, and the other fields, which cannot replace these.
 */
export const createLogger = (options: LoggerOptions = {}): Logger => {
  const contextFields = (): Record<string, string> => {
    const context = options.context?.() ?? null;
    if (!context) return {};
    const trace = traceId(context.trace);
    return {
      function: context.function,
      ...(options.projectId && trace
        ? { 'logging.googleapis.com/trace': `projects/${options.projectId}/traces/${trace}` }
        : {}),
    };
  };
  const lines = pino(
    {
      level: options.level ?? 'info',
      base: null,
      mixin: contextFields,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ severity: SEVERITY[label] ?? 'DEFAULT' }) },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
  const write = (
    level: 'info' | 'warn' | 'error',
    event: string,
    fields: LogFields = {},
    thrown?: unknown,
  ): void =>
    lines[level](
      {
        ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [fieldName(key), value])),
        ...(thrown === undefined ? {} : errorFields(thrown)),
      },
      event,
    );
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields, thrown) => write('warn', event, fields, thrown),
    error: (event, fields, thrown) => write('error', event, fields, thrown),
  };
};

const RESERVED: ReadonlySet<string> = new Set(['severity', 'message', 'time', 'function']);

const fieldName = (key: string): string =>
  RESERVED.has(key) || key.startsWith('logging.googleapis.com/') ? `_${key}` : key;
