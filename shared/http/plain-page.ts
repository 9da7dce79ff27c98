import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Language } from '../domain/notification/settings.ts';

/** Pages for people who have no session: HTML that needs no JavaScript. Everything that somebody wrote is escaped. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #595959; --line: #8a8a8a; --ground: #fff; --main: #1d6b4f; --on: #fff; --risk: #b42318; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --soft: #b3b3b3; --line: #7d7d7d; --ground: #161616; --main: #66b795; --on: #0c2118; --risk: #ff9d92; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem .75rem; margin: 0 0 1rem; }
dt, .hint { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; }
textarea { width: 100%; min-height: 14rem; margin: .25rem 0; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: inherit; font: inherit; resize: vertical; }
.hint { margin: 0 0 1rem; font-size: .875rem; }
button, .button { display: block; width: 100%; min-height: 48px; margin: .5rem 0; padding: .6rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: inherit; font: inherit; text-align: center; text-decoration: none; cursor: pointer; }
button[value=approve], button.main { border-color: var(--main); background: var(--main); color: var(--on); font-weight: 600; }
button[value=stop] { color: var(--risk); border-color: var(--risk); }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
[role=status], [role=alert] { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
`;

/** Nothing is loaded, and the form goes nowhere but here. `'sha256-…'`: the style above and no other. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

export const page = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)} – Email AI</title>
<style>${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>
`;

export const languageOf = (c: Context): Language =>
  /^\s*ru\b/i.test(c.req.header('accept-language') ?? '') ? 'ru' : 'en';

/** The address of such a page is a key: it goes to nobody, and nothing keeps it. */
export const pageResponse = (c: Context, status: number, html: string): Response => {
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store, private',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    vary: 'Accept-Language',
  });
  return new Response(c.req.method === 'HEAD' ? null : html, { status, headers });
};
