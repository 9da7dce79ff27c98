import type { Mutant } from './mutant.ts';

/** Bugs by which something invented would leave. */
export const grounding: readonly Mutant[] = [
  {
    name: 'a text with an invention is not held',
    file: 'shared/application/conversation/steps/compose.ts',
    find: "state: marks.length > 0 ? 'held' : 'composed',",
    replace: "state: 'composed',",
  },
  {
    name: 'a held text leaves once its flag is gone',
    file: 'shared/domain/conversation/next-step.ts',
    find: "  if (pending?.state === 'held') return { kind: 'withdraw', message: pending, state: 'superseded' };\n",
    replace: '',
  },
];
