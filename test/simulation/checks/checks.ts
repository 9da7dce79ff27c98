import type { SimMailbox } from '../gmail.ts';
import type { People } from '../people.ts';
import type { Plan } from '../plan.ts';
import type { World } from '../world.ts';
import { checkRest } from './at-rest.ts';
import { SendChecks } from './at-send.ts';
import { StoreChecks } from './at-store.ts';
import { Facts } from './facts.ts';
import { LearningChecks } from './learnt.ts';
import { checkTold } from './told.ts';

/** The promises to one owner, asserted at every effect, after every step, at every acknowledgement and at the end. */
export class Checks {
  readonly facts: Facts;
  readonly #store: StoreChecks;
  readonly #learning: LearningChecks;

  constructor(world: World, mailbox: SimMailbox, plan: Plan, userId: string, people: People) {
    this.facts = new Facts(world, mailbox, plan, userId, people);
    this.#store = new StoreChecks(this.facts);
    this.#learning = new LearningChecks(this.facts);
    new SendChecks(this.facts);
  }

  get violations(): readonly string[] {
    return this.facts.violations;
  }

  step(): void {
    this.#store.step();
  }

  /** A notification was acknowledged: Gmail will not send it again. */
  acknowledged(hint: string | null): void {
    const { facts } = this;
    const mailbox = facts.storedMailbox();
    if (hint === null || mailbox?.status !== 'connected') return;
    // While the operator has to mend something, the mailbox's alarm stands for all its notifications.
    if (mailbox.trouble !== null && mailbox.nextSyncAt !== null) return;
    const lost = facts.unrecorded(BigInt(hint));
    if (lost)
      facts.fail('P2', `a notification of mail ${lost.number} was acknowledged, but it is not recorded`);
  }

  /** The owner was told that nothing more leaves. */
  stopped(threadId: string): void {
    this.facts.stopped.add(threadId);
  }

  /** Somebody was told that they get no more mails. */
  unsubscribed(address: string): void {
    this.facts.unsubscribed.add(address);
  }

  resumed(threadId: string): void {
    this.facts.stopped.delete(threadId);
  }

  /** The owner was told that their answer to the question of that time is taken. */
  answered(threadId: string, since: number): void {
    const { facts } = this;
    const question = `${threadId} ${since}`;
    if (facts.answered.has(question))
      facts.fail('truth', `two answers to one question of ${threadId} were taken`);
    facts.answered.add(question);
  }

  /** The owner asks for a pause, or for its end; what is returned is called when they were told that it holds. */
  pauseAsked(isWhole: boolean, paused: boolean): () => void {
    const { pauses, now } = this.facts;
    const asked = Symbol(`${now}`);
    const of = isWhole ? 'owner' : 'assistant';
    pauses.set(of, { asked, since: null });
    return () => {
      // Another word may have been given while the request was under way.
      if (paused && pauses.get(of)?.asked === asked) pauses.set(of, { asked, since: this.facts.now });
    };
  }

  /** The owner was told that this thread is now in review, or no longer. */
  reviewAsked(threadId: string, review: boolean, leaving: string | null = null): void {
    if (review) this.facts.inReview.set(threadId, leaving);
    else this.facts.inReview.delete(threadId);
  }

  readonly #tapped = new Set<string>();

  /** The owner was told that their tap on a link has decided. */
  tapped(token: string): void {
    if (this.#tapped.has(token)) this.facts.fail('P6', 'a link decided twice');
    this.#tapped.add(token);
  }

  atRest(): void {
    checkRest(this.facts);
    checkTold(this.facts);
    this.#learning.atRest();
  }
}
