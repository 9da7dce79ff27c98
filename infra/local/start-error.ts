import { ConfigError } from '../../shared/config.ts';
import type { Settings } from './settings.ts';

const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { readonly port?: number } =>
  error instanceof Error && 'code' in error && 'syscall' in error;

/** Explains a known start-up error and what to do about it. null: an unknown error. */
export const startErrorSentence = (error: unknown, settings: Settings | null): string | null => {
  if (error instanceof ConfigError) return error.message;
  if (!settings || !isSystemError(error)) return null;
  if (error.syscall === 'listen') {
    const variable =
      error.port === settings.googlePort
        ? 'LOCAL_GOOGLE_PORT, which follows PORT unless set'
        : error.port === settings.openaiPort
          ? 'LOCAL_OPENAI_PORT, which follows PORT unless set'
          : 'PORT';
    return error.code === 'EADDRINUSE'
      ? `Port ${error.port} is in use (${variable}). Is Email AI running already? If not, set PORT to another one.`
      : `Cannot listen on port ${error.port}: ${error.code} (${variable}). Set PORT to another one.`;
  }
  if (error.path?.startsWith(settings.dataDir)) {
    return `DATA_DIR: ${settings.dataDir} is not a writable folder (${error.code}).`;
  }
  return null;
};
