import type { ChannelSenders, Sent, Telling } from '../../shared/application/ports/channel-sender.ts';

/** Where an owner's webhook leads. */
export const receiverOf = (userId: string): string => `https://receiver.example.com/${userId}`;

/** What an owner's webhook has got, in virtual time; it may be down. */
export class Receiver {
  readonly got: (Telling & { readonly takenAt: number })[] = [];
  downUntil = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  take(telling: Telling): Sent {
    if (this.#now() < this.downUntil) return { state: 'failed', code: 'unreachable', status: null };
    this.got.push({ ...telling, takenAt: this.#now() });
    return { state: 'delivered' };
  }

  /** The link to decide on a draft that was told of last; null: none was. */
  latestToken(threadId: string): string | null {
    const told = this.got.findLast(({ data }) => data.threadId === threadId && 'reviewUrl' in data);
    return (
      String(told?.data.reviewUrl ?? '')
        .split('/')
        .at(-1) || null
    );
  }
}

export const withoutPush: Pick<ChannelSenders, 'mayLeadTo' | 'pushKey'> = {
  mayLeadTo: () => true,
  pushKey: async () => null,
};
