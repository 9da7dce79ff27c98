import { AsyncLocalStorage } from 'node:async_hooks';

/** The current request, for its log lines. */
export interface RequestContext {
  readonly function: string;
  readonly trace: string | undefined;
}

const requests = new AsyncLocalStorage<RequestContext>();

/** Runs `work` in the context of this request, including everything that it starts. */
export const inRequest = <T>(context: RequestContext, work: () => T): T => requests.run(context, work);

export const currentRequest = (): RequestContext | null => requests.getStore() ?? null;
