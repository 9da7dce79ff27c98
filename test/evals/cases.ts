import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { promisers } from '../../shared/domain/conversation/commitment.ts';
import { blankMessage, type Message } from '../../shared/domain/conversation/message.ts';
import { purposes } from '../../shared/domain/conversation/vocabulary.ts';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../../shared/domain/ids.ts';
import { writerActions } from '../../shared/domain/writing/answer.ts';
import type { PromptRequest } from '../../shared/domain/writing/prompt.ts';

const assistantSchema = z.strictObject({
  name: z.string(),
  language: z.string().nullable(),
  instructions: z.string(),
  knowledge: z.string(),
  signature: z.string(),
  thread: z.string(),
  goal: z.string(),
  recipient: z.strictObject({ email: z.string(), name: z.string() }),
  /** Our first mail, where a case begins with an answer to it. */
  opening: z.string(),
});

const promise = { who: z.enum(promisers) };

const caseSchema = z.strictObject({
  id: z.string(),
  assistant: z.string(),
  purpose: z.enum(purposes).default('reply'),
  /** The language that a mail of ours should be in. Not given: any. */
  language: z.enum(['en', 'de', 'ru', 'fr', 'es', 'it']).optional(),
  /** Their answer to the opening; or else the whole history. */
  mail: z.string().optional(),
  history: z.array(z.strictObject({ by: z.enum(['us', 'them']), text: z.string() })).optional(),
  /** Decisions that a sensible person could take, best first. */
  actions: z.array(z.enum(writerActions)).min(1),
  /** Of each group, one must stand in the mail, if there is one. */
  mentions: z.array(z.array(z.string())).default([]),
  /** None of these may stand in it, in whatever case. */
  never: z.array(z.string()).default([]),
  maxWords: z.int().default(180),
  /** What the owner has told, and the question that it answers. */
  told: z.string().optional(),
  question: z.string().nullable().default(null),
  mayAsk: z.boolean().default(true),
  /** Promises that were open at the last look; `due` is a date. */
  commitments: z.array(z.strictObject({ ...promise, what: z.string(), due: z.iso.date() })).default([]),
  /** All that is open after the answer, each with the days that fit. Not given: anything. */
  promises: z.array(z.strictObject({ ...promise, due: z.array(z.iso.date()) })).optional(),
  /** When to look again: one of these; null: at no time. Not given: anything. Only where it waits. */
  until: z.array(z.iso.date().nullable()).optional(),
  /** A question to the owner is put in words. */
  asks: z.boolean().default(false),
});
type Case = z.infer<typeof caseSchema>;

export interface EvalCase extends Case {
  readonly file: string;
  readonly request: Omit<PromptRequest, 'objections'>;
}

const folder = new URL('./cases/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

const START = Date.UTC(2026, 0, 5, 9);
/** When the cases are answered. */
export const EVAL_NOW = START;
const TODAY = 'Monday, 5 January 2026 (Europe/Berlin)';

const requestOf = (one: Case, assistant: z.infer<typeof assistantSchema>): EvalCase['request'] => {
  const history =
    one.history ??
    (one.mail === undefined
      ? []
      : [
          { by: 'us' as const, text: assistant.opening },
          { by: 'them' as const, text: one.mail },
        ]);
  const messages = history.map(
    ({ by, text }, index): Message => ({
      ...blankMessage,
      id: messageIdSchema.parse(`m${index}`),
      userId: userIdSchema.parse('u1'),
      threadId: threadIdSchema.parse('t1'),
      direction: by === 'us' ? 'outbound' : 'inbound',
      author: by === 'us' ? 'assistant' : 'correspondent',
      state: by === 'us' ? 'sent' : 'received',
      from: by === 'us' ? { email: 'olivia@owner.example', name: 'Olivia Owner' } : assistant.recipient,
      text,
      at: START + index,
      createdAt: START + index,
    }),
  );
  return {
    purpose: one.purpose,
    assistant: {
      ...assistant,
      capabilities: {
        followUp: true,
        askOwner: one.mayAsk,
        holdingLine: false,
        learn: true,
        disclose: 'when_asked',
      },
    },
    thread: {
      recipient: assistant.recipient,
      subject: one.purpose === 'first' ? null : 'A question',
      instructions: assistant.thread,
      goal: assistant.goal,
      rewriteFeedback: null,
      summary: null,
      notes: one.told === undefined ? [] : [{ at: START, text: one.told, question: one.question }],
      commitments: one.commitments.map((open) => ({ ...open, due: Date.parse(`${open.due}T08:00:00Z`) })),
      reconsider: one.told !== undefined,
    },
    persona: { ownerName: 'Olivia Owner', ownerEmail: 'olivia@owner.example' },
    messages,
    today: TODAY,
    timeZone: 'Europe/Berlin',
  };
};

const ownFileSchema = z.strictObject({
  assistant: assistantSchema,
  cases: z.array(caseSchema.omit({ assistant: true })),
});

/**
 * The owner's own cases: each JSON file of the folder holds an assistant and its cases, as a rehearsal is exported
 * (`GET …/rehearsals/{id}/cases`). Throws with the file's name if one of them is none.
 */
export const loadOwnCases = (own: string): readonly EvalCase[] =>
  readdirSync(own)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const parsed = ownFileSchema.safeParse(JSON.parse(readFileSync(join(own, file), 'utf8')));
      if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
      const { assistant, cases } = parsed.data;
      return cases.map((one) => {
        const named = { ...one, assistant: assistant.name };
        return { ...named, file: file.replace('.json', ''), request: requestOf(named, assistant) };
      });
    });

/** All labelled conversations under `cases/`, in the order of their files. */
export const loadCases = (): readonly EvalCase[] => {
  const assistants = z.record(z.string(), assistantSchema).parse(read('assistants.json'));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'assistants.json')
    .sort()
    .flatMap((file) =>
      z
        .array(caseSchema)
        .parse(read(file))
        .map((one) => {
          const assistant = assistants[one.assistant];
          if (!assistant) throw new Error(`${one.id}: there is no assistant ${one.assistant}`);
          return { ...one, file: file.replace('.json', ''), request: requestOf(one, assistant) };
        }),
    );
};
