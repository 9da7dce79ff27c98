/** An HTTP client that behaves as a browser, for the demo and for tests: keeps cookies, sends Origin, signs in. */
export class ApiClient {
  readonly origin: string;
  #cookie = '';

  constructor(origin: string) {
    this.origin = origin;
  }

  /** The Cookie header; empty before signing in. */
  get cookie(): string {
    return this.#cookie;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', this.origin);
    if (this.#cookie) headers.set('cookie', this.#cookie);
    const response = await fetch(new URL(path, this.origin), { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.#cookie = cookie.split(';', 1)[0] ?? '';
    return response;
  }

  /** Sends and reads JSON. Throws unless the status is 2xx. */
  async json<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await this.fetch(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Signs in through the local Google's consent page, as a person would. */
  async signIn(email: string, start = '/api/auth/login?returnTo=/'): Promise<void> {
    const login = await this.fetch(start);
    const consent = login.headers.get('location');
    if (!consent) throw new Error(`sign-in did not start: ${login.status}`);
    const page = await (await fetch(consent)).text();
    const form = new URLSearchParams();
    for (const [field] of page.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(field, 'name');
      const type = attribute(field, 'type');
      if (!name || (type === 'checkbox' && !/\bchecked\b/.test(field))) continue;
      form.append(name, attribute(field, 'value') ?? '');
    }
    form.set('email', email);
    form.set('decision', 'allow');
    const action = page.match(/<form\b[^>]*\baction="([^"]*)"/)?.[1];
    const target = action ? new URL(unescapeHtml(action), consent) : new URL(consent);
    const allowed = await fetch(target, { method: 'POST', body: form, redirect: 'manual' });
    const callback = allowed.headers.get('location');
    if (!callback) throw new Error(`consent was not given: ${allowed.status}`);
    const back = new URL(callback);
    const done = await this.fetch(back.pathname + back.search);
    const location = done.headers.get('location') ?? '';
    if (location.startsWith('/sign-in')) throw new Error(`sign-in failed: ${location}`);
    // Google issues a refresh token only with the first consent, so consent may have to be forced.
    if (location.startsWith('/api/auth/login')) {
      if (start === location) throw new Error('consent was not remembered');
      await this.signIn(email, location);
    }
  }
}

const unescapeHtml = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<');

const attribute = (tag: string, name: string): string | null => {
  const value = tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
  return value === undefined ? null : unescapeHtml(value);
};
