import { createHash } from 'node:crypto';
import { assistantsEdge } from '../../../functions/assistants.ts';
import { authEdge } from '../../../functions/auth.ts';
import { channelsEdge } from '../../../functions/channels.ts';
import { threadsEdge } from '../../../functions/threads.ts';
import { type App, createApp } from '../../../shared/app.ts';
import { mailboxIdOf } from '../../../shared/application/mailbox/mailbox-id.ts';
import type { StoredDocument } from '../../../shared/application/ports/document-store.ts';
import type { AppEvent } from '../../../shared/application/ports/event-bus.ts';
import { loadConfig } from '../../../shared/config.ts';
import { ok } from '../../../shared/domain/result.ts';
import { memoryOriginals } from '../../support/memory-originals.ts';
import { MemoryStore } from '../../support/memory-store/memory-store.ts';
import { memoryVault } from '../../support/memory-vault.ts';
import { Browser } from './browser.ts';
import { FakeGoogle } from './fake-google.ts';
import { ORIGIN } from './origin.ts';

const START = Date.UTC(2026, 10, 2, 9);

/** Our HTTP functions over a store, vault and Google in memory, in a time that stands still unless it is moved. */
export class AccessWorld {
  readonly store = new MemoryStore();
  readonly secrets = new Map<string, string>();
  readonly originals = new Map<string, Uint8Array>();
  readonly events: AppEvent[] = [];
  readonly logged: string[] = [];
  readonly google: FakeGoogle;
  readonly app: App;
  now = START;
  /** Told before every operation of the store, the vault and the bus: throw, and the process dies there. */
  onEffect: (name: string) => void = () => {};
  /** What the store was asked, in order. */
  readonly storeCalls: string[] = [];

  constructor(env: Readonly<Record<string, string>> = {}) {
    let count = 0;
    const unique = (length: number) =>
      createHash('sha256').update(`${++count}`).digest('hex').slice(0, length);
    const clock = { now: () => this.now };
    const vault = memoryVault(this.secrets, (name) => this.onEffect(name));
    this.google = new FakeGoogle({ now: clock.now, vault, mailboxIdOf });
    const log = (event: string, fields?: object) =>
      this.logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
    const usage = { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0 };
    const answer = {
      action: 'reply' as const,
      subject: 'Hello',
      body: 'A preview.',
      reason: 'asked',
      goalProgress: '',
    };
    this.app = createApp(
      loadConfig({
        DATA_DIR: '/nowhere',
        PUBLIC_URL: ORIGIN,
        GOOGLE_CLIENT_ID: 'id',
        GOOGLE_CLIENT_SECRET: 'secret',
        GMAIL_WATCH_TOPIC: 'projects/p/topics/t',
        OPENAI_API_KEY: 'key',
        ...env,
      }),
      {
        clock,
        vault,
        originals: memoryOriginals(this.originals),
        random: { token: () => unique(43), id: () => unique(32) },
        store: this.store.connect(async (operation) => {
          this.storeCalls.push(operation);
          this.onEffect(`store.${operation}`);
        }),
        bus: {
          publish: async (event) => {
            this.onEffect('bus.publish');
            this.events.push(event);
          },
        },
        identity: this.google.identity,
        gateway: this.google.gateway,
        writer: {
          write: async () => ok({ answer, usage, model: 'fake' }),
          summarise: async () => ok({ text: '', usage, model: 'fake' }),
        },
        logger: { info: log, warn: log, error: log },
      },
    );
  }

  /** The functions as one site. */
  readonly fetch = async (
    path: string,
    init: RequestInit,
    remoteAddress = '203.0.113.7',
  ): Promise<Response> => {
    const edge =
      path.startsWith('/threads') || path.startsWith('/people')
        ? this.#threads
        : path.startsWith('/assistants')
          ? this.#assistants
          : path.startsWith('/channels')
            ? this.#channels
            : this.#auth;
    return edge().app.request(path, init, { incoming: { socket: { remoteAddress } } });
  };
  readonly #auth = lazily(() => authEdge(this.app));
  readonly #threads = lazily(() => threadsEdge(this.app));
  readonly #assistants = lazily(() => assistantsEdge(this.app));
  readonly #channels = lazily(() => channelsEdge(this.app));

  browser(remoteAddress?: string): Browser {
    return new Browser(this, remoteAddress);
  }

  /** Somebody who has signed in. */
  async signedIn(email: string): Promise<Browser> {
    const browser = this.browser();
    const location = await browser.signIn({ email });
    if (location !== '/') throw new Error(`sign-in failed: ${location}`);
    return browser;
  }

  document(path: string): StoredDocument['data'] | null {
    return this.store.documents.get(path)?.data ?? null;
  }

  /** Documents whose path or content mentions one of these. */
  mentioning(...marks: readonly string[]): readonly string[] {
    return [...this.store.documents.values()]
      .filter((document) =>
        marks.some((mark) => JSON.stringify([document.path, document.data]).includes(mark)),
      )
      .map(({ path }) => path);
  }
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};
