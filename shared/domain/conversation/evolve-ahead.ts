import type { EventOf, ThreadView } from './events.ts';
import { updateThread } from './evolve-support.ts';
import { followUpsInRow } from './follow-ups.ts';
import { plain } from './notices.ts';
import type { EmailThread } from './thread.ts';

/** What is known of the time to come: what was agreed and promised, and what the owner says of it. */

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The turn that asked the model did not see what the owner has said since: that stays to be decided with. */
export const lookedAhead = (view: ThreadView, event: EventOf<'looked_ahead'>): ThreadView => {
  const { thread } = view;
  const isOutdated = thread.revision > event.revision;
  const changes = {
    lookedAt: event.at,
    silentSince: event.at,
    revisitAt: event.until,
    reconsider: isOutdated && thread.reconsider,
    commitments: [...(event.commitments ?? thread.commitments)],
  };
  if (isSame({ ...thread, ...changes }, thread)) return view;
  const looks = event.purpose === 'revisit' && !thread.reconsider ? thread.counters.looks + 1 : 0;
  return updateThread(view, {
    ...changes,
    counters: event.purpose === 'revisit' ? { ...thread.counters, looks } : thread.counters,
  });
};

/** A stopped conversation decides once it goes on. */
const decidesNow = (thread: EmailThread, at: number): Partial<EmailThread> => ({
  reconsider: true,
  counters: { ...thread.counters, looks: 0 },
  ...(thread.status === 'active' ? { nextActionAt: at } : {}),
});

export const noteAdded = (view: ThreadView, { at, text, actNow }: EventOf<'note_added'>): ThreadView => {
  const { thread } = view;
  if (thread.notes.some((note) => note.at === at && note.text === text)) return view;
  return updateThread(view, {
    notes: [...thread.notes, { at, text, question: null }],
    ...(actNow ? decidesNow(thread, at) : {}),
  });
};

export const questionAnswered = (
  view: ThreadView,
  { at, text }: EventOf<'question_answered'>,
): ThreadView => {
  const { thread } = view;
  const { attention } = thread;
  if (attention?.code !== 'question' && attention?.code !== 'unproved') return view;
  const question = attention.code === 'question' ? attention.params.question : attention.params.words;
  return updateThread(withoutHeldText(view, at), {
    attention: null,
    needsAttention: false,
    waitingFor: null,
    failures: 0,
    notes: [...thread.notes, { at, text, question }],
    ...decidesNow(thread, at),
  });
};

/** With what the owner said, another text is written. */
const withoutHeldText = (view: ThreadView, at: number): ThreadView => ({
  ...view,
  messages: view.messages.map((message) =>
    message.state === 'held'
      ? { ...message, state: 'superseded', resolution: plain('rewrite_requested'), at }
      : message,
  ),
});

/** Somebody goes on where things stood still: they have as long to answer as ever. */
export const countedAnew = (thread: EmailThread, at: number): Partial<EmailThread> => ({
  silentSince: at,
  counters: {
    ...thread.counters,
    looks: 0,
    followUpsInRow: thread.stopReason === 'no_answer' ? 0 : followUpsInRow(thread),
  },
});

/** They have said something: follow-ups are counted from there. */
export const heardFrom = ({ counters }: EmailThread): EmailThread['counters'] => ({
  ...counters,
  followUpsInRow: 0,
  looks: 0,
});

/** What the owner said, without the words that retention removes. `all`: nothing is left that it could be about. */
export const withoutOwnersWords = (
  thread: EmailThread,
  until: number,
  all: boolean,
): Pick<EmailThread, 'notes' | 'commitments' | 'events'> => ({
  notes: all ? [] : thread.notes.filter(({ at }) => at > until),
  commitments: all ? [] : thread.commitments,
  events: thread.events.map((entry) => {
    if (!all && entry.at > until) return entry;
    if (entry.kind === 'note_added') return { ...entry, code: 'note_added', params: { text: '' } };
    return entry.kind === 'question_answered'
      ? { ...entry, code: 'question_answered', params: { question: '', text: '' } }
      : entry;
  }),
});
