import { correctionSchema } from '../../../shared/domain/learning/correction.ts';
import { lessonSchema } from '../../../shared/domain/learning/lesson.ts';
import { collections, kindOf } from '../../../shared/persistence/collections.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import type { Facts } from './facts.ts';

/** What owners change in drafts becomes lessons: each change at most one, and none is forgotten about. */
export class LearningChecks {
  readonly #facts: Facts;
  /** Ids of the corrections that were ever stored. */
  readonly #seen = new Set<string>();

  constructor(facts: Facts) {
    this.#facts = facts;
    const { store } = facts.world;
    const others = store.onWrite;
    store.onWrite = (path) => {
      others(path);
      if (!path.startsWith(`${paths.user(facts.userId)}/`) || kindOf(path) !== collections.corrections)
        return;
      const correction = correctionSchema.safeParse(store.documents.get(path)?.data).data;
      if (correction) this.#seen.add(correction.id);
    };
  }

  atRest(): void {
    const facts = this.#facts;
    if (facts.violations.length > 0 || facts.deletionAsked) return;
    const lessons = Array.from(facts.world.store.documents.in(paths.lessons(facts.userId)), ({ data }) =>
      lessonSchema.parse(data),
    );
    const said = lessons.reduce((sum, { confirmations }) => sum + confirmations, 0);
    if (said > this.#seen.size) {
      facts.fail('P1', `${said} lessons were learnt from ${this.#seen.size} corrections`);
    }
    if (lessons.some(({ about, on }) => about === 'facts' && on)) {
      facts.fail('P12', 'a lesson about facts is on, which its owner has not confirmed');
    }
    const isForgotten = facts.did('delete_thread') || facts.did('delete_assistant');
    const isSpeechless = facts.world.visited.has('writer_error in writer.summarise');
    const lost = [...this.#seen].find((id) => !isSpeechless || id.endsWith('-feedback'));
    if (said === 0 && lost !== undefined && !isForgotten) {
      facts.fail('truth', `nothing is left of what the owner wished for in ${lost}`);
    }
    if (said > 0) facts.world.visited.add('a lesson is learnt');
    for (const threadId of facts.threadIds) {
      for (const message of facts.messages(threadId)) {
        const { written, state, text, id } = message;
        const isChanged = state === 'sent' && written !== null && text !== written;
        if (isChanged && !this.#seen.has(`${id}-edit`)) {
          facts.fail('truth', `what the owner changed in ${id} is not learnt from`);
        }
      }
      const left = [...facts.world.store.documents.in(paths.corrections(facts.userId, threadId))];
      if (left.length > 0) facts.fail('liveness', `nobody looks at what was corrected in ${threadId}`);
    }
  }
}
