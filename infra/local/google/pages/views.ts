import { html } from 'hono/html';
import type { Inhabitant } from '../inhabitants/people.ts';
import { parseMime, readableText } from '../mail/mime-part.ts';
import { addresses, header } from '../mail/raw-mail.ts';
import type { Kernel } from '../world/kernel.ts';
import type { MailboxRow } from '../world/mailboxes.ts';
import { allMessages, mailOf, type StoredMessage, unreadMessages } from '../world/messages.ts';
import { type Html, page } from './html.ts';

const href = (email: string, thread = ''): string =>
  `/mailbox/${encodeURIComponent(email)}${thread === '' ? '' : `/${encodeURIComponent(thread)}`}`;

const when = (time: number): Html =>
  html`<time class="soft small" datetime="${new Date(time).toISOString()}">${new Intl.DateTimeFormat(
    'en-GB',
    {
      dateStyle: 'medium',
      timeStyle: 'short',
    },
  ).format(time)}</time>`;

export function indexPage(
  kernel: Kernel,
  mailboxes: readonly MailboxRow[],
  inhabitants: readonly Inhabitant[],
): Html {
  const others = mailboxes.filter((mailbox) => inhabitants.every((person) => person.email !== mailbox.email));
  const entry = (email: string, about: string) => {
    const unread = unreadMessages(kernel, email).length;
    return html`<li><a href="${href(email)}"><span class="row"><strong>${email}</strong>
${unread === 0 ? '' : html`<span class="badge">${unread} unread</span>`}</span>
${about === '' ? '' : html`<span class="soft small">${about}</span>`}</a></li>`;
  };
  return page(
    'Local Google',
    html`<main><h1>Local Google</h1>
<p class="soft">Mailboxes of this machine. Nothing here leaves it.</p>
<form method="get" action="/" class="card"><label for="address">Open the mailbox of</label>
<input id="address" name="address" type="email" required placeholder="anyone@example.com">
<div class="actions"><button>Open</button></div></form>
${others.length === 0 ? '' : html`<h2>Mailboxes</h2><ul class="list">${others.map((mailbox) => entry(mailbox.email, ''))}</ul>`}
<h2>People who answer by themselves</h2>
<ul class="list">${inhabitants.map((person) => entry(person.email, person.description))}</ul></main>`,
  );
}

/** `alone`: whether this inhabitant answers automatically; null for other mailboxes. */
export function mailboxPage(kernel: Kernel, mailbox: MailboxRow, alone: boolean | null): Html {
  const { email } = mailbox;
  const newest = new Map<string, StoredMessage>();
  const unread = new Set<string>();
  for (const message of allMessages(kernel, email)) {
    if (message.labelIds.includes('TRASH') || message.labelIds.includes('SPAM')) continue;
    if (!newest.has(message.threadId)) newest.set(message.threadId, message);
    if (message.labelIds.includes('UNREAD')) unread.add(message.threadId);
  }
  const conversations = [...newest.values()].map((message) => {
    const mail = mailOf(message);
    const text = readableText(parseMime(mail)).replace(/\s+/g, ' ').trim().slice(0, 140);
    const who = message.labelIds.includes('INBOX')
      ? nameOf(mail, 'From')
      : `${message.labelIds.includes('DRAFT') ? 'Draft to' : 'To'} ${nameOf(mail, 'To')}`;
    return html`<li><a href="${href(email, message.threadId)}"><span class="row"><strong>${header(mail.headers, 'Subject') || '(no subject)'}</strong>${when(message.internalDate)}</span>
<span class="row small"><span>${who}</span>${unread.has(message.threadId) ? html`<span class="badge">unread</span>` : ''}</span>
<span class="soft small">${text}</span></a></li>`;
  });
  return page(
    `${email} - Local Google`,
    html`<main><nav><a href="/">All mailboxes</a></nav><h1>${email}</h1><p class="soft">${mailbox.name} · <a href="${href(email)}/access">Applications with access</a></p>
${alone === null ? '' : playForm(mailbox, alone)}
<details class="card"><summary>Write as ${mailbox.name}</summary><form method="post" action="${href(email)}">
<label for="to">To</label><input id="to" name="to" type="email" multiple required>
<label for="subject">Subject</label><input id="subject" name="subject">
<label for="text">Message</label><textarea id="text" name="text" required></textarea>
<div class="actions"><button>Send</button></div></form></details>
${conversations.length === 0 ? html`<p class="soft">No conversations yet.</p>` : html`<ul class="list">${conversations}</ul>`}</main>`,
  );
}

/** Turns the inhabitant's automatic answers off, so that a person can answer as them. */
const playForm = ({ email, name }: MailboxRow, alone: boolean): Html =>
  html`<form method="post" action="${href(email)}/play" class="card"><div class="row">
<span>${alone ? html`${name} answers by themselves, after a moment.` : html`You play ${name}: only you answer.`}</span>
<button class="quiet" name="answers" value="${alone ? 'by hand' : 'alone'}">${alone ? html`Play ${name} yourself` : html`Let ${name} answer`}</button>
</div></form>`;

export function conversationPage(mailbox: MailboxRow, messages: readonly StoredMessage[]): Html {
  const { email } = mailbox;
  const first = messages[0];
  const subject = first === undefined ? '' : header(mailOf(first).headers, 'Subject');
  const mails = messages.map((message) => {
    const mail = mailOf(message);
    const mine = message.labelIds.includes('SENT') || message.labelIds.includes('DRAFT');
    return html`<article class="mail ${mine ? 'mine' : ''}"><div class="row"><strong>${nameOf(mail, 'From') || email}</strong>${when(message.internalDate)}</div>
<div class="soft small">to ${nameOf(mail, 'To')} ${message.labelIds.includes('DRAFT') ? html`<span class="badge">draft</span>` : ''}
${header(mail.headers, 'Auto-Submitted') === '' ? '' : html`<span class="badge">automatic</span>`}</div>
<pre>${readableText(parseMime(mail)).trim()}</pre>
${mine ? '' : unsubscribeLink(header(mail.headers, 'List-Unsubscribe'))}
${message.labelIds.includes('DRAFT') ? draftActions(email, message.id) : ''}</article>`;
  });
  return page(
    `${subject || '(no subject)'} - ${email}`,
    html`<main><nav><a href="${href(email)}">${email}</a></nav><h1>${subject || '(no subject)'}</h1>
${mails}
<form method="post" action="${href(email)}" class="card"><input type="hidden" name="thread" value="${first?.threadId ?? ''}">
<label for="text">Answer as ${mailbox.name}</label><textarea id="text" name="text" required></textarea>
<div class="actions"><button>Send</button></div></form></main>`,
  );
}

/** As mail programs offer it for a mail that has the header. */
const unsubscribeLink = (value: string): Html | string => {
  const link = /^<(https?:[^>\s]+)>/.exec(value)?.[1];
  return link === undefined ? '' : html`<div class="small"><a href="${link}">Unsubscribe</a></div>`;
};

/** What the owner of the mailbox can do with a draft, as in Gmail itself. */
const draftActions = (email: string, messageId: string): Html =>
  html`<form method="post" action="${href(email)}/drafts/${messageId}" class="actions">
<button name="action" value="send">Send draft</button>
<button name="action" value="discard" class="quiet">Discard</button></form>`;

function nameOf(mail: ReturnType<typeof mailOf>, field: 'From' | 'To'): string {
  return addresses(mail.headers, field)
    .map((entry) => entry.name || entry.address)
    .join(', ');
}
