import { chmodSync, statSync } from 'node:fs';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Takes all rights from others than the owner, whatever they were before. A path that does not exist is left out; so is a folder
 * that is meant for everybody (sticky, such as /tmp). Throws where the file belongs to somebody else.
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
