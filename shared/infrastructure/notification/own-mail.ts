import type { ChannelSender, Sent } from '../../application/ports/channel-sender.ts';
import type { MailError, MailGateway } from '../../application/ports/mail-gateway.ts';
import { OUR_MESSAGE_HEADER } from '../../domain/conversation/outgoing-mail.ts';
import { simpleHtml, toMime } from '../../mail/compose.ts';

const PRODUCT = 'Email AI';

const failed = (error: MailError): Sent => {
  if (error.code === 'owner') return { state: 'failed', code: 'mailbox_disconnected', status: null };
  if (error.code === 'unavailable') return { state: 'failed', code: 'unreachable', status: null };
  const wait = error.code === 'passing' ? error.retryAfterMs : undefined;
  return {
    state: 'failed',
    code: 'gmail_refused',
    status: null,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
};

/** By this the mail is known as ours: never as one that the owner wrote, nor as an answer. */
export const ownMailId = (tellingId: string): string => `notification-${tellingId}`;

/**
 * A mail from an owner to themselves: sender and recipient are the mailbox's own address, by code (P3). Sent through a draft, as
 * every mail of ours: a try whose outcome is unknown sends the same draft again, which Gmail does once (P1).
 */
export const createOwnMailSender = (gateway: MailGateway, now: () => number): ChannelSender<'email'> => ({
  async send({ mailboxId, address, draftId, mayHaveDraft, onDraft }, { id, title, text }) {
    const own = { email: address, name: PRODUCT };
    const ourId = ownMailId(id);
    const draft = async (): Promise<{ readonly draftId: string } | Sent> => {
      if (draftId !== null) return { draftId };
      const leftover = mayHaveDraft ? await dropLeftover() : null;
      if (leftover) return leftover;
      const mime = await toMime(
        {
          from: own,
          to: [{ email: address, name: null }],
          cc: [],
          subject: title,
          inReplyTo: null,
          references: [],
          // RFC 3834: no absence note is to answer it.
          headers: { [OUR_MESSAGE_HEADER]: ourId, 'Auto-Submitted': 'auto-generated' },
          text,
          html: simpleHtml(text),
        },
        ourId,
        now(),
      );
      const created = await gateway.createDraft(mailboxId, mime, null);
      if (created.ok) {
        if (await onDraft(created.value.draftId)) return created.value;
        await gateway.deleteDraft(mailboxId, created.value.draftId);
        return { state: 'failed', code: 'timed_out', status: null };
      }
      // Where it is there all the same, the next try finds it.
      return failed(created.error);
    };
    /** What a try has left that broke off before its draft was known; it may say less than this one. */
    const dropLeftover = async (): Promise<Sent | null> => {
      const found = await gateway.findDraft(mailboxId, ourId, { threadId: null, to: address });
      if (!found.ok) return failed(found.error);
      if (!found.value) return null;
      const dropped = await gateway.deleteDraft(mailboxId, found.value.draftId);
      return dropped.ok || dropped.error.code === 'not_found' ? null : failed(dropped.error);
    };
    const ready = await draft();
    if ('state' in ready) return ready;
    const sent = await gateway.sendDraft(mailboxId, ready.draftId);
    // The draft is gone: an earlier try sent it, or its owner threw it away.
    return sent.ok || sent.error.code === 'not_found' ? { state: 'delivered' } : failed(sent.error);
  },
});
