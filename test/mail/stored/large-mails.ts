/** Mails that are large in one way each. */

const encoder = new TextEncoder();
const FROM =
  'From: Jane <jane@example.com>\r\nAuthentication-Results: mx.google.com; dmarc=pass header.from=example.com\r\n';
const repeated = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length));

/** 1.4 MB of attachments' names. */
export const longNames = (): Uint8Array => {
  const part = (n: number): string =>
    `--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="${'ф'.repeat(7_000)}${n}.pdf"\r\n\r\nx\r\n`;
  const parts = Array.from({ length: 100 }, (_, n) => part(n)).join('');
  return encoder.encode(
    `${FROM}Subject: Re: A call\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nYes.\r\n${parts}--b--\r\n`,
  );
};

/** From one of many people, each of whom has a long name. */
export const fromStranger = (n: number): Uint8Array =>
  encoder.encode(
    `From: "${'漢'.repeat(900)}${n}" <${'a'.repeat(60)}${n}@${'d'.repeat(60)}.example>\r\nTo: ${Array.from({ length: 100 }, (_, i) => `"${'漢'.repeat(900)}" <b${i}@example.com>`).join(',\r\n ')}\r\nSubject: Re: A call\r\n\r\nMay I join?`,
  );

/** Text in three bytes a character: new words, and as much below them. */
export const longText = (bytes: number): Uint8Array =>
  encoder.encode(
    `${FROM}Subject: Re: A call\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${repeated('漢字の長い文章です。\r\n', bytes / 5)}\r\nOn Mon, 4 May 2026 at 10:15, Owner <owner@example.org> wrote:\r\n${repeated('> 漢字の長い文章です。\r\n', bytes / 5)}`,
  );

export const longHtml = (bytes: number): Uint8Array =>
  encoder.encode(
    `${FROM}Subject: Re: A call\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>${repeated('<div><p>Yes, <b>that</b> suits me.</p></div>', bytes)}</body></html>`,
  );

/** Files that are read, and one long line of base64 each. */
export const manyFiles = (count: number, bytes: number): Uint8Array => {
  const content = Buffer.from(repeated('漢字の長い文章です。\n', bytes / 3)).toString('base64');
  const part = (n: number): string =>
    `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="a${n}.txt"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n`;
  return encoder.encode(
    `${FROM}Subject: Re: A call\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the files.\r\n${Array.from({ length: count }, (_, n) => part(n)).join('')}--b--\r\n`,
  );
};
