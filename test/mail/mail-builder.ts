import { type ParsedMail, parseMail } from '../../shared/mail/parse.ts';

const ORDINARY = {
  'Return-Path': '<jane@example.com>',
  From: 'Jane Doe <jane@example.com>',
  To: 'owner@example.org',
  Subject: 'Re: Your question',
  Date: 'Tue, 24 Nov 2026 10:00:00 +0100',
  'Message-ID': '<CAF1234@mail.example.com>',
  'In-Reply-To': '<1@mail.gmail.com>',
  References: '<1@mail.gmail.com>',
};

/** A raw mail: an ordinary answer from a person, with headers replaced, added or (null) taken away. */
export const rawMail = (
  headers: Readonly<Record<string, string | null>>,
  body = 'Yes, that suits me.',
): Uint8Array => {
  const lines = Object.entries({ ...ORDINARY, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return new TextEncoder().encode([...lines, '', ...body.split('\n')].join('\r\n'));
};

/** The same, parsed. */
export const mailWith = (
  headers: Readonly<Record<string, string | null>>,
  body?: string,
): Promise<ParsedMail> => parseMail(rawMail(headers, body));

/** Takes away what makes a mail an answer. */
export const FIRST = { 'In-Reply-To': null, References: null, Subject: 'Your question' };
