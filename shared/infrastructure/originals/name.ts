import { idSchema } from '../../domain/ids.ts';

/** A segment of a path: an id has neither slash nor dot. A name that is none is a bug of the caller. */
export const segmentOf = (id: string): string => {
  if (!idSchema.safeParse(id).success) throw new TypeError('not an id');
  return id;
};

export const versionOf = (version: number): string => {
  if (!Number.isSafeInteger(version) || version < 1) throw new TypeError('not a version');
  return String(version);
};

export const hasCode = (error: unknown, code: string | number): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
