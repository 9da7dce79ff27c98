import { z } from 'zod';
import type { Kernel } from './kernel.ts';

/**
 * Known deviations of the real Gmail from its documentation. All are off by default and can be turned on for one
 * mailbox or for all.
 */
export const behaviourSchema = z.object({
  /**
   * A draft that was created by the API and sent from Gmail's own page leaves its id behind: `drafts.get` returns the
   * sent message, `update` and `send` answer 400 "Message not a draft", and `delete` permanently deletes the sent
   * message.
   */
  orphanedDrafts: z.boolean(),
  /** A mail sent from Gmail's own page loses the header fields that Gmail's editor does not know. */
  editorDropsHeaders: z.boolean(),
  /** How many history listings omit a new mail, although their history id is past it. */
  lateInHistory: z.number().int().nonnegative().max(1000),
  /** How often a new mail answers 404, although history names it. */
  lateToRead: z.number().int().nonnegative().max(1000),
  /** Bodies of format=full keep their original charset instead of being converted to UTF-8. */
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

/** Gmail's behaviour for a mailbox. null: for all mailboxes without their own settings. */
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

/** Restores the documented behaviour for all mailboxes. */
export const resetBehaviour = (kernel: Kernel): void => {
  kernel.run("DELETE FROM setting WHERE name = 'behaviour' OR name LIKE 'behaviour %'");
};
