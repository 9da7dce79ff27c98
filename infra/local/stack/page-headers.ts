/**
 * Headers of the web app's pages and files. Scripts: our own, none inline. Frames: no page may frame us. Styles may be inline,
 * because Mantine sets `style` attributes. Mails are shown in a separate frame (`frame-src`). `firebase.json` sets the same
 * headers in production; a test compares them.
 */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; " +
    "font-src 'self'; connect-src 'self'; frame-src 'self' data: blob:; manifest-src 'self'; base-uri 'none'; " +
    "form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Files with a hash in their name never change. Everything else is revalidated. */
export const cacheControl = { assets: 'public, max-age=31536000, immutable', pages: 'no-cache' } as const;
