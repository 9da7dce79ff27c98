import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { expectOk } from '../contract/identity.setup.ts';
import { openMailWorld } from '../support/mail-world/mail-world.ts';

const HTML = '<b>Olivia Owner</b><div>Acme &amp; Co</div>';

test('an assistant may sign with the owner’s own signature from Gmail, as it is then', async () => {
  const world = await openMailWorld({
    write: async () => ({
      ok: true,
      value: {
        answer: {
          action: 'reply',
          subject: 'A call',
          body: 'Hello Mia,\n\nshall we talk?\n\nBest regards,\nAlex',
          reason: 'It begins.',
          goalProgress: '',
        },
        usage: { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0 },
        model: 'test',
      },
    }),
    summarise: async () => ({ ok: false, error: { code: 'refused', message: '' } }),
  });
  try {
    const owner = await world.signUp('owner');
    const { id: assistantId } = await world.assistant(owner, { signatureFrom: 'gmail', signature: 'Unused' });
    const sentTo = async (email: string) => {
      await world.start(owner, { assistantId, recipient: { email }, instructions: 'Ask.' });
      const sent = world.google.mails(owner.email).find(({ labelIds }) => labelIds.includes('SENT'));
      const raw = expectOk(await world.deps.gateway.getMessage(owner.mailboxId, sent?.id ?? ''));
      const { text = '', html = '' } = await PostalMime.parse(raw.raw);
      return { text: text.trimEnd(), html };
    };
    const bare = await sentTo('mia@example.com');
    expect(bare.text).toBe('Hello Mia,\n\nshall we talk?\n\nBest regards,\nOlivia Owner');

    world.google.setSignature(owner.email, HTML);
    const signed = await sentTo('tom@example.com');
    expect(signed.text).toBe(`${bare.text}\n\n-- \nOlivia Owner\nAcme & Co`);
    expect(signed.html).toContain(`data-smartmail="gmail_signature">${HTML}</div>`);
  } finally {
    await world.close();
  }
});
