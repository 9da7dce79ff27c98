import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { QueryOf } from '../api/operations.ts';

export type ThreadFilter = Omit<QueryOf<'listThreads'>, 'cursor' | 'limit'>;

export interface FilterState {
  readonly applied: ThreadFilter;
  readonly isFiltered: boolean;
  readonly set: (change: Partial<ThreadFilter>) => void;
  readonly clear: () => void;
}

const names = ['status', 'assistantId', 'attention', 'approval', 'search'] as const;

/** The filters are kept in the URL, so that links and the back button restore the list. */
export const useThreadFilter = (): FilterState => {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const status = params.get('status');
    const applied: ThreadFilter = {
      status: status === 'active' || status === 'stopped' ? status : undefined,
      assistantId: params.get('assistantId') ?? undefined,
      attention: params.get('attention') === 'true' ? 'true' : undefined,
      approval: params.get('approval') === 'true' ? 'true' : undefined,
      search: params.get('search') ?? undefined,
    };
    return {
      applied,
      isFiltered: names.some((name) => applied[name] !== undefined),
      set: (change) =>
        setParams(
          (before) => {
            const next = new URLSearchParams(before);
            for (const [name, value] of Object.entries(change)) {
              if (value === undefined || value === '') next.delete(name);
              else next.set(name, value);
            }
            return next;
          },
          { replace: true, preventScrollReset: true },
        ),
      clear: () => setParams({}, { replace: true, preventScrollReset: true }),
    };
  }, [params, setParams]);
};
