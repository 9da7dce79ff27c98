import { useCallback, useRef, useState } from 'react';
import { useErrorText } from './error-text.ts';
import { toast } from './toasts.tsx';

export interface Action {
  readonly pending: boolean;
  /**
   * Runs the action unless it is running already. Failures are shown in a toast, or passed to `onError`; the promise
   * resolves to whether it succeeded.
   */
  readonly run: (
    what: () => Promise<unknown>,
    options?: { readonly done?: string; readonly onError?: (error: unknown) => void },
  ) => Promise<boolean>;
}

/** Runs an action of the user, one at a time, and reports its failure. */
export const useAction = (): Action => {
  const errorText = useErrorText();
  const [pending, setPending] = useState(false);
  const running = useRef(false);
  const run = useCallback<Action['run']>(
    async (what, { done, onError } = {}) => {
      if (running.current) return false;
      running.current = true;
      setPending(true);
      try {
        await what();
        if (done !== undefined) toast('done', done);
        return true;
      } catch (error) {
        if (onError) onError(error);
        else toast('failed', errorText(error));
        return false;
      } finally {
        running.current = false;
        setPending(false);
      }
    },
    [errorText],
  );
  return { pending, run };
};
