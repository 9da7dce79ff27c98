import type { Mutant } from './mutant.ts';

const commit = 'shared/application/conversation/commit.ts';
const queue = 'shared/domain/notification/queue.ts';
const fanOut = 'shared/application/notification/fan-out.ts';
const reviewLink = 'shared/application/notification/use-review-link.ts';

/** Bugs in how an owner is told. */
export const notifications: readonly Mutant[] = [
  {
    name: 'what is worth telling is announced, but not put into the outbox',
    file: commit,
    find: 'for (const { id, one } of told) {',
    replace: 'for (const { id, one } of told.slice(1)) {',
  },
  {
    name: 'what is queued stays in the outbox',
    file: fanOut,
    find: '    tx.delete(path);',
    replace: '    void path;',
  },
  {
    name: 'nobody makes up for an announcement that is lost',
    file: 'shared/application/notification/sweep-notifications.ts',
    find: 'collection: idOf(collections.notifications), schema: notificationSchema }',
    replace: 'collection: idOf(collections.notifications), schema: notificationSchema, dueBy: 0 }',
  },
  {
    name: 'a receiver that fails once is given up',
    file: queue,
    find: 'now - item.at >= GIVEN_UP_AFTER_MS && failures >= GIVEN_UP_AFTER_TRIES',
    replace: 'now - item.at >= 0',
  },
  {
    name: 'two deliver the same queue at once',
    file: queue,
    find: "if (isHeld(channel, now)) return { kind: 'later', channel };",
    replace: '',
  },
  {
    name: 'the draft of a mail to oneself is not noted',
    file: 'shared/infrastructure/notification/own-mail.ts',
    find: 'if (await onDraft(created.value.draftId)) return created.value;',
    replace: 'if (created.ok) return created.value;',
  },
  {
    name: 'a link is not used up',
    file: reviewLink,
    find: "    if (review.state === 'open') tx.update(linkPath(token), { used: { action, at: now } });",
    replace: '',
  },
  {
    name: 'a link never expires',
    file: reviewLink,
    find: "if (expiresAt <= now) return { state: 'expired' };",
    replace: "if (expiresAt <= 0) return { state: 'expired' };",
  },
];
