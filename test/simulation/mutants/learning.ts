import type { Mutant } from './mutant.ts';

const learn = 'shared/application/learning/learn.ts';

/** Bugs in how an assistant learns from what its owner changes. */
export const learning: readonly Mutant[] = [
  {
    name: 'a correction stays when its lesson is stored, and gives it again',
    file: learn,
    find: "    tx.delete(path);\n    if (outcome.kind !== 'lesson') return 'none';",
    replace: "    if (outcome.kind !== 'lesson') return 'none';",
  },
  {
    name: 'who dies while looking at a correction keeps it',
    file: learn,
    find: 'if (lease && lease.expiresAt > now && lease.expiresAt <= now + LEASE_MS)',
    replace: 'if (lease)',
  },
  {
    name: 'a lesson about facts is on at once',
    file: learn,
    find: "on: told.about === 'style'",
    replace: 'on: true',
  },
  {
    name: 'what the owner sends instead of a draft is not noted',
    file: 'shared/application/conversation/commit.ts',
    find: 'const corrections = happened.flatMap((one) => correctionOf(one) ?? []);',
    replace:
      "const corrections = happened.flatMap((one) => (one.event.type === 'sent' ? [] : (correctionOf(one) ?? [])));",
  },
];
