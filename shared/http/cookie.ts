import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/**
 * Firebase Hosting forwards only the cookie `__session` (https://firebase.google.com/docs/hosting/manage-cache), so it holds
 * both tokens of a browser: `session~signIn`. Either may be empty.
 */
export interface BrowserSecrets {
  readonly session: string | null;
  readonly signIn: string | null;
}

const NAME = '__session';
const TOKEN = /^[A-Za-z0-9_-]{20,100}$/;
const MAX_AGE_SECONDS = 60 * 24 * 60 * 60;

const tokenOrNull = (value: string | undefined): string | null => (value && TOKEN.test(value) ? value : null);

export const readSecrets = (c: Context): BrowserSecrets => {
  const [session, signIn] = (getCookie(c, NAME) ?? '').split('~');
  return { session: tokenOrNull(session), signIn: tokenOrNull(signIn) };
};

export const writeSecrets = (c: Context, secrets: BrowserSecrets, secure: boolean): void => {
  const value = secrets.signIn ? `${secrets.session ?? ''}~${secrets.signIn}` : (secrets.session ?? '');
  setCookie(c, NAME, value, {
    httpOnly: true,
    secure,
    sameSite: 'Lax',
    path: '/',
    maxAge: value === '' ? 0 : MAX_AGE_SECONDS,
  });
};
