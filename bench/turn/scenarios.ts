import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { Counts } from '../../test/support/rig/meter.ts';
import type { Owner, Rig } from '../../test/support/rig/rig.ts';

export interface Cost extends Counts {
  /** As the local Google charges them, by Google's own table. */
  readonly quotaUnits: number;
}

export const scenarioNames = [
  'stale notification',
  'unrelated notification',
  'unrelated notification, new instance',
  'first mail',
  'answered reply, autonomous',
  'answered reply, review',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

const RECIPIENT = 'jane@example.com';

/** The cost of one event with everything that follows from it until nothing is due, except further notifications. */
export const measureCosts = async (createRig: () => Promise<Rig>): Promise<Record<ScenarioName, Cost>> => {
  const rig = await createRig();
  const deps = rig.deps();
  const owner = await rig.addOwner('owner@example.com');
  const sync = syncMailbox(deps);
  const turn = takeTurn(deps);

  const costOf = async (act: () => Promise<void>): Promise<Cost> => {
    rig.meter.reset();
    rig.google.world.resetQuota(owner.email);
    await act();
    return { ...rig.meter.counts(), quotaUnits: rig.google.world.quota(owner.email).units };
  };
  const latest = (): string =>
    rig.google.world.mailboxes().find(({ email }) => email === owner.email)?.historyId ?? '0';
  const arrival = async (): Promise<void> => {
    await sync({ mailboxId: owner.mailboxId, hint: latest() });
  };
  const settle = async (): Promise<void> => {
    for (let event = rig.events.shift(); event; event = rig.events.shift()) {
      if (event.topic === 'thread-turn') await turn(event.data);
    }
  };
  /** Moves the cursor past everything that has happened. */
  const catchUp = async (): Promise<void> => {
    await arrival();
    await settle();
  };
  const newThread = async (mode: 'autonomous' | 'review', recipient: string): Promise<string> =>
    rig.addThread(owner, recipient, { mode });
  const answered = async (mode: 'autonomous' | 'review', recipient: string): Promise<Cost> => {
    const threadId = await newThread('autonomous', recipient);
    await turn({ userId: owner.userId, threadId });
    await catchUp();
    if (mode === 'review') await changeMode(rig, owner, threadId);
    rig.answer(owner, recipient, 'This is mail number 1. What does it cost?');
    return costOf(async () => {
      await arrival();
      await settle();
    });
  };

  try {
    rig.unrelated(owner);
    rig.forgetToken(owner);
    const cold = await costOf(arrival);
    rig.unrelated(owner);
    const unrelated = await costOf(arrival);
    const stale = await costOf(arrival);
    const threadId = await newThread('autonomous', RECIPIENT);
    const first = await costOf(async () => {
      await turn({ userId: owner.userId, threadId });
    });
    await catchUp();
    return {
      'stale notification': stale,
      'unrelated notification': unrelated,
      'unrelated notification, new instance': cold,
      'first mail': first,
      'answered reply, autonomous': await answered('autonomous', 'john@example.com'),
      'answered reply, review': await answered('review', 'jill@example.com'),
    };
  } finally {
    await rig.close();
  }
};

const changeMode = async (rig: Rig, { userId }: Owner, threadId: string): Promise<void> => {
  await rig.deps().store.update(`users/${userId}/threads/${threadId}`, { mode: 'review' });
};
