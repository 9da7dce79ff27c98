/**
 * Virtual time. Everything that waits is parked here and let go one at a time, in an order that depends on nothing but
 * the seed. Real asynchrony (a MIME parser, a dynamic import) happens inside a task while no other one moves.
 */
export interface Task {
  readonly name: string;
  /** What of it waits for virtual time or for another task, and what of it goes on beside. */
  parked: number;
  strands: number;
  finished: boolean;
}

interface Parked {
  readonly at: number;
  readonly order: number;
  readonly task: Task | null;
  readonly go: () => void;
}

export class Scheduler {
  now: number;
  #order = 0;
  #parked: Parked[] = [];
  readonly #tasks = new Set<Task>();

  constructor(start: number) {
    this.now = start;
  }

  /** Parks the caller for `ms` of virtual time. */
  wait(task: Task | null, ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (task) task.parked++;
      this.#push({
        at: this.now + ms,
        order: this.#order++,
        task,
        go: () => {
          if (task) task.parked--;
          resolve();
        },
      });
    });
  }

  /** Runs `action` at a virtual time. */
  at(time: number, action: () => void): void {
    this.#push({ at: Math.max(time, this.now), order: this.#order++, task: null, go: action });
  }

  #push(parked: Parked): void {
    let low = 0;
    let high = this.#parked.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#parked[middle];
      if (other && (other.at < parked.at || (other.at === parked.at && other.order < parked.order)))
        low = middle + 1;
      else high = middle;
    }
    this.#parked.splice(low, 0, parked);
  }

  start(name: string, body: (task: Task) => Promise<void>): Task {
    const task: Task = { name, parked: 0, strands: 1, finished: false };
    this.#tasks.add(task);
    // Begun a moment later, when whoever started it knows the task.
    void Promise.resolve()
      .then(() => body(task))
      .finally(() => {
        task.finished = true;
        this.#tasks.delete(task);
      });
    return task;
  }

  /** The caller waits for another task. */
  async waitFor<T>(task: Task, other: Promise<T>): Promise<T> {
    task.parked++;
    try {
      return await other;
    } finally {
      task.parked--;
    }
  }

  /** Goes on beside what the task does: a heartbeat. */
  async beside(task: Task, work: () => Promise<void>): Promise<void> {
    if (task.finished || !this.#tasks.has(task)) return;
    task.strands++;
    try {
      await work();
    } finally {
      task.strands--;
    }
  }

  /** The task's process is dead: what it waits for never comes. */
  kill(task: Task): void {
    this.#tasks.delete(task);
    this.#parked = this.#parked.filter((parked) => parked.task !== task);
  }

  get live(): number {
    return this.#tasks.size;
  }

  /** Waits, in real time, until every task is parked. */
  async settle(): Promise<void> {
    for (;;) {
      let moving = false;
      for (const task of this.#tasks) if (task.parked < task.strands) moving = true;
      if (!moving) return;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** Lets the next one go. False when nobody waits. */
  async step(until: number): Promise<boolean> {
    await this.settle();
    const next = this.#parked[0];
    if (!next || next.at > until) return false;
    this.#parked.shift();
    this.now = Math.max(this.now, next.at);
    next.go();
    await Promise.resolve();
    return true;
  }
}
