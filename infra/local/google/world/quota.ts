import { rateLimitExceeded } from './google-error.ts';
import type { Kernel } from './kernel.ts';

/** Quota units (https://developers.google.com/workspace/gmail/api/reference/quota, projects since May 2026). */
export const QUOTA_UNITS = {
  'gmail.users.getProfile': 1,
  'gmail.users.watch': 100,
  'gmail.users.stop': 50,
  'gmail.users.history.list': 2,
  'gmail.users.messages.list': 5,
  'gmail.users.messages.get': 20,
  'gmail.users.messages.modify': 5,
  'gmail.users.messages.trash': 5,
  'gmail.users.messages.untrash': 5,
  'gmail.users.messages.delete': 20,
  'gmail.users.messages.batchModify': 50,
  'gmail.users.messages.batchDelete': 50,
  'gmail.users.messages.attachments.get': 20,
  'gmail.users.messages.insert': 25,
  'gmail.users.messages.import': 25,
  'gmail.users.messages.send': 100,
  'gmail.users.threads.list': 10,
  'gmail.users.threads.get': 40,
  'gmail.users.threads.modify': 10,
  'gmail.users.threads.trash': 10,
  'gmail.users.threads.untrash': 10,
  'gmail.users.threads.delete': 20,
  'gmail.users.drafts.create': 10,
  'gmail.users.drafts.list': 5,
  'gmail.users.drafts.get': 20,
  'gmail.users.drafts.update': 15,
  'gmail.users.drafts.delete': 10,
  'gmail.users.drafts.send': 100,
  'gmail.users.labels.list': 1,
  'gmail.users.labels.get': 1,
  'gmail.users.settings.sendAs.list': 1,
} as const;

export type GmailMethod = keyof typeof QUOTA_UNITS;

export interface QuotaUse {
  readonly units: number;
  readonly calls: number;
  readonly methods: Readonly<Record<string, { readonly calls: number; readonly units: number }>>;
  /** Null: unlimited. */
  readonly limitPerMinute: number | null;
}

/** Counts a call against its mailbox; 429 when a limit is set and this minute's units are used up. */
export function chargeQuota(kernel: Kernel, email: string, method: GmailMethod): void {
  const units = QUOTA_UNITS[method];
  kernel.transaction(() => {
    const minute = Math.floor(kernel.now() / 60_000);
    const limit = quotaLimit(kernel);
    if (limit !== null) {
      const row = kernel.get<{ minute: number; units: number }>(
        'SELECT minute, units FROM quota_minute WHERE email = ?',
        email,
      );
      const used = row !== null && row.minute === minute ? row.units : 0;
      if (used + units > limit) throw rateLimitExceeded();
      kernel.run(
        'INSERT OR REPLACE INTO quota_minute (email, minute, units) VALUES (?, ?, ?)',
        email,
        minute,
        used + units,
      );
    }
    kernel.run(
      `INSERT INTO quota (email, method, calls, units) VALUES (?, ?, 1, ?)
       ON CONFLICT (email, method) DO UPDATE SET calls = calls + 1, units = units + excluded.units`,
      email,
      method,
      units,
    );
  });
}

export function quotaLimit(kernel: Kernel): number | null {
  const row = kernel.get<{ value: string }>("SELECT value FROM setting WHERE name = 'quota_limit'");
  return row === null ? null : (JSON.parse(row.value) as number | null);
}

export function setQuotaLimit(kernel: Kernel, unitsPerMinute: number | null): void {
  kernel.run(
    "INSERT OR REPLACE INTO setting (name, value) VALUES ('quota_limit', ?)",
    JSON.stringify(unitsPerMinute),
  );
}

export function quotaUse(kernel: Kernel, email: string): QuotaUse {
  const rows = kernel.all<{ method: string; calls: number; units: number }>(
    'SELECT method, calls, units FROM quota WHERE email = ? ORDER BY method',
    email,
  );
  return {
    units: rows.reduce((sum, row) => sum + row.units, 0),
    calls: rows.reduce((sum, row) => sum + row.calls, 0),
    methods: Object.fromEntries(rows.map(({ method, calls, units }) => [method, { calls, units }])),
    limitPerMinute: quotaLimit(kernel),
  };
}

export function resetQuota(kernel: Kernel, email: string): void {
  kernel.run('DELETE FROM quota WHERE email = ?', email);
}
