import { chmodSync, statSync } from 'node:fs';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Removes all permissions of other users. Skips a path that does not exist, and a folder that is shared by all users
 * (sticky, such as /tmp). Throws if another user owns the file.
 */
export const makePrivate = (paths: readonly string[], mode: 0o600 | 0o700): void => {
  // Windows has no such modes.
  if (process.platform === 'win32') return;
  for (const path of paths) {
    try {
      const now = statSync(path).mode;
      if ((now & 0o1000) === 0 && (now & 0o077) !== 0) chmodSync(path, mode);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
};
