/** Consumers that are running in this process. */
const here = new Set<string>();
let count = 0;

/** A name for a consumer that contains its process id. */
export const newOwner = (): string => {
  const owner = `${process.pid}:${++count}:${process.hrtime.bigint()}`;
  here.add(owner);
  return owner;
};

export const retire = (owner: string): void => {
  here.delete(owner);
};

/**
 * Whether a consumer can still finish what it claimed. If the process id was reused by another program, a dead consumer
 * looks alive; its messages then return after the visibility time-out instead of at once.
 */
export const isAlive = (owner: string): boolean => {
  const pid = Number(owner.split(':', 1)[0]);
  if (pid === process.pid) return here.has(owner);
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
