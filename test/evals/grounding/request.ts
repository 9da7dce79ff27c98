import { blankMessage, type Message } from '../../../shared/domain/conversation/message.ts';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../../../shared/domain/ids.ts';
import type { Told } from '../../../shared/domain/writing/checks/grounding/evidence-pieces.ts';
import type { LabelledMail } from './mail.ts';

const NOW = Date.UTC(2026, 2, 2, 8, 30);
const THEIRS_AT = Date.UTC(2026, 1, 27, 15, 10);
const OURS_AT = Date.UTC(2026, 1, 26, 9);

const them = { email: 'them@there.example', name: null };

const messageOf = (id: string, at: number, by: 'us' | 'them', text: string): Message => ({
  ...blankMessage,
  id: messageIdSchema.parse(id),
  userId: userIdSchema.parse('u1'),
  threadId: threadIdSchema.parse('t1'),
  direction: by === 'us' ? 'outbound' : 'inbound',
  author: by === 'us' ? 'assistant' : 'correspondent',
  state: by === 'us' ? 'sent' : 'received',
  from: by === 'us' ? { email: 'jo@owner.example', name: 'Jo' } : them,
  text,
  utcOffset: by === 'us' ? null : 60,
  at,
  createdAt: at,
});

/** What the model would have been given for a labelled mail. */
export const toldFor = ({ knowledge, instructions, goal, note, ours, theirs }: LabelledMail): Told => ({
  assistant: {
    name: 'Jo',
    instructions: instructions ?? 'Answer politely.',
    knowledge: knowledge ?? '',
    language: null,
    signature: 'Jo',
  },
  thread: {
    recipient: them,
    subject: null,
    instructions: '',
    goal: goal ?? null,
    rewriteFeedback: null,
    summary: null,
    notes: note === undefined ? [] : [{ at: NOW, text: note, question: null }],
  },
  persona: { ownerName: 'Jo', ownerEmail: 'jo@owner.example' },
  messages: [
    ...(ours === undefined ? [] : [messageOf('m1', OURS_AT, 'us', ours)]),
    ...(theirs === undefined ? [] : [messageOf('m2', THEIRS_AT, 'them', theirs)]),
  ],
  today: 'Monday, 2 March 2026, 09:30 Europe/Berlin',
  timeZone: 'Europe/Berlin',
});
