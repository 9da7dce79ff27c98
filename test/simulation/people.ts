import { type EmailThread, emailThreadSchema } from '../../shared/domain/conversation/thread.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { headerOf, type SimMailbox } from './gmail.ts';
import { parsedOnce } from './parsed-once.ts';
import type { Happening, Plan } from './plan.ts';
import { RECIPIENTS_CLOCK_HOURS, recipientOf } from './settings.ts';
import { START, type World } from './world.ts';

const HOUR = 60 * 60_000;
const threadOf = parsedOnce(emailThreadSchema);
const bytes = new TextEncoder();
const text = new TextDecoder();

/** A mail that somebody wrote into a thread. */
export interface Written {
  readonly gmailId: string;
  readonly threadId: string;
  readonly number: number;
  readonly kind: 'genuine' | 'held' | 'machine' | 'owner';
  readonly at: number;
  readonly visibleAt: number;
  /** When history has it, and when it can be fetched: later than `visibleAt` where Gmail is late. */
  readonly listedAt: number;
  readonly readableAt: number;
  /** The mailbox's history id that announced it. */
  readonly historyId: bigint;
  readonly poisoned: boolean;
  /** Begins a Gmail thread of its own and refers to nothing. */
  readonly outside: boolean;
  /** Says that its writer is away, for longer than a run lasts. */
  readonly away: boolean;
  /** Says that its writer has left for good. */
  readonly left: boolean;
  deleted: boolean;
}

/** The correspondents, and the owner as far as they work in Gmail itself. */
export class People {
  threadIds: readonly string[] = [];
  readonly written: Written[] = [];
  readonly #world: World;
  readonly #mailbox: SimMailbox;
  readonly #plan: Plan;
  readonly #userId: string;
  #number = 0;

  constructor(world: World, mailbox: SimMailbox, plan: Plan, userId: string) {
    this.#plan = plan;
    this.#userId = userId;
    this.#world = world;
    this.#mailbox = mailbox;
  }

  thread(threadId: string): EmailThread | null {
    const entry = this.#world.store.documents.get(paths.thread(this.#userId, threadId));
    return entry ? threadOf(entry.data) : null;
  }

  addressOf(threadId: string): string {
    return recipientOf(this.#plan, this.threadIds.indexOf(threadId));
  }

  waitingDraft(threadId: string): EmailThread['waitingDraft'] {
    return this.thread(threadId)?.waitingDraft ?? null;
  }

  /** The text that waits because nobody can prove what it states. */
  heldText(threadId: string): string | null {
    const prefix = `${paths.thread(this.#userId, threadId)}/messages/`;
    for (const [path, { data }] of this.#world.store.documents) {
      if (path.startsWith(prefix) && data.state === 'held') return String(data.id);
    }
    return null;
  }

  /** Drafts in Gmail that are about to be sent, or wait. */
  #draftsOf(threadId: string): readonly string[] {
    const prefix = `${paths.thread(this.#userId, threadId)}/messages/`;
    return [...this.#world.store.documents].flatMap(([path, { data }]) =>
      path.startsWith(prefix) && typeof data.draftId === 'string' && this.#mailbox.drafts.has(data.draftId)
        ? [data.draftId]
        : [],
    );
  }

  waitingText(threadId: string): string {
    const messageId = this.waitingDraft(threadId)?.messageId ?? this.heldText(threadId);
    const entry =
      messageId === null
        ? undefined
        : this.#world.store.documents.get(paths.message(this.#userId, threadId, messageId));
    return typeof entry?.data.text === 'string' ? entry.data.text : 'nothing';
  }

