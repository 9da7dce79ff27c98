import type { Step } from '../../../domain/conversation/next-step.ts';
import {
  giveSlot,
  type SlotBook,
  type SlotRules,
  slotBookSchema,
} from '../../../domain/sending/slot-book.ts';
import { paths } from '../../../persistence/paths.ts';
import { parseDocument } from '../../../persistence/read.ts';
import { asData } from '../../../persistence/thread-view.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import { StoreError } from '../../ports/document-store.ts';
import { record, sendingLimitOf, sendingZoneIn, type Turn } from '../turn.ts';
import type { TurnDeps } from './deps.ts';
import { next, type Outcome } from './outcome.ts';

/** Of those that want a moment at the same time one gets it each round, and far fewer turns of an owner are under way. */
const MAX_ROUNDS = 100;

/** One read and one write. No transaction: turns that want a moment at the same time do not hold each other up. */
const reserve = async (
  store: DocumentStore,
  path: string,
  asked: () => { readonly id: string; readonly now: number; readonly from: number },
  rules: SlotRules,
): Promise<number> => {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const document = await store.get(path);
    const before: SlotBook | null = document ? parseDocument(slotBookSchema, document) : null;
    const { at, book } = giveSlot(before, asked(), rules);
    const written = document
      ? await store.update(path, asData(book), { version: document.version })
      : await store.create(path, asData(book));
    if (written === 'updated' || written === 'created') return at;
  }
  throw new StoreError('contention', `no moment to be had from ${path}`);
};

/**
 * Asks for the moment at which a first mail or a follow-up may leave, before its text is paid for. Recorded with the next commit;
 * should that not come, the moment goes unused.
 */
export const takeSlot = async (
  deps: TurnDeps,
  turn: Turn,
  { messageId, from }: Extract<Step, { kind: 'take_slot' }>,
): Promise<Outcome> => {
  const { user, mailbox, assistant } = turn;
  const slotAt = await reserve(
    deps.store,
    paths.slotBook(user.id, mailbox.id),
    () => ({ id: messageId, now: deps.clock.now(), from: Math.max(from, deps.clock.now()) }),
    {
      timeZone: user.timeZone,
      hoursZone: sendingZoneIn(turn, deps.clock.now()).zone,
      hours: assistant?.workingHours ?? null,
      paceSeconds: user.paceSeconds,
      rampPerDay: user.rampPerDay,
      dailySendingLimit: sendingLimitOf(deps, turn),
    },
  );
  return next(record(turn, { type: 'slot_given', at: deps.clock.now(), messageId, slotAt }));
};
