import { describe, expect, test } from 'vitest';
import { begun, NOW, outboundWith } from '../../../test/support/documents.ts';
import { abandoned, needsOwner, sent } from './changes.ts';

const facts = { gmailMessageId: 'g2', gmailThreadId: 'g1', at: NOW + 9_000, resolution: null };

describe('sent', () => {
  test('takes back what the owner was told, should Gmail show the mail late', () => {
    const message = outboundWith(2, { state: 'awaiting_approval' });
    const gone = abandoned(message.id, 'discarded', NOW, 'gone')({ thread: begun(), messages: [message] });
    const told = needsOwner('draft_discarded', 'It was not sent.', NOW)(gone);
    expect(told.thread.attention?.code).toBe('draft_discarded');

    const { thread, messages } = sent(message.id, facts)(told);
    expect(thread).toMatchObject({ attention: null, needsAttention: false });
    expect(messages[0]?.state).toBe('sent');
  });

  test('leaves every other flag as it is', () => {
    const message = outboundWith(2, { state: 'drafted' });
    const told = needsOwner(
      'sender_unknown',
      'Somebody wrote.',
      NOW,
    )({ thread: begun(), messages: [message] });
    expect(sent(message.id, facts)(told).thread.attention?.code).toBe('sender_unknown');
  });
});
