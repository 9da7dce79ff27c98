import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { type Stack, startStack } from '../../infra/local/stack/stack.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { eventually, messagesOf } from './conversation.ts';

interface Bad {
  readonly name: string;
  /** Headers beyond the ordinary ones; null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body: string | Uint8Array;
  /** What the owner is told; null: nothing, it is let pass or answered. */
  readonly attention: string | null;
  readonly answered?: boolean;
  /** Default: whenever the owner is told. */
  readonly held?: boolean;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const multipart = (type: string, ...parts: readonly string[]): Pick<Bad, 'headers' | 'body'> => ({
  headers: { 'Content-Type': `${type}; boundary="b"`, 'MIME-Version': '1.0' },
  body: `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
});
const text = (body: string): string => `Content-Type: text/plain; charset=utf-8\r\n\r\n${body}`;
const quoted = Array.from({ length: 200 }, (_, depth) => `${'>'.repeat(depth + 1)} level ${depth + 1}`).join(
  '\r\n',
);

const cases: readonly Bad[] = [
  { name: 'an empty mail', body: '', attention: 'mail_unreadable' },
  { name: 'a mail of nothing but white space', body: ' \r\n\t\r\n\u00a0\r\n', attention: 'mail_unreadable' },
  {
    name: 'a mail with only an image',
    ...multipart(
      'multipart/mixed',
      'Content-Type: image/png; name="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=',
    ),
    attention: 'mail_unreadable',
  },
  {
    name: 'an HTML mail with only an image',
    headers: { 'Content-Type': 'text/html' },
    body: '<html><body><img src="https://example.com/a.png" alt=""></body></html>',
    attention: 'mail_unreadable',
  },
  {
    name: 'a mail of five megabytes',
    ...multipart(
      'multipart/mixed',
      text('Please see the attachment. When could we talk?'),
      `Content-Type: application/pdf; name="plan.pdf"\r\nContent-Disposition: attachment; filename="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${'QUJD'.repeat(19).concat('\r\n').repeat(64_000)}`,
    ),
    // It says that it is a PDF, and is none: the words that point at it are not answered blindly.
    attention: 'model_escalated',
    held: false,
  },
  {
    name: 'two megabytes of text',
    body: 'When could we talk? '.concat('All of this matters. '.repeat(5).concat('\r\n').repeat(20_000)),
    attention: null,
    answered: true,
  },
  {
    name: 'malformed MIME',
    headers: { 'Content-Type': 'multipart/mixed; boundary="never' },
    body: '--other\r\nContent-Type: ;;;=\r\n\r\n\u0000\u0001garbage',
    attention: 'mail_unreadable',
  },
  {
    name: '200 quoted levels',
    body: `Yes, when could we talk?\r\n\r\nOn Mon, 2 Nov 2026 at 10:00, Owner wrote:\r\n${quoted}`,
    attention: null,
    answered: true,
  },
  { name: 'nothing but quotes', body: quoted, attention: 'mail_unreadable' },
  {
    name: 'text in another character set than it says',
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit' },
    // "Привет, когда мы можем поговорить?" in windows-1251
    body: Uint8Array.from(
      [...'Привет, когда мы можем поговорить?'].map((c) => {
        const code = c.codePointAt(0) ?? 0;
        return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
      }),
    ),
    attention: null,
    answered: true,
  },
  {
    name: 'a calendar invitation',
    ...multipart(
      'multipart/alternative',
      text('You have been invited to: Call'),
      'Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Call\r\nEND:VEVENT\r\nEND:VCALENDAR',
    ),
    attention: 'mail_unreadable',
  },
  {
    name: 'a mail encrypted with OpenPGP',
    headers: {
      'Content-Type': 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"',
      'MIME-Version': '1.0',
    },
    body: '--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n--b--\r\n',
    attention: 'mail_unreadable',
  },
  {
    name: 'a mail encrypted with S/MIME',
    headers: {
      'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
      'Content-Transfer-Encoding': 'base64',
    },
    body: base64('not really encrypted'),
    attention: 'mail_unreadable',
  },
  {
    name: 'a mail without From',
    headers: { From: null },
    body: 'Hello, who am I?',
    attention: 'sender_unknown',
  },
  {
    name: 'a mail with two senders',
    headers: { From: 'a@example.com, b@example.com' },
    body: 'We both write.',
    attention: 'sender_unknown',
  },
];

describe('bad mail', () => {
  let stack: Stack;
  let dataDir: string;
  let api: ApiClient;
  let assistantId: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'email-ai-bad-mail-'));
    stack = await startStack({
      port: 0,
      googlePort: 0,
      openaiPort: 0,
      dataDir,
      env: { LOG_LEVEL: 'silent' },
      sweepMs: 500,
    });
    api = new ApiClient(stack.origin);
    await api.signIn('owner@example.com');
    const assistant = { name: 'Alex', instructions: 'Offer a call on Tuesday.' };
    ({ id: assistantId } = await api.json<{ id: string }>('POST', '/api/assistants', assistant));
  });
  afterAll(async () => {
    await stack.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const messageIdAt = async (email: string): Promise<string> => {
    const { mails } = await eventually(
      async () =>
        (await (await fetch(`${stack.google.origin}/control/mails?email=${email}`)).json()) as {
          mails: { headers: { name: string; value: string }[] }[];
        },
      (answer) => answer.mails.length > 0,
    );
    return mails[0]?.headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? '';
  };

  test.each(
    cases.map((bad, index) => ({ ...bad, index })),
  )('$name: no crash, and no answer to nonsense', async ({
    headers,
    body,
    attention,
    answered,
    held = attention !== null,
    index,
  }) => {
    const email = `sender${index}@example.com`;
    const thread = await api.json<ThreadResource>('POST', '/api/threads', {
      assistantId,
      recipient: { email },
      instructions: 'Ask for a call.',
    });
    const inReplyTo = await messageIdAt(email);
    const lines = Object.entries({
      From: email,
      To: 'owner@example.com',
      Subject: 'Re: A call',
      'In-Reply-To': inReplyTo,
      References: inReplyTo,
      ...headers,
    }).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
    const raw = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
    const delivered = await fetch(`${stack.google.origin}/control/deliver?to=owner@example.com`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: raw,
    });
    expect(delivered.status).toBe(200);

    const sent = answered ? 2 : 1;
    const after = await eventually(
      () => api.json<ThreadResource>('GET', `/api/threads/${thread.id}`),
      ({ counters, attention: flag, working }) =>
        counters.received === 1 && !working && (flag !== null || counters.sent === 2),
    );
    expect(after.attention?.code ?? null).toBe(attention);
    expect(after.counters.sent).toBe(sent);
    const inbound = (await messagesOf(api, thread.id)).filter(({ direction }) => direction === 'inbound');
    expect(inbound).toHaveLength(1);
    expect(inbound[0]?.held).toBe(held);
  });
});