  act(what: Happening, threadId: string): void {
    const mailbox = this.#mailbox;
    const { dice } = this.#world;
    const waiting = this.waitingDraft(threadId);
    const draftId = waiting
      ? [...mailbox.drafts].find(([, messageId]) => messageId === waiting.gmailMessageId)?.[0]
      : undefined;
    switch (what) {
      case 'answer':
        return this.#write(threadId, 'genuine');
      case 'three_answers':
        for (let i = 0; i < 3; i++) {
          this.#world.scheduler.at(this.#world.scheduler.now + i * dice.below(2500), () =>
            this.#write(threadId, 'genuine'),
          );
        }
        return;
      case 'unauthenticated_answer':
        return this.#write(threadId, 'held', { authenticated: false });
      case 'newcomer_answers':
        return this.#write(threadId, 'held', { from: 'newcomer@elsewhere.example' });
      case 'answer_outside':
        return this.#write(threadId, 'held', { outside: true });
      case 'out_of_office':
        return this.#write(threadId, 'machine', { headers: 'Auto-Submitted: auto-replied\r\n', away: true });
      case 'recipient_leaves':
        return this.#write(threadId, 'machine', { headers: 'Auto-Submitted: auto-replied\r\n', left: true });
      case 'asks_not_to_write':
        return this.#write(threadId, 'machine', { wish: true });
      case 'machine_mail':
        return this.#write(threadId, 'machine', { headers: 'Auto-Submitted: auto-generated\r\n' });
      case 'poisoned_answer':
        return this.#write(threadId, 'genuine', { poisoned: true });
      case 'bounce':
        return this.#bounce(threadId);
      case 'unrelated_mail':
        for (let i = 0; i < 5; i++) {
          mailbox.add(bytes.encode('From: a@shop.example\r\nSubject: Offer\r\n\r\nBuy'), mailbox.newId('t'), [
            'INBOX',
          ]);
        }
        return;
      case 'owner_answers_by_hand':
        return this.#byHand(threadId);
      case 'owner_edits_draft': {
        const draft = draftId ? mailbox.mails.get(mailbox.drafts.get(draftId) ?? '') : undefined;
        if (!draftId || !draft) return;
        const edited = text.decode(draft.raw).replaceAll('purpose-', 'edited purpose-');
        mailbox.putDraft(bytes.encode(edited), draft.threadId, draftId);
        return;
      }
      case 'owner_sends_draft':
        if (draftId) mailbox.sendDraft(draftId, 'hand');
        return;
      case 'draft_vanishes':
        for (const one of this.#draftsOf(threadId)) mailbox.deleteDraft(one);
        return;
      case 'owner_deletes_draft':
        if (draftId) mailbox.deleteDraft(draftId);
        return;
      case 'expire_history':
        return mailbox.expireHistory();
      case 'gmail_outage':
        this.#world.outageUntil = this.#world.scheduler.now + 6 * 60 * 60_000;
        return;
      case 'long_outage':
        this.#world.outageUntil = this.#world.scheduler.now + dice.pick([1, 24]) * HOUR;
        return;
      case 'short_outage':
        this.#world.outageUntil = this.#world.scheduler.now + 2 * 60_000;
        return;
      case 'model_outage':
        this.#world.modelOutageUntil = this.#world.scheduler.now + dice.pick([1, 24]) * HOUR;
        return;
      case 'process_dies':
        return this.#world.crash();
      case 'clock_jumps':
        return this.#world.jumpClock();
      case 'lapse_watch':
        mailbox.watchExpiresAt = 0;
        return;
      case 'delete_inbound_mail': {
        const mail = this.written.findLast((w) => w.threadId === threadId && !w.deleted);
        const held = mail ? mailbox.mails.get(mail.gmailId) : undefined;
        if (!mail || !held) return;
        mail.deleted = true;
        mailbox.remove(held, 'hand');
        return;
      }
      default:
        return;
    }
  }

