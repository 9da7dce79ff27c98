import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MemoryCgroup {
  /** Writing a process's id into this file puts it, and what it starts, under the limit. */
  readonly procs: string;
  /** Takes a process out again. */
  leave(pid: number): void;
  /** Only when nobody is in it. */
  remove(): void;
}

/** Version 1 has a tree for each controller (https://docs.kernel.org/admin-guide/cgroup-v1/memory.html); version 2 has one for all. */
const trees = [
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes' },
  { root: '/sys/fs/cgroup', limit: 'memory.max' },
] as const;

/**
 * A cgroup whose processes the kernel kills when together they need more memory than this. null where none can be made: that takes
 * root and a writable cgroup tree.
 */
export const memoryCgroup = (megabytes: number): MemoryCgroup | null => {
  for (const { root, limit } of trees) {
    const folder = join(root, `email-ai-${process.pid}-${megabytes}-${Date.now()}`);
    const procs = join(folder, 'cgroup.procs');
    try {
      if (!existsSync(join(root, 'cgroup.procs'))) continue;
      mkdirSync(folder);
      if (existsSync(join(folder, limit)) && existsSync(procs)) {
        writeFileSync(join(folder, limit), String(megabytes * 1024 * 1024));
        return {
          procs,
          leave: (pid) => writeFileSync(join(root, 'cgroup.procs'), String(pid)),
          remove: () => rmdirSync(folder),
        };
      }
      rmdirSync(folder);
    } catch {
      // Not ours to make: the next tree, or none.
    }
  }
  return null;
};
