/**
 * What the code assumes about Gmail and the model, with the ids of docs/delivery.md, and the consequence if it is not
 * so. The probe checks each with a real account.
 */
export const assumptions = {
  G1: {
    assumes: 'a draft is gone once it was sent, and its mail is a new message',
    otherwise: 'a lost answer to a sending could lead to a second mail',
  },
  G2: {
    assumes: 'sending a draft that is gone answers 404',
    otherwise: 'the conversation is flagged instead of finding its mail',
  },
  G3: {
    assumes: 'drafts and sent mails keep X-Email-AI-Message',
    otherwise: 'a mail of ours is taken for the owner’s own, and the conversation pauses',
  },
  G4: {
    assumes: 'a sent mail shows in its thread within eight seconds',
    otherwise: 'it counts as discarded, and the conversation waits for its owner',
  },
  G5: {
    assumes: 'a new draft is among the newest fifty that are listed',
    otherwise: 'a draft that a crash left behind stays in the mailbox, unsent',
  },
  G6: {
    assumes: 'history names a mail, at the latest when its id has passed it',
    otherwise: 'the cursor passes the mail, and only reading its whole thread finds it',
  },
  G7: {
    assumes: 'a message that history names can be read',
    otherwise: 'a mail is read later',
  },
  G8: {
    assumes: 'an expired history id answers 404',
    otherwise: 'an expired cursor looks like a mailbox without new mail',
  },
  G9: {
    assumes: 'watch answers with a history id, and with an end in at most seven days',
    otherwise: 'notifications end before the watch is renewed',
  },
  G10: {
    assumes: 'a message keeps its id, wherever it is named',
    otherwise: 'an old mail would be taken for a new one, and answered',
  },
  G11: {
    assumes: 'a draft that was deleted cannot be sent',
    otherwise: 'a mail could leave after a stop was confirmed',
  },
  G12: {
    assumes: 'the profile’s address is that of the sign-in',
    otherwise: 'notifications name a mailbox that is not known',
  },
  G13: {
    assumes:
      'a draft that was sent from Gmail’s page is no longer a draft: its id is gone, or names a message without the label DRAFT',
    otherwise: 'the code would take a sent mail for a draft, and could delete it',
  },
  M1: {
    assumes: 'the model answers in the requested form, within the time of a turn',
    otherwise: 'conversations are flagged for their owner',
  },
  M2: {
    assumes: 'the model’s server reports the tokens of an answer',
    otherwise: 'the daily budget is counted by estimates',
  },
} as const satisfies Record<string, { readonly assumes: string; readonly otherwise: string }>;

export type AssumptionId = keyof typeof assumptions;

export interface Finding {
  readonly id: AssumptionId;
  readonly outcome: 'holds' | 'differs' | 'untried';
  /** The observation, as a sentence without mail content. */
  readonly seen: string;
}

export const holds = (id: AssumptionId, seen: string): Finding => ({ id, outcome: 'holds', seen });
export const differs = (id: AssumptionId, seen: string): Finding => ({ id, outcome: 'differs', seen });
export const untried = (id: AssumptionId, seen: string): Finding => ({ id, outcome: 'untried', seen });