  #lastMail(threadId: string): { gmailThreadId: string; messageId: string } | null {
    const gmailThreadId = this.thread(threadId)?.gmailThreadId;
    if (!gmailThreadId) return null;
    const last = [...this.#mailbox.mails.values()].findLast(
      (mail) => mail.threadId === gmailThreadId && !mail.labelIds.includes('DRAFT'),
    );
    return last
      ? { gmailThreadId, messageId: headerOf(last.raw, 'Message-ID') ?? '<none@example.com>' }
      : null;
  }

  #write(
    threadId: string,
    kind: Written['kind'],
    how: {
      readonly from?: string;
      readonly authenticated?: boolean;
      readonly headers?: string;
      readonly poisoned?: boolean;
      readonly away?: boolean;
      readonly left?: boolean;
      readonly wish?: boolean;
      readonly outside?: boolean;
    } = {},
  ): void {
    const last = this.#lastMail(threadId);
    if (!last) return;
    const number = ++this.#number;
    const from = how.from ?? this.addressOf(threadId);
    const domain = from.split('@')[1];
    const result = how.authenticated === false ? 'dmarc=fail' : 'dmarc=pass';
    const raw = [
      `Authentication-Results: mx.google.com; ${result} (p=NONE) header.from=${domain}`,
      `From: ${from}`,
      `To: ${this.#mailbox.email}`,
      `Subject: ${how.away ? 'Out of office' : how.outside ? 'Something else' : 'Re: A subject'}`,
      `Message-ID: <in-${number}@${domain}>`,
      ...(this.#plan.recipientHours ? [`Date: ${this.#dateThere()}`] : []),
      ...(how.outside ? [] : [`In-Reply-To: ${last.messageId}`, `References: ${last.messageId}`]),
      `${how.headers ?? ''}Content-Type: text/plain; charset=utf-8`,
      '',
      how.away
        ? 'I am out of the office and will answer when I am back.'
        : how.left
          ? 'I no longer work here. Please write to successor@elsewhere.example instead.'
          : how.wish
            ? 'Please do not write to me any more.'
            : `Hello, this is mail-number-${number} and a question.`,
    ].join('\r\n');
    const { now } = this.#world.scheduler;
    const visibleAt = this.#world.dice.chance(0.15) ? now + this.#world.dice.below(20_000) : now;
    const inThread = how.outside ? this.#mailbox.newId('t') : last.gmailThreadId;
    const mail = this.#mailbox.add(bytes.encode(raw), inThread, ['INBOX', 'UNREAD'], visibleAt);
    const { poisoned = false } = how;
    if (poisoned) this.#mailbox.poisoned.add(mail.id);
    const historyId = this.#mailbox.latestHistoryId;
    this.written.push({
      gmailId: mail.id,
      threadId,
      number,
      kind,
      at: now,
      visibleAt,
      listedAt: mail.listedAt,
      readableAt: mail.readableAt,
      historyId,
      poisoned,
      away: how.away ?? false,
      left: how.left ?? false,
      outside: how.outside ?? false,
      deleted: false,
    });
  }

  /** RFC 5322, on the recipients' clock. */
  #dateThere(): string {
    const local = new Date(this.#world.scheduler.now + RECIPIENTS_CLOCK_HOURS * HOUR);
    return local.toUTCString().replace('GMT', `+0${RECIPIENTS_CLOCK_HOURS}00`);
  }

  /** The token of the link that somebody has in a mail of this conversation; null: they have none. */
  linkOf(threadId: string): string | null {
    const mails = this.#mailbox.sent.filter(({ ourMessageId }) => ourMessageId?.startsWith(`${threadId}-`));
    return (
      mails
        .findLast(({ link }) => link !== null)
        ?.link?.split('/')
        .at(-1) ?? null
    );
  }

  #bounce(threadId: string): void {
    const last = this.#lastMail(threadId);
    if (!last) return;
    const raw = [
      'Return-Path: <>',
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      `To: ${this.#mailbox.email}`,
      'Subject: Delivery Status Notification (Failure)',
      'Auto-Submitted: auto-replied',
      `In-Reply-To: ${last.messageId}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Address not found',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; googlemail.com',
      '',
      `Final-Recipient: rfc822; ${this.addressOf(threadId)}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n');
    this.#mailbox.add(bytes.encode(raw), last.gmailThreadId, ['INBOX']);
  }

  #byHand(threadId: string): void {
    const last = this.#lastMail(threadId);
    if (!last) return;
    const raw = `From: ${this.#mailbox.email}\r\nTo: person0@example.com\r\nSubject: Re: A subject\r\nMessage-ID: <hand-${++this.#number}@mail.gmail.com>\r\n\r\nI answer myself.`;
    const mail = this.#mailbox.add(bytes.encode(raw), last.gmailThreadId, ['SENT']);
    const { now } = this.#world.scheduler;
    this.written.push({
      gmailId: mail.id,
      threadId,
      number: this.#number,
      kind: 'owner',
      at: now,
      visibleAt: now,
      listedAt: now,
      readableAt: now,
      historyId: this.#mailbox.latestHistoryId,
      poisoned: false,
      away: false,
      left: false,
      outside: false,
      deleted: false,
    });
    this.#world.visited.add(`owner wrote at ${this.#world.scheduler.now - START > 0}`);
  }

  /** At the end of the disturbances the mailbox works again, so that everything can come to rest. */
  endAbsence(): void {
    if (this.#mailbox.watchExpiresAt === 0) this.#world.visited.add('rest without a watch');
  }
}
