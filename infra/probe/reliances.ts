/**
 * What the code assumes about Gmail and the model, with the ids of docs/delivery.md, and the consequence if it is not
 * so. The probe checks each with a real account.
 */
export const reliances = {
  G1: {
    relies: 'a draft is gone once it was sent, and its mail is a new message',
    otherwise: 'a lost answer to a sending could lead to a second mail',
  },
  G2: {
    relies: 'sending a draft that is gone answers 404',
    otherwise: 'the conversation is flagged instead of finding its mail',
  },
  G3: {
    relies: 'drafts and sent mails keep X-Email-AI-Message',
    otherwise: 'a mail of ours is taken for the owner’s own, and the conversation pauses',
  },
  G4: {
    relies: 'a sent mail shows in its thread within eight seconds',
    otherwise: 'it counts as discarded, and the conversation waits for its owner',
  },
  G5: {
    relies: 'a new draft is among the newest fifty that are listed',
    otherwise: 'a draft that a crash left behind lies about unsent',
  },
  G6: {
    relies: 'history names a mail, at the latest when its id has passed it',
    otherwise: 'the cursor passes the mail, which is found by a look at its thread only',
  },
  G7: {
    relies: 'a message that history names can be read',
    otherwise: 'a mail is read some time later',
  },
  G8: {
    relies: 'a history id that has expired answers 404',
    otherwise: 'an expired cursor is taken for silence',
  },
  G9: {
    relies: 'watch answers with a history id, and with an end in at most seven days',
    otherwise: 'notifications end before the watch is renewed',
  },
  G10: {
    relies: 'a message keeps its id, wherever it is named',
    otherwise: 'an old mail would be taken for a new one, and answered',
  },
  G11: {
    relies: 'a draft that was deleted cannot be sent',
    otherwise: 'a mail could leave after a stop was confirmed',
  },
  G12: {
    relies: 'the profile’s address is that of the sign-in',
    otherwise: 'notifications name a mailbox that is not known',
  },
  G13: {
    relies:
      'a draft that was sent from Gmail’s page is no draft any more: its id is gone, or names a message without the label DRAFT',
    otherwise: 'the code would take a sent mail for a draft, and could delete it',
  },
  M1: {
    relies: 'the model answers in the agreed form, within the time that a turn has',
    otherwise: 'conversations are flagged for their owner',
  },
  M2: {
    relies: 'the model’s server says what an answer used',
    otherwise: 'the daily budget is counted by estimates',
  },
} as const satisfies Record<string, { readonly relies: string; readonly otherwise: string }>;

export type RelianceId = keyof typeof reliances;

export interface Finding {
  readonly id: RelianceId;
  readonly outcome: 'holds' | 'differs' | 'untried';
  /** The observation, as a sentence without mail content. */
  readonly seen: string;
}

export const holds = (id: RelianceId, seen: string): Finding => ({ id, outcome: 'holds', seen });
export const differs = (id: RelianceId, seen: string): Finding => ({ id, outcome: 'differs', seen });
export const untried = (id: RelianceId, seen: string): Finding => ({ id, outcome: 'untried', seen });
