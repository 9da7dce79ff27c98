import type { PlainKey } from '../i18n/messages.ts';

/** Google's names of scopes, by what a person would call them. */
const scopeKeys = {
  'https://www.googleapis.com/auth/gmail.readonly': 'signIn.scopeRead',
  'https://www.googleapis.com/auth/gmail.compose': 'signIn.scopeCompose',
  openid: 'signIn.scopeProfile',
  email: 'signIn.scopeProfile',
  profile: 'signIn.scopeProfile',
  'https://www.googleapis.com/auth/userinfo.email': 'signIn.scopeProfile',
  'https://www.googleapis.com/auth/userinfo.profile': 'signIn.scopeProfile',
} as const satisfies Readonly<Record<string, PlainKey>>;

const isKnownScope = (scope: string): scope is keyof typeof scopeKeys => Object.hasOwn(scopeKeys, scope);

/** What scopes allow, each thing once; unknown scopes are left out. */
export const scopeKeysOf = (scopes: readonly string[]) => [
  ...new Set(scopes.filter(isKnownScope).map((scope) => scopeKeys[scope])),
];
