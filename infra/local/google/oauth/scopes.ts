import type { GmailMethod } from '../world/quota.ts';

const PREFIX = 'https://www.googleapis.com/auth/';
export const FULL_ACCESS = 'https://mail.google.com/';
const IDENTITY: Readonly<Record<string, string>> = {
  openid: 'openid',
  email: `${PREFIX}userinfo.email`,
  profile: `${PREFIX}userinfo.profile`,
  [`${PREFIX}userinfo.email`]: `${PREFIX}userinfo.email`,
  [`${PREFIX}userinfo.profile`]: `${PREFIX}userinfo.profile`,
};
const GMAIL: Readonly<Record<string, string>> = {
  [FULL_ACCESS]: 'Read, compose, send and permanently delete all your email',
  [`${PREFIX}gmail.modify`]: 'Read, compose and send emails from your Gmail account',
  [`${PREFIX}gmail.readonly`]: 'View your email messages and settings',
  [`${PREFIX}gmail.compose`]: 'Manage drafts and send emails',
  [`${PREFIX}gmail.send`]: 'Send email on your behalf',
  [`${PREFIX}gmail.insert`]: 'Add emails into your Gmail mailbox',
  [`${PREFIX}gmail.metadata`]: 'View your email message metadata such as labels and headers',
  [`${PREFIX}gmail.labels`]: 'See and edit your email labels',
  [`${PREFIX}gmail.settings.basic`]: 'See, edit, create or change your email settings and filters',
};

export const isIdentityScope = (scope: string): boolean => scope in IDENTITY;
export const describeScope = (scope: string): string => GMAIL[scope] ?? scope;

/** The requested scopes in Google's spelling, or the first unknown one. */
export function parseScopes(text: string): { scopes: string[] } | { unknown: string } {
  const scopes = new Set<string>();
  for (const asked of text.split(/\s+/).filter((word) => word !== '')) {
    const scope = IDENTITY[asked] ?? (asked in GMAIL ? asked : null);
    if (scope === null) return { unknown: asked };
    scopes.add(scope);
  }
  return { scopes: [...scopes] };
}

const names = (...scopes: string[]): readonly string[] => scopes.map((scope) => `${PREFIX}gmail.${scope}`);
const READ_OR_METADATA = names('readonly', 'metadata');
const COMPOSE = names('compose');

/** Scopes besides gmail.modify and full access that allow a method (Gmail's reference, "Authorization scopes"). */
const ALLOWED: Readonly<Record<GmailMethod, readonly string[]>> = {
  'gmail.users.getProfile': names('readonly', 'metadata', 'compose'),
  'gmail.users.watch': READ_OR_METADATA,
  'gmail.users.stop': READ_OR_METADATA,
  'gmail.users.history.list': READ_OR_METADATA,
  'gmail.users.messages.list': READ_OR_METADATA,
  'gmail.users.messages.get': READ_OR_METADATA,
  'gmail.users.messages.modify': [],
  'gmail.users.messages.trash': [],
  'gmail.users.messages.untrash': [],
  'gmail.users.messages.delete': [],
  'gmail.users.messages.batchModify': [],
  'gmail.users.messages.batchDelete': [],
  'gmail.users.messages.attachments.get': names('readonly'),
  'gmail.users.messages.insert': names('insert'),
  'gmail.users.messages.import': names('insert'),
  'gmail.users.messages.send': names('compose', 'send'),
  'gmail.users.threads.list': READ_OR_METADATA,
  'gmail.users.threads.get': READ_OR_METADATA,
  'gmail.users.threads.modify': [],
  'gmail.users.threads.trash': [],
  'gmail.users.threads.untrash': [],
  'gmail.users.threads.delete': [],
  'gmail.users.drafts.create': COMPOSE,
  'gmail.users.drafts.list': names('compose', 'readonly'),
  'gmail.users.drafts.get': names('compose', 'readonly'),
  'gmail.users.drafts.update': COMPOSE,
  'gmail.users.drafts.delete': COMPOSE,
  'gmail.users.drafts.send': COMPOSE,
  'gmail.users.labels.list': names('readonly', 'metadata', 'labels'),
  'gmail.users.labels.get': names('readonly', 'metadata', 'labels'),
  'gmail.users.settings.sendAs.list': names('readonly', 'settings.basic'),
};

/** gmail.modify does not allow permanent deletion. */
const FULL_ACCESS_ONLY: ReadonlySet<GmailMethod> = new Set<GmailMethod>([
  'gmail.users.messages.delete',
  'gmail.users.messages.batchDelete',
  'gmail.users.threads.delete',
]);

export function allows(granted: readonly string[], method: GmailMethod): boolean {
  if (granted.includes(FULL_ACCESS)) return true;
  if (granted.includes(`${PREFIX}gmail.modify`)) return !FULL_ACCESS_ONLY.has(method);
  return ALLOWED[method].some((scope) => granted.includes(scope));
}

/** gmail.metadata alone allows neither bodies nor searches. */
export function metadataOnly(granted: readonly string[]): boolean {
  const reading = [FULL_ACCESS, ...names('modify', 'readonly', 'compose')];
  return granted.includes(`${PREFIX}gmail.metadata`) && !reading.some((scope) => granted.includes(scope));
}
