import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered: what its lines in the log have in common. */
export interface RequestContext {
  readonly function: string;
  readonly trace: string | undefined;
}

const requests = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and all that it begins, as part of this request. */
export const inRequest = <T>(context: RequestContext, work: () => T): T => requests.run(context, work);

export const currentRequest = (): RequestContext | null => requests.getStore() ?? null;
