import type {
  DraftRef,
  HistoryEntry,
  MailError,
  MailGateway,
  RawMail,
  ThreadEntry,
} from '../../shared/application/ports/mail-gateway.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';

interface Mail extends RawMail {
  readonly ourMessageId: string | null;
  /** When history and reads begin to show it. */
  readonly visibleAt: number;
  /** When it can be fetched, though threads and history may name it before. */
  readonly readableAt: number;
  /** When history has it. */
  readonly listedAt: number;
}

interface Entry extends HistoryEntry {
  readonly id: bigint;
  /** When it happened, as far as the history id says. */
  readonly at: number;
  /** When a listing first has it: later than `at` where Gmail is late. */
  readonly listedAt: number;
}

export interface Sent {
  readonly mailboxId: string;
  readonly messageId: string;
  readonly threadId: string;
  readonly ourMessageId: string | null;
  readonly body: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** The link to unsubscribe; null: the mail has none. */
  readonly link: string | null;
  readonly at: number;
  /** Sent through the port, or by the owner's own hand. */
  readonly by: 'port' | 'hand';
}

const text = new TextDecoder();
const bytes = new TextEncoder();

const addressesIn = (header: string | null): string[] =>
  [...(header ?? '').matchAll(/[^\s<>,"]+@[^\s<>,"]+/g)].map(([address]) => address);

export const headerOf = (raw: Uint8Array, name: string): string | null =>
  text
    .decode(raw)
    .split(/\r?\n\r?\n/, 1)[0]
    ?.match(new RegExp(`^${name}:\\s*(.*)$`, 'im'))?.[1]
    ?.trim() ?? null;

/** The body's words, encoded parts included: what our writer puts there survives quoted-printable. */
const bodyOf = (raw: Uint8Array): string => text.decode(raw).replaceAll(/=\r?\n/g, '');

const notFound: { ok: false; error: MailError } = err({ code: 'not_found', message: 'gone' });

/**
 * One mailbox of Gmail as documented, in virtual time. History ids begin above 2^53, so that whoever takes them for
 * numbers goes wrong.
 */
export class SimMailbox {
  readonly mails = new Map<string, Mail>();
  readonly drafts = new Map<string, string>();
  readonly sent: Sent[] = [];
  readonly fetched: string[] = [];
  history: Entry[] = [];
  floor = 0n;
  watchExpiresAt = 0;
  revoked = false;
  /** Mails that Gmail refuses to hand out, for reasons of its own. */
  readonly poisoned = new Set<string>();
  /** How long after sending a mail is not shown yet, in ms. */
  sentLag: () => number = () => 0;
  /** How long history leaves out a mail that has come, in ms, though its history id is past it: nothing waits for it. */
  historyLag: () => number = () => 0;
  /** How long a mail that history names answers that it is not there, in ms. */
  readLag: () => number = () => 0;
  /** Whether the id of a draft that the owner sends by hand goes on pointing at the sent mail. */
  orphansDrafts = false;
  /** Called after every change that a watch would report. */
  onChange: (historyId: string) => void = () => {};
  #historyId: bigint;
  #next = 0;
  readonly id: string;
  readonly email: string;
  readonly #now: () => number;

  constructor(id: string, email: string, now: () => number, firstHistoryId: bigint) {
    this.id = id;
    this.email = email;
    this.#now = now;
    this.#historyId = firstHistoryId;
  }

  newId(kind: string): string {
    return `${kind}${(++this.#next).toString().padStart(5, '0')}`;
  }

