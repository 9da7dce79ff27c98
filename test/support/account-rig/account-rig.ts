import type { AuthDeps } from '../../../shared/application/account/deps.ts';
import { mailboxIdOf } from '../../../shared/application/mailbox/mailbox-id.ts';
import type { DocumentData } from '../../../shared/application/ports/document-store.ts';
import type { AppEvent } from '../../../shared/application/ports/event-bus.ts';
import { refreshTokenSecretName } from '../../../shared/application/ports/identity.ts';
import type { User } from '../../../shared/domain/account/user.ts';
import type { EmailThread } from '../../../shared/domain/conversation/thread.ts';
import { type MailboxId, userIdSchema } from '../../../shared/domain/ids.ts';
import type { Mailbox } from '../../../shared/domain/mailbox/mailbox.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { asData } from '../../../shared/persistence/thread-view.ts';
import { FakeGoogle } from '../../access/support/fake-google.ts';
import { credentialWith, mailboxWith, NOW, OWNER, threadWith, userWith } from '../documents.ts';
import { memoryOriginals } from '../memory-originals.ts';
import { MemoryStore } from '../memory-store/memory-store.ts';
import { memoryVault } from '../memory-vault.ts';

/** What the use cases of account and mailbox depend on, in memory, in a time that stands still unless it is moved. */
export class AccountRig {
  readonly memory = new MemoryStore();
  readonly secrets = new Map<string, string>();
  readonly originals = new Map<string, Uint8Array>();
  readonly events: AppEvent[] = [];
  /** One line each: event name and fields. */
  readonly logged: string[] = [];
  readonly google: FakeGoogle;
  readonly deps: AuthDeps;
  now = NOW;
  /** The id of the mailbox of `OWNER`. */
  readonly mailboxId: MailboxId = mailboxIdOf(OWNER);
  readonly userId = userIdSchema.parse('u1');

  constructor(settings: Partial<AuthDeps['settings']> = {}) {
    let count = 0;
    const clock = { now: () => this.now };
    const vault = memoryVault(this.secrets);
    const log = (event: string, fields?: object) =>
      void this.logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
    this.google = new FakeGoogle({ now: clock.now, vault, mailboxIdOf });
    this.deps = {
      store: this.memory.connect(),
      vault,
      originals: memoryOriginals(this.originals),
      identity: this.google.identity,
      gateway: this.google.gateway,
      bus: { publish: async (event) => void this.events.push(event) },
      clock,
      random: {
        token: () => `token-${String(++count).padStart(20, '0')}`,
        id: () => `${++count}`.padStart(4, '0'),
      },
      logger: { info: log, warn: log, error: log },
      settings: {
        redirectUri: 'https://mail.example/api/auth/callback',
        push: true,
        silenceMs: 60_000,
        dailySendingLimit: 100,
        maxDailySendingLimit: 500,
        ...settings,
      },
    };
  }

  document(path: string): DocumentData | null {
    return this.memory.documents.get(path)?.data ?? null;
  }

  /** The paths of all documents below or at a path. */
  pathsUnder(path: string): readonly string[] {
    return [...this.memory.documents.keys()].filter((each) => each === path || each.startsWith(`${path}/`));
  }

  mailbox(): DocumentData | null {
    return this.document(paths.mailbox(this.mailboxId));
  }

  async user(fields: Partial<User> = {}): Promise<void> {
    await this.deps.store.set(paths.user(this.userId), asData(userWith(fields)));
  }

  /** A user with a connected mailbox, its credential and a token that Google accepts. */
  async connected(fields: Partial<Mailbox> = {}): Promise<void> {
    const { store } = this.deps;
    const { mailboxId, userId } = this;
    await this.user();
    await store.set(paths.mailbox(mailboxId), asData(mailboxWith({ id: mailboxId, ...fields })));
    await store.set(paths.credential(mailboxId), asData(credentialWith({ mailboxId, userId })));
    this.secrets.set(refreshTokenSecretName(mailboxId), 'refresh');
    this.google.grants.set('refresh', OWNER);
  }

  async thread(id: string, fields: Partial<EmailThread> = {}): Promise<void> {
    const { userId, mailboxId } = this;
    const thread = { ...threadWith({ userId, mailboxId, ...fields }), id };
    await this.deps.store.set(paths.thread(userId, id), asData(thread));
  }
}
