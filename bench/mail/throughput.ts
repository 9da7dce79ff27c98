import { createHash } from 'node:crypto';
import { classifyMail } from '../../shared/mail/classify.ts';
import { parseMail } from '../../shared/mail/parse.ts';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';

/** One mail, and how long judging it may take on an idle machine. */
interface Load {
  readonly name: string;
  readonly raw: Uint8Array;
  readonly rounds: number;
  readonly limitMs: number;
}

export interface Throughput {
  readonly name: string;
  readonly bytes: number;
  readonly ms: number;
  /** In units of a fixed computation, so that runs on different machines can be compared. */
  readonly ratio: number;
  readonly limitMs: number;
}

const HEAD = `Return-Path: <jo@example.com>
From: Jo Doe <jo@example.com>
To: Owner <owner@example.org>
Subject: Re: A short call
Date: Mon, 04 May 2026 12:00:00 +0200
Message-ID: <in1@example.com>
In-Reply-To: <our1@mail.example>
References: <our1@mail.example>
MIME-Version: 1.0
`;
const OWN_TEXT =
  'Would Tuesday at ten suit you, or is there another day in that week that would be better for you and your colleagues? ';
const OWN_TEXTS = Array.from({ length: 10 }, (_, n) => `${OWN_TEXT.repeat(4)}\n\nMail ${n}`);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text.replaceAll('\n', '\r\n'));

/** Text and HTML, six paragraphs above, a long history below. */
const usualReply = (): Uint8Array => {
  const answer =
    'Thank you for your mail, which I have read with interest; Tuesday would suit us very well. ';
  const own = Array.from({ length: 6 }, () => answer.repeat(3)).join('\n\n');
  const history = Array.from({ length: 110 }, () => OWN_TEXT.slice(0, 70)).join('\n');
  const attribution = 'On Mon, 4 May 2026 at 10:15, Owner <owner@example.org> wrote:';
  const text = `${own}\n\n${attribution}\n\n${history.replace(/^/gm, '> ')}\n`;
  const html = `<div dir="ltr">${own.replaceAll('\n', '<br>')}</div><br><div class="gmail_quote"><div class="gmail_attr">${attribution.replace(/<(.*)>/, '&lt;$1&gt;')}<br></div><blockquote class="gmail_quote">${history.replaceAll('\n', '<br>')}</blockquote></div>`;
  return bytes(
    `${HEAD}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n${text}\n--b\nContent-Type: text/html; charset=utf-8\n\n${html}\n--b--\n`,
  );
};

const MEGABYTE = 1_000_000;
const SECOND = 1000;

const loads = (): readonly Load[] => [
  { name: 'usual reply', raw: usualReply(), rounds: 300, limitMs: 5 },
  ...['a\n', 'word word\n', '> word\n', '>\n', 'wrote:\n', 'a@b.co:\n'].map((line) => ({
    name: `5 MB of ${JSON.stringify(line)}`,
    raw: bytes(`${HEAD}\n${line.repeat((5 * MEGABYTE) / line.length)}`),
    rounds: 3,
    limitMs: SECOND,
  })),
  ...['<br>a', '<p>word</p>', '<div>'].map((piece) => ({
    name: `5 MB of ${piece}`,
    raw: bytes(`${HEAD}Content-Type: text/html\n\n${piece.repeat((5 * MEGABYTE) / piece.length)}`),
    rounds: 3,
    limitMs: 2 * SECOND,
  })),
  {
    name: '25 MB attached',
    raw: bytes(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the file.\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${`${'A'.repeat(76)}\n`.repeat(320_000)}--b--`,
    ),
    rounds: 3,
    limitMs: SECOND,
  },
];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** CPU time of this process: unlike the clock, it does not advance while other processes use the processor. */
const computedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** A fixed computation that measures the current speed of the machine. */
const referenceMs = (): number => {
  const block = Buffer.alloc(4096, 'x');
  const times = Array.from({ length: 20 }, () => {
    const from = computedMs();
    const hash = createHash('sha256');
    for (let n = 0; n < 500; n++) hash.update(block);
    hash.digest();
    return computedMs() - from;
  });
  return median(times);
};

const judge = async (raw: Uint8Array): Promise<void> => {
  const mail = await parseMail(raw);
  classifyMail(mail, ['owner@example.org']);
  newlyWrittenText(mail, { ownTexts: OWN_TEXTS });
};

/** Time to read and judge one mail: the median of some rounds, without the first ones. */
export const measureThroughput = async (): Promise<readonly Throughput[]> => {
  const reference = referenceMs();
  const found: Throughput[] = [];
  for (const { name, raw, rounds, limitMs } of loads()) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const from = computedMs();
      await judge(raw);
      times.push(computedMs() - from);
    }
    const ms = median(times.slice(rounds >> 2));
    found.push({ name, bytes: raw.length, ms, ratio: ms / reference, limitMs });
  }
  return found;
};
