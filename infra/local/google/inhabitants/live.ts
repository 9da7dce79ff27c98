import { composeMail } from '../mail/compose-mail.ts';
import { parseMime, readableText } from '../mail/mime-part.ts';
import { addresses, header, type RawMail, rawHeader } from '../mail/raw-mail.ts';
import { sendMessage } from '../world/delivery.ts';
import type { Kernel } from '../world/kernel.ts';
import {
  allMessages,
  mailOf,
  relabel,
  type StoredMessage,
  threadMessages,
  unreadMessages,
} from '../world/messages.ts';
import { type Answer, answerOf } from './answer.ts';
import { answersAlone } from './answering.ts';
import { conversationOf } from './conversation.ts';
import { INHABITANTS, type InhabitantEmail } from './people.ts';
import { newlyWritten } from './understand.ts';

/**
 * Lets the inhabitants answer every mail that has waited long enough. Unread means not answered yet, so the state is in
 * the mailbox and a restart loses nothing. Returns when the next mail is due (epoch ms), or null.
 */
export function runInhabitants(kernel: Kernel, delayMs: number): number | null {
  let next: number | null = null;
  for (const { email, name } of INHABITANTS) {
    if (!answersAlone(kernel, email)) continue;
    for (const message of unreadMessages(kernel, email)) {
      const due = message.internalDate + delayMs;
      if (due <= kernel.now()) kernel.transaction(() => dealWith(kernel, email, name, message));
      else next = Math.min(next ?? due, due);
    }
  }
  return next;
}

function dealWith(kernel: Kernel, email: InhabitantEmail, name: string, message: StoredMessage): void {
  relabel(kernel, email, message.id, [], ['UNREAD']);
  const mail = mailOf(message);
  const sender = addresses(mail.headers, 'From')[0];
  if (sender === undefined || sender.address === email || isReport(mail)) return;
  const sent = allMessages(kernel, email).filter((candidate) => candidate.labelIds.includes('SENT'));
  const conversation = conversationOf(message, threadMessages(kernel, email, message.threadId));
  const answer = answerOf(email, {
    senderName: sender.name === sender.address ? '' : sender.name,
    automatic: !['', 'no'].includes(header(mail.headers, 'Auto-Submitted').toLowerCase()),
    answersInThread: conversation.filter((member) => member.labelIds.includes('SENT')).length,
    said: conversation
      .filter((member) => !member.labelIds.includes('SENT'))
      .map((member) => newlyWritten(readableText(parseMime(mailOf(member)))))
      .reverse()
      .join('\n\n'),
    knowsSender: sent.some((candidate) =>
      addresses(mailOf(candidate).headers, 'To').some((to) => to.address === sender.address),
    ),
    now: kernel.now(),
  });
  if (answer === null) return;
  const to = addresses(mail.headers, 'Reply-To')[0] ?? sender;
  sendMessage(
    kernel,
    email,
    composeMail({
      from: { name, address: email },
      to: [to],
      subject: subjectOf(mail, answer),
      text: answer.text,
      inReplyTo: rawHeader(mail.headers, 'Message-ID') ?? '',
      references: rawHeader(mail.headers, 'References') ?? '',
      ...(answer.headers === undefined ? {} : { headers: answer.headers }),
    }),
    message.threadId,
  );
}

/** Nobody answers a postmaster. */
function isReport(mail: RawMail): boolean {
  return (
    rawHeader(mail.headers, 'Return-Path') === '<>' ||
    /^multipart\/report/i.test(rawHeader(mail.headers, 'Content-Type') ?? '')
  );
}

function subjectOf(mail: RawMail, answer: Answer): string {
  const subject = header(mail.headers, 'Subject');
  // Gmail's own vacation responder keeps the subject, so that its note stays in the conversation.
  if (answer.subject === 'automatic') return `Re: ${subject.replace(/^re:\s*/i, '')}`;
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}
