import { userSchema } from '../../domain/account/user.ts';
import type { Assistant } from '../../domain/assistant/assistant.ts';
import type { GivenPassage } from '../../domain/knowledge/given.ts';
import type { Rehearsal } from '../../domain/rehearsal/rehearsal.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { getAssistant } from '../assistant/assistants.ts';
import type { Library } from '../knowledge/library.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { getRehearsal, type OwnRehearsal } from './rehearsals.ts';
import { passagesOf } from './rehearse.ts';

/** A rehearsal in the form of `test/evals/cases.ts`: one case for each decision of the assistant, expected again as it was. */
export interface RehearsalCases {
  readonly assistant: Readonly<Record<string, unknown>>;
  readonly cases: readonly Readonly<Record<string, unknown>>[];
}

export const casesOf = (
  rehearsal: Rehearsal,
  assistant: Pick<Assistant, 'name' | 'language' | 'instructions' | 'knowledge' | 'signature'>,
  passages: readonly GivenPassage[],
): RehearsalCases => {
  const documents = passages.map(({ document, heading, text }) => `${document} · ${heading}\n${text}`);
  const { messages, recipient } = rehearsal;
  return {
    assistant: {
      name: assistant.name,
      language: assistant.language,
      instructions: assistant.instructions,
      knowledge: [assistant.knowledge, ...documents].filter((text) => text !== '').join('\n\n'),
      signature: assistant.signature ?? assistant.name,
      thread: rehearsal.instructions,
      goal: rehearsal.goal ?? '',
      recipient: { email: recipient.email, name: recipient.name ?? '' },
      opening: '',
    },
    cases: messages.flatMap((said, n) =>
      said.author === 'assistant' && said.action !== null
        ? [
            {
              id: `${rehearsal.temper} ${rehearsal.id} ${n}`,
              purpose: n === 0 ? 'first' : 'reply',
              history: messages
                .slice(0, n)
                .flatMap(({ author, text, automatic }) =>
                  text === null || automatic ? [] : [{ by: author === 'assistant' ? 'us' : 'them', text }],
                ),
              actions: [said.action],
            },
          ]
        : [],
    ),
  };
};

/** The rehearsal as cases, with the passages that its last answer was given. null: there is no such rehearsal. */
export const exportRehearsal =
  (deps: { readonly store: DocumentStore; readonly library: Library }) =>
  async (own: OwnRehearsal): Promise<RehearsalCases | null> => {
    const [rehearsal, assistant, user] = await Promise.all([
      getRehearsal(deps)(own),
      getAssistant(deps)(own),
      readDocument(deps.store, userSchema, paths.user(own.userId)),
    ]);
    if (!rehearsal || !assistant || !user) return null;
    return casesOf(rehearsal, assistant, await passagesOf(deps.library, rehearsal, assistant, user));
  };