  #note(kind: HistoryEntry['kind'], mail: Mail, at = this.#now(), lag = 0): void {
    this.#historyId += 1n;
    this.history.push({
      id: this.#historyId,
      kind,
      messageId: mail.id,
      threadId: mail.threadId,
      labelIds: [...mail.labelIds],
      historyId: String(this.#historyId),
      at,
      listedAt: at + lag,
    });
    this.onChange(String(this.#historyId));
  }

  #shownHistoryId(): bigint {
    const hidden = this.history.find((entry) => entry.at > this.#now());
    return hidden ? hidden.id - 1n : this.#historyId;
  }

  add(raw: Uint8Array, threadId: string, labelIds: readonly string[], visibleAt = this.#now()): Mail {
    const isIncoming = labelIds.includes('INBOX');
    const mail: Mail = {
      id: this.newId('m'),
      threadId,
      labelIds,
      internalDate: this.#now(),
      raw,
      ourMessageId: headerOf(raw, 'X-Email-AI-Message'),
      visibleAt,
      readableAt: visibleAt + (isIncoming ? this.readLag() : 0),
      listedAt: visibleAt + (isIncoming ? this.historyLag() : 0),
    };
    this.mails.set(mail.id, mail);
    this.#note('added', mail, visibleAt, mail.listedAt - visibleAt);
    return mail;
  }

  /** The history id of the latest change, shown or not. */
  get latestHistoryId(): bigint {
    return this.#historyId;
  }

  /** Mails that were sent and that a call of the port has deleted. */
  readonly lostSent: string[] = [];

  remove(mail: Mail, by: Sent['by']): void {
    if (by === 'port' && mail.labelIds.includes('SENT')) this.lostSent.push(mail.id);
    this.mails.delete(mail.id);
    this.#note('deleted', mail);
  }

  expireHistory(): void {
    this.floor = this.#historyId + 1n;
    // Something else happens in the mailbox, so that the cursor really is too old.
    this.add(bytes.encode('From: news@elsewhere.example\r\nSubject: x\r\n\r\nx'), this.newId('t'), ['INBOX']);
  }

  /** The content of a draft; null where the id points at a mail that was sent. */
  #draft(draftId: string): Mail | null {
    const mail = this.mails.get(this.drafts.get(draftId) ?? '');
    return mail?.labelIds.includes('DRAFT') ? mail : null;
  }

  /** Sends a draft: it disappears, and the mail is a new message. */
  sendDraft(draftId: string, by: Sent['by']): { messageId: string; threadId: string } | null {
    const draft = this.#draft(draftId);
    if (!draft) return null;
    this.drafts.delete(draftId);
    this.remove(draft, by);
    const written = text.decode(draft.raw);
    const messageId = `Message-ID: <sent-${draft.id}@mail.gmail.com>`;
    const raw = bytes.encode(
      /^Message-ID:/im.test(written)
        ? written.replace(/^Message-ID:.*$/im, messageId)
        : `${messageId}\r\n${written}`,
    );
    const mail = this.add(raw, draft.threadId, ['SENT'], this.#now() + this.sentLag());
    if (this.orphansDrafts && by === 'hand') this.drafts.set(draftId, mail.id);
    this.sent.push({
      mailboxId: this.id,
      messageId: mail.id,
      threadId: mail.threadId,
      ourMessageId: mail.ourMessageId,
      body: bodyOf(raw),
      to: addressesIn(headerOf(raw, 'To')),
      cc: addressesIn(headerOf(raw, 'Cc')),
      link: headerOf(raw, 'List-Unsubscribe')?.slice(1, -1) ?? null,
      at: this.#now(),
      by,
    });
    return { messageId: mail.id, threadId: mail.threadId };
  }

  deleteDraft(draftId: string): boolean {
    const draft = this.#draft(draftId);
    if (!draft) return false;
    this.drafts.delete(draftId);
    this.remove(draft, 'port');
    return true;
  }

  /** A thread is there as long as it holds a mail: none may be named that has lost its last one. */
  putDraft(raw: Uint8Array, threadId: string | null, existing: string | null): DraftRef | null {
    if (threadId !== null && ![...this.mails.values()].some((mail) => mail.threadId === threadId))
      return null;
    if (existing !== null) {
      const old = this.#draft(existing);
      if (!old) return null;
      this.remove(old, 'port');
    }
    const mail = this.add(raw, threadId ?? this.newId('t'), ['DRAFT']);
    const draftId = existing ?? this.newId('d');
    this.drafts.set(draftId, mail.id);
    return { draftId, messageId: mail.id, threadId: mail.threadId };
  }

  #readable(id: string): Mail | null {
    const mail = this.mails.get(id);
    return mail && mail.readableAt <= this.#now() ? mail : null;
  }

  /** The port's methods, answered at once and in full; the simulation puts time and faults around them. */
  calls(): {
    [K in keyof MailGateway]: (...args: Parameters<MailGateway[K]>) => Awaited<ReturnType<MailGateway[K]>>;
  } {
    const draftRef = (draftId: string): DraftRef | null => {
      const mail = this.#draft(draftId);
      return mail ? { draftId, messageId: mail.id, threadId: mail.threadId } : null;
    };
    const found = <T>(value: T | null): Result<T, MailError> => (value === null ? notFound : ok(value));
    return {
      getProfile: () => ok({ emailAddress: this.email, historyId: String(this.#shownHistoryId()) }),
      listSendAs: () => ok([this.email]),
      watch: () => {
        this.watchExpiresAt = this.#now() + 7 * 24 * 60 * 60_000;
        return ok({ historyId: String(this.#shownHistoryId()), expiresAt: this.watchExpiresAt });
      },
      stopWatch: () => {
        this.watchExpiresAt = 0;
        return ok(undefined);
      },
      listHistory: (_mailboxId, start, pageToken) => {
        if (BigInt(start) < this.floor) return notFound;
        // The pages of one listing show one state of the mailbox; the history id of each is the mailbox's own.
        const [from = 0, asOf = this.#now()] = (pageToken ?? '').split(':').filter(Boolean).map(Number);
        const all = this.history.filter((e) => e.id > BigInt(start) && e.at <= asOf && e.listedAt <= asOf);
        const size = 4;
        const rest = all.slice(from);
        return ok({
          entries: rest.slice(0, size).map(({ id: _id, at: _at, listedAt: _l, ...entry }) => entry),
          newestRecordId: rest.slice(0, size).at(-1)?.historyId ?? null,
          historyId: String(this.#shownHistoryId()),
          nextPageToken: rest.length > size ? `${from + size}:${asOf}` : null,
        });
      },
      getMessage: (_mailboxId, id) => {
        this.fetched.push(id);
        return this.poisoned.has(id)
          ? err({ code: 'invalid' as const, message: 'poisoned' })
          : found(this.#readable(id));
      },
      getSignature: () => ok(''),
      // Its mails are small: they come whole.
      getAttachments: () => ok(new Map()),
      getThread: (_mailboxId, threadId) => {
        const mails = [...this.mails.values()].filter(
          (m) => m.threadId === threadId && m.visibleAt <= this.#now(),
        );
        return mails.length === 0
          ? notFound
          : ok(
              mails.map(
                ({ id, labelIds, internalDate, ourMessageId }): ThreadEntry => ({
                  id,
                  labelIds,
                  internalDate,
                  ourMessageId,
                }),
              ),
            );
      },
      searchFrom: (_mailboxId, { addresses, after }) =>
        ok(
          [...this.mails.values()]
            .filter(
              (mail) =>
                mail.visibleAt <= this.#now() &&
                mail.internalDate >= after - 1000 &&
                mail.labelIds.includes('INBOX') &&
                addresses.some((address) => headerOf(mail.raw, 'From')?.toLowerCase().includes(address)),
            )
            .map(({ id, threadId }) => ({ id, threadId })),
        ),
      findByMessageId: (_mailboxId, messageIds) =>
        ok(
          [...this.mails.values()]
            .filter(({ raw }) => messageIds.includes(headerOf(raw, 'Message-ID') ?? ''))
            .map(({ id, threadId }) => ({ id, threadId })),
        ),
      createDraft: (_mailboxId, raw, threadId) => found(this.putDraft(raw, threadId, null)),
      updateDraft: (_mailboxId, draftId, raw, threadId) => found(this.putDraft(raw, threadId, draftId)),
      getDraft: (_mailboxId, draftId) => {
        const ref = draftRef(draftId);
        const mail = ref ? this.mails.get(ref.messageId) : undefined;
        return ref && mail ? ok({ ...ref, raw: mail.raw }) : notFound;
      },
      findDraft: (_mailboxId, ourMessageId, { threadId }) => {
        for (const draftId of this.drafts.keys()) {
          const mail = this.#draft(draftId);
          if (mail?.ourMessageId !== ourMessageId) continue;
          if (threadId === null || mail.threadId === threadId) return ok(draftRef(draftId));
        }
        return ok(null);
      },
      sendDraft: (_mailboxId, draftId) => found(this.sendDraft(draftId, 'port')),
      deleteDraft: (_mailboxId, draftId) => (this.deleteDraft(draftId) ? ok(undefined) : notFound),
    };
  }
}
