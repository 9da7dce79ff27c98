/** Everything that an owner can be told outside the web app. Clients rely on these words: none is ever renamed. */
export const notificationKinds = [
  'thread.needs_you',
  'thread.question',
  'thread.draft_waiting',
  'thread.answered',
  'thread.goal_reached',
  'thread.stopped',
  'mailbox.disconnected',
  'mailbox.sending_paused',
  'campaign.finished',
  'campaign.paused',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What a new account is told of: what waits for its owner, and what keeps its conversations from going on. */
export const waitingKinds: readonly NotificationKind[] = [
  'thread.needs_you',
  'thread.question',
  'thread.draft_waiting',
  'mailbox.disconnected',
  'mailbox.sending_paused',
  'campaign.paused',
];
