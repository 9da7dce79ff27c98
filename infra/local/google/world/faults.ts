import type { Kernel } from './kernel.ts';

/** Named faults are Google's answers in that situation; their texts are in `http/failures.ts`. */
export const FAULT_KINDS = [
  '400',
  '401',
  '403',
  '403_rate',
  '404',
  '429',
  '500',
  '503',
  'hang',
  'drop_after',
  'drop_before',
  'admin_policy',
  'api_disabled',
  'client_deleted',
  'mail_off',
  'not_a_draft',
  'project_suspended',
  'quota_per_day',
  'quota_per_minute',
  'quota_spent',
  'scopes_missing',
  'sending_limit',
  'too_concurrent',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export type FaultMoment = 'before' | 'after';

/** The fault of one call. */
export interface InjectedFault {
  readonly kind: FaultKind;
  readonly when: FaultMoment;
}

export interface FaultRequest {
  /** Such as `gmail.users.drafts.send`, `oauth.token`, `gmail.*` or `*`. */
  readonly method: string;
  /** Only calls for this mailbox. */
  readonly email?: string | undefined;
  /** How many calls fail; unset: all until cleared. */
  readonly times?: number | undefined;
  /** For how long calls fail, from now on; unset: until cleared. */
  readonly forMs?: number | undefined;
  /** In [0, 1]; unset: 1. */
  readonly probability?: number | undefined;
  /** Makes the random decisions of `probability` repeatable. */
  readonly seed?: number | undefined;
  readonly kind: FaultKind;
  /**
   * `after`: the call takes effect, and the fault replaces its answer. Default: `before`; `drop_before` and
   * `drop_after` imply it.
   */
  readonly when?: FaultMoment | undefined;
}

export interface Fault {
  readonly id: number;
  readonly method: string;
  readonly email: string | null;
  readonly kind: FaultKind;
  readonly when: FaultMoment;
  readonly remaining: number | null;
  /** Epoch ms. */
  readonly until: number | null;
  readonly probability: number;
  /** How many calls it has affected. */
  readonly hits: number;
}

interface FaultRow extends Omit<Fault, 'when'> {
  readonly moment: FaultMoment;
  readonly state: number;
}

export function addFault(kernel: Kernel, request: FaultRequest): Fault {
  return kernel.transaction(() => {
    kernel.run(
      'INSERT INTO fault (method, email, kind, moment, remaining, until, probability, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      request.method,
      request.email?.toLowerCase() ?? null,
      request.kind,
      momentOf(request),
      request.times ?? null,
      request.forMs === undefined ? null : kernel.now() + request.forMs,
      request.probability ?? 1,
      (request.seed ?? Math.floor(kernel.random() * 2 ** 32)) >>> 0,
    );
    const added = kernel.get<FaultRow>('SELECT * FROM fault ORDER BY id DESC LIMIT 1');
    if (added === null) throw new Error('the fault was not stored');
    return toFault(added);
  });
}

export function listFaults(kernel: Kernel): Fault[] {
  return kernel.all<FaultRow>('SELECT * FROM fault ORDER BY id').map(toFault);
}

export function clearFaults(kernel: Kernel): void {
  kernel.run('DELETE FROM fault');
}

/** The fault of this call, if any. Uses up one of `times`. */
export function takeFault(kernel: Kernel, method: string, email: string | null): InjectedFault | null {
  return kernel.transaction(() => {
    for (const row of kernel.all<FaultRow>('SELECT * FROM fault ORDER BY id')) {
      if (!covers(row.method, method)) continue;
      if (row.email !== null && row.email !== email) continue;
      if (row.remaining !== null && row.remaining <= 0) continue;
      if (row.until !== null && row.until <= kernel.now()) continue;
      const { value, state } = dice(row.state);
      const strikes = value < row.probability;
      kernel.run(
        'UPDATE fault SET state = ?, remaining = ?, hits = ? WHERE id = ?',
        state,
        row.remaining === null || !strikes ? row.remaining : row.remaining - 1,
        row.hits + (strikes ? 1 : 0),
        row.id,
      );
      if (strikes) return { kind: row.kind, when: row.moment };
    }
    return null;
  });
}

function momentOf({ kind, when }: FaultRequest): FaultMoment {
  switch (kind) {
    case 'drop_before':
      return 'before';
    case 'drop_after':
      return 'after';
    default:
      return when ?? 'before';
  }
}

function covers(pattern: string, method: string): boolean {
  if (pattern.endsWith('*')) return method.startsWith(pattern.slice(0, -1));
  return pattern === method;
}

function toFault({ moment, state: _state, ...row }: FaultRow): Fault {
  return { ...row, when: moment };
}

/** Mulberry32: small, fast and repeatable. */
function dice(seed: number): { value: number; state: number } {
  const state = (seed + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, state };
}
