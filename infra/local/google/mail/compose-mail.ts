import type { MailAddress } from './raw-mail.ts';

export interface PlainMail {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  /** Message-ID of the mail that this one answers, and its References. */
  readonly inReplyTo?: string;
  readonly references?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain-text message as RFC 5322 bytes, without Date and Message-ID: sending adds those. */
export function composeMail(mail: PlainMail): Buffer {
  const lines = [
    `From: ${formatAddress(mail.from)}`,
    `To: ${mail.to.map(formatAddress).join(', ')}`,
    `Subject: ${encodeWord(mail.subject)}`,
  ];
  if (mail.inReplyTo) {
    lines.push(`In-Reply-To: ${oneLine(mail.inReplyTo)}`);
    lines.push(`References: ${oneLine(`${mail.references ?? ''} ${mail.inReplyTo}`).trim()}`);
  }
  for (const [name, value] of Object.entries(mail.headers ?? {})) lines.push(`${name}: ${oneLine(value)}`);
  lines.push('MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8');
  lines.push('Content-Transfer-Encoding: base64', '');
  const text = mail.text.replace(/\r?\n/g, '\r\n');
  lines.push(
    Buffer.from(text, 'utf8')
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n'),
  );
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

export function formatAddress(entry: MailAddress): string {
  const address = oneLine(entry.address).replace(/[<>\s]/g, '');
  if (entry.name === '') return address;
  const name = oneLine(entry.name);
  const phrase = isAscii(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodeWord(name);
  return `${phrase} <${address}>`;
}

/** RFC 2047: text that is not ASCII as encoded words of at most 75 characters. */
export function encodeWord(text: string): string {
  const line = oneLine(text);
  if (isAscii(line)) return line;
  const words: string[] = [];
  let chunk = '';
  for (const character of line) {
    if (Buffer.byteLength(chunk + character) > 42) {
      words.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  words.push(chunk);
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
