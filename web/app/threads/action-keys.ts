import type { MessageResource } from '../../../shared/contract/threads.ts';
import type { Key } from '../i18n/messages.ts';

/** What the assistant decided, as a short word. */
export const actionKeys = {
  reply: 'action.reply',
  wait: 'action.wait',
  finish: 'action.finish',
  decline_noted: 'action.declineNoted',
  opt_out: 'action.optOut',
  escalate: 'action.escalate',
  ask_owner: 'action.askOwner',
} as const satisfies Record<NonNullable<MessageResource['decision']>['action'], Key>;
