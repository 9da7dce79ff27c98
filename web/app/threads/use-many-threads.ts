import { useCallback, useRef, useState } from 'react';
import { send } from '../api/client.ts';
import { each } from '../api/each.ts';
import { forgetIdempotencyKey, idempotencyKeyFor } from '../api/idempotency.ts';
import { resources } from '../api/resources.ts';
import { useErrorText } from '../ui/error-text.ts';
import type { PlannedThread } from './many-plan.ts';

export type Outcome =
  | { readonly kind: 'created'; readonly threadId: string }
  | { readonly kind: 'failed'; readonly why: string };

export interface ManyThreadsRun {
  readonly state: 'idle' | 'running' | 'finished';
  readonly plan: readonly PlannedThread[];
  /** By line of the list. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly failed: number;
  /** Resolves with whether every conversation of the plan has been started. */
  readonly start: (plan: readonly PlannedThread[]) => Promise<boolean>;
  readonly retry: () => Promise<boolean>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** Starts conversations, a few at a time, and records the outcome of each. */
export const useManyThreads = (): ManyThreadsRun => {
  const errorText = useErrorText();
  const [state, setState] = useState<ManyThreadsRun['state']>('idle');
  const [plan, setPlan] = useState<readonly PlannedThread[]>([]);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map());
  const cancelled = useRef(false);
  /** The lines of the list whose conversation is started. */
  const started = useRef(new Set<number>());

  const create = useCallback(
    async (threads: readonly PlannedThread[], whole = threads): Promise<boolean> => {
      cancelled.current = false;
      setState('running');
      const tell = (line: number, outcome: Outcome) =>
        setOutcomes((before) => new Map(before).set(line, outcome));
      await each(
        threads,
        async ({ body, recipient }) => {
          const thread = await send('createThread', {
            body,
            headers: { 'Idempotency-Key': await idempotencyKeyFor(body) },
          });
          started.current.add(recipient.line);
          tell(recipient.line, { kind: 'created', threadId: thread.id });
        },
        ({ recipient }, error) => {
          if (error !== null) tell(recipient.line, { kind: 'failed', why: errorText(error) });
        },
        { isCancelled: () => cancelled.current },
      );
      const all = whole.every(({ recipient }) => started.current.has(recipient.line));
      // Until then the form is kept, and submitting it again must not write to anybody twice.
      if (all) for (const { body } of whole) await forgetIdempotencyKey(body);
      resources.invalidate('listThreads');
      setState('finished');
      return all;
    },
    [errorText],
  );

  const open = plan.filter(({ recipient }) => outcomes.get(recipient.line)?.kind !== 'created');
  return {
    state,
    plan,
    outcomes,
    failed: open.length,
    start: (threads) => {
      setPlan(threads);
      setOutcomes(new Map());
      started.current.clear();
      return create(threads);
    },
    retry: () => create(open, plan),
    cancel: () => {
      cancelled.current = true;
    },
    reset: () => {
      setState('idle');
      setPlan([]);
      setOutcomes(new Map());
    },
  };
};
