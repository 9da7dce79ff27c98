import type { InhabitantEmail } from './people.ts';
import { type Understanding, understand } from './understand.ts';

/** What an inhabitant knows when they answer a mail. All of it comes from their mailbox. */
export interface Situation {
  readonly senderName: string;
  /** Auto-Submitted other than "no". */
  readonly automatic: boolean;
  /** Answers that they have given in this conversation. */
  readonly answersInThread: number;
  /** Whether they have ever written to this sender. */
  readonly knowsSender: boolean;
  /** What was written to them in this conversation, latest first. */
  readonly said?: string;
  /** Epoch ms. */
  readonly now: number;
}

export interface Answer {
  readonly text: string;
  readonly subject?: 'automatic';
  readonly headers?: Readonly<Record<string, string>>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Pure: what the inhabitant answers, or null for silence. */
export function answerOf(email: InhabitantEmail, situation: Situation): Answer | null {
  // A program that begins a conversation may be answering one of ours under another subject: an endless loop.
  if (situation.automatic && situation.answersInThread === 0) return null;
  const greeting = situation.senderName === '' ? 'Hi,' : `Hi ${situation.senderName.split(' ')[0]},`;
  const understood = understand(situation.said ?? '');
  switch (email) {
    case 'maria@example.com':
      if (situation.answersInThread === 0) return { text: `${greeting}\n\n${mariaAsks(understood)}` };
      if (situation.answersInThread === 1) {
        return { text: `${greeting}\n\n${mariaAgrees(understood, situation.now)}` };
      }
      return null;
    case 'oliver@example.com':
      if (situation.automatic || situation.knowsSender) return null;
      return {
        text: outOfOffice(longDate(situation.now + 5 * DAY_MS)),
        subject: 'automatic',
        headers: { 'Auto-Submitted': 'auto-replied', 'X-Autoreply': 'yes', Precedence: 'bulk' },
      };
    case 'dana@example.com':
      return situation.answersInThread === 0 ? { text: `${greeting}\n\n${danaDeclines(understood)}` } : null;
    case 'stefan@example.com':
      return situation.answersInThread === 0 ? { text: STEFAN_OPTS_OUT } : null;
  }
}

function mariaAsks({ topic, saysHowLong }: Understanding): string {
  const openings = {
    call: 'Thanks for getting in touch. A conversation about this sounds interesting, and the timing is good for us.',
    trial:
      'Thanks for getting in touch. Something like this has been on my list for a while, so the timing is good.',
    opinion: 'Thanks for asking me. I do have a few thoughts on this.',
  };
  const opening = topic === null ? MARIA_OPENS : openings[topic];
  const question = saysHowLong
    ? 'what would you need from me to get started, and what happens after that?'
    : 'how much time would it take on my side, and what would you need from me to get started?';
  return `${opening}\n\nBefore I say yes: ${question}\n\nBest,\nMaria`;
}

const MARIA_OPENS = 'Thanks for getting in touch. This sounds interesting, and the timing is good for us.';

function mariaAgrees({ slot }: Understanding, now: number): string {
  const day = nextWeekday(now, slot?.weekday ?? 2);
  return `That answers my question, thank you. Let's do it.

${day} at ${slot?.time ?? '10:00'} works for me. Please send the invitation to this address and I will be there.

Thanks again for explaining, I'm looking forward to it.

Best,
Maria`;
}

const outOfOffice = (back: string): string => `Hello,

thank you for your message. I am out of the office and will be back on ${back}. I will not read email until then.

If it is urgent, please call our front desk.

Kind regards,
Oliver Brandt`;

function danaDeclines({ topic }: Understanding): string {
  const things = { call: 'a call', trial: 'another tool', opinion: 'a survey' };
  const thing = topic === null ? "it isn't something" : `${things[topic]} isn't something`;
  return `Thank you for thinking of me. I've had a look, and ${thing} we need right now, so I'll pass.

All the best with it,
Dana`;
}

const STEFAN_OPTS_OUT = `Please don't write to me again and take me off your list.

Stefan Novak`;

function longDate(time: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
    .format(time)
    .replace(',', '');
}

/** The first day of that name that is at least two days away. */
function nextWeekday(now: number, weekday: number): string {
  let time = now + 2 * DAY_MS;
  while (new Date(time).getUTCDay() !== weekday) time += DAY_MS;
  return longDate(time);
}
