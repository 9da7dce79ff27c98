import { z } from 'zod';
import type { Kernel } from './kernel.ts';

/**
 * Where the real Gmail is known to be less tidy than its documentation. All of it is off unless it is switched on, for
 * one mailbox or for all.
 */
export const behaviourSchema = z.object({
  /**
   * A draft that was made by the API and is sent from Gmail's own page leaves its id behind: `drafts.get` answers with
   * the sent message, `update` and `send` say 400 "Message not a draft", and `delete` removes the sent message for good.
   */
  orphanedDrafts: z.boolean(),
  /** What is sent from Gmail's own page has lost the header fields that Gmail's editor does not know. */
  editorDropsHeaders: z.boolean(),
  /** How many listings of history leave out a mail that has just come, though their history id is past it. */
  lateInHistory: z.number().int().nonnegative().max(1000),
  /** How often a mail that has just come answers 404, though history names it. */
  lateToRead: z.number().int().nonnegative().max(1000),
  /** Bodies of format=full are in the charset that they were written in, instead of UTF-8. */
  bodiesAsWritten: z.boolean(),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

const TIDY: Behaviour = {
  orphanedDrafts: false,
  editorDropsHeaders: false,
  lateInHistory: 0,
  lateToRead: 0,
  bodiesAsWritten: false,
};

const changeSchema = behaviourSchema.partial();
export type BehaviourChange = z.infer<typeof changeSchema>;

const nameOf = (email: string | null): string => (email === null ? 'behaviour' : `behaviour ${email}`);

const changesOf = (kernel: Kernel, email: string | null): BehaviourChange => {
  const row = kernel.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', nameOf(email));
  return row === null ? {} : changeSchema.parse(JSON.parse(row.value));
};

/** How Gmail behaves for a mailbox; null: for mailboxes without settings of their own. */
export const behaviourOf = (kernel: Kernel, email: string | null): Behaviour =>
  behaviourSchema.parse({
    ...TIDY,
    ...changesOf(kernel, null),
    ...(email === null ? {} : changesOf(kernel, email)),
  });

export const setBehaviour = (kernel: Kernel, email: string | null, change: BehaviourChange): Behaviour => {
  kernel.run(
    'INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)',
    nameOf(email),
    JSON.stringify({ ...changesOf(kernel, email), ...change }),
  );
  return behaviourOf(kernel, email);
};

/** Back to the documented behaviour, for all mailboxes. */
export const resetBehaviour = (kernel: Kernel): void => {
  kernel.run("DELETE FROM setting WHERE name = 'behaviour' OR name LIKE 'behaviour %'");
};
