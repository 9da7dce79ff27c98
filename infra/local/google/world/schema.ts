/**
 * Tables of the local Google. History ids exceed 2^53, so a mailbox keeps a decimal `history_base` and small
 * integers (`seq`) counted from it; the id that clients see is their sum.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS mailbox (
  email TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  history_base TEXT NOT NULL,
  seq INTEGER NOT NULL,
  oldest_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  watch_topic TEXT,
  watch_expires_at INTEGER,
  watch_labels TEXT NOT NULL DEFAULT '[]',
  watch_behavior TEXT NOT NULL DEFAULT 'include',
  next_notifications TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE IF NOT EXISTS message (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL,
  id TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  labels TEXT NOT NULL,
  rfc_id TEXT NOT NULL,
  internal_date INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  raw BLOB NOT NULL,
  UNIQUE (email, id)
);
CREATE INDEX IF NOT EXISTS message_thread ON message (email, thread_id, internal_date);
CREATE INDEX IF NOT EXISTS message_rfc_id ON message (email, rfc_id);

CREATE TABLE IF NOT EXISTS draft (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL,
  id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  UNIQUE (email, id)
);

CREATE TABLE IF NOT EXISTS history (
  email TEXT NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  message_id TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  labels TEXT NOT NULL,
  changed_labels TEXT NOT NULL,
  PRIMARY KEY (email, seq)
);
CREATE INDEX IF NOT EXISTS history_message ON history (email, message_id);

CREATE TABLE IF NOT EXISTS late (
  email TEXT NOT NULL, message_id TEXT NOT NULL, listings INTEGER NOT NULL, reads INTEGER NOT NULL,
  PRIMARY KEY (email, message_id)
);

CREATE TABLE IF NOT EXISTS notification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  email TEXT NOT NULL,
  history_id TEXT NOT NULL,
  held INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS topic (name TEXT PRIMARY KEY, state TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS sending_limit (email TEXT PRIMARY KEY, mails_left INTEGER NOT NULL, notice TEXT NOT NULL, until INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS send_as (email TEXT NOT NULL, alias TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (email, alias));

CREATE TABLE IF NOT EXISTS quota (
  email TEXT NOT NULL, method TEXT NOT NULL, calls INTEGER NOT NULL, units INTEGER NOT NULL,
  PRIMARY KEY (email, method)
);
CREATE TABLE IF NOT EXISTS quota_minute (email TEXT PRIMARY KEY, minute INTEGER NOT NULL, units INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS fault (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  method TEXT NOT NULL,
  email TEXT,
  kind TEXT NOT NULL,
  remaining INTEGER,
  probability REAL NOT NULL,
  state INTEGER NOT NULL,
  hits INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS consent (
  client_id TEXT NOT NULL, email TEXT NOT NULL, scopes TEXT NOT NULL, PRIMARY KEY (client_id, email)
);
CREATE TABLE IF NOT EXISTS authorization_code (
  code TEXT PRIMARY KEY, client_id TEXT NOT NULL, email TEXT NOT NULL, redirect_uri TEXT NOT NULL,
  scopes TEXT NOT NULL, nonce TEXT, challenge TEXT, challenge_method TEXT, offline INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS token (
  token TEXT PRIMARY KEY, kind TEXT NOT NULL, client_id TEXT NOT NULL, email TEXT NOT NULL,
  scopes TEXT NOT NULL, expires_at INTEGER
);
`;

/** Columns that were added later; they are added to an older file when it is opened. */
export const ADDED_COLUMNS = [
  { table: 'token', name: 'code', definition: 'TEXT' },
  { table: 'fault', name: 'moment', definition: "TEXT NOT NULL DEFAULT 'before'" },
  { table: 'fault', name: 'until', definition: 'INTEGER' },
  { table: 'message', name: 'subject', definition: "TEXT NOT NULL DEFAULT ''" },
] as const;
