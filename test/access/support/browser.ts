import type { Consent, FakeGoogle } from './fake-google.ts';
import { ORIGIN } from './origin.ts';

/** What a browser reaches: our own site, and Google's consent page. */
export interface Site {
  readonly google: FakeGoogle;
  fetch(path: string, init: RequestInit, remoteAddress?: string): Promise<Response>;
}

/** A browser: keeps its one cookie, says where a request comes from, follows nothing by itself. */
export class Browser {
  cookie = '';
  /** The attributes with which the cookie was last set. */
  cookieFlags = '';
  readonly #world: Site;
  readonly #remoteAddress: string | undefined;

  constructor(world: Site, remoteAddress?: string) {
    this.#world = world;
    this.#remoteAddress = remoteAddress;
  }

  async fetch(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const init: RequestInit = {
      method,
      headers: {
        origin: ORIGIN,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await this.#world.fetch(path, init, this.#remoteAddress);
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...flags] = cookie.split('; ');
      this.cookie = pair;
      this.cookieFlags = flags.join('; ');
    }
    return response;
  }

  async json<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await this.fetch(method, path, body, headers);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Where Google is asked, for this browser. */
  async beginSignIn(query = ''): Promise<string> {
    const response = await this.fetch('GET', `/auth/login${query}`);
    return response.headers.get('location') ?? '';
  }

  /** Comes back from Google; where our callback sends the browser to. */
  async callback(query: URLSearchParams): Promise<string> {
    const response = await this.fetch('GET', `/auth/callback?${query}`);
    return response.headers.get('location') ?? `${response.status}`;
  }

  async signIn(consent: Consent, query = ''): Promise<string> {
    return this.callback(this.#world.google.consent(await this.beginSignIn(query), consent));
  }

  /** Who is signed in here; null: nobody. */
  async whoAmI(): Promise<string | null> {
    const response = await this.fetch('GET', '/auth/session');
    if (response.status !== 200) return null;
    const { user } = (await response.json()) as { user: { email: string } };
    return user.email;
  }
}
