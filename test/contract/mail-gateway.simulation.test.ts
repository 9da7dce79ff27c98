import type { MailGateway } from '../../shared/application/ports/mail-gateway.ts';
import { headerOf, SimMailbox } from '../simulation/gmail.ts';
import { type MailWorld, mailGatewayContract } from './mail-gateway.ts';

const bytes = new TextEncoder();
const now = (): number => Date.now();

/** The simulation's mailbox behind the port: what it proves is worth as much as this is like Gmail. */
const open = async (orphansDrafts: boolean): Promise<MailWorld> => {
  const email = 'owner@example.com';
  const mailbox = new SimMailbox('m1', email, now, 9_007_199_254_740_993n);
  mailbox.orphansDrafts = orphansDrafts;
  const gateway = Object.fromEntries(
    Object.entries(mailbox.calls()).map(([name, call]) => [
      name,
      async (...args: unknown[]) => Reflect.apply(call, null, args),
    ]),
  ) as unknown as MailGateway;
  return {
    gateway,
    mailboxId: 'm1',
    email,
    receive: async (raw) => {
      const mail = bytes.encode(raw);
      const parent = headerOf(mail, 'In-Reply-To');
      const joined = [...mailbox.mails.values()].find(
        (known) => headerOf(known.raw, 'Message-ID') === parent,
      );
      return mailbox.add(mail, joined?.threadId ?? mailbox.newId('t'), ['INBOX', 'UNREAD']);
    },
    sendByHand: async (draftId) => {
      const sent = mailbox.sendDraft(draftId, 'hand');
      if (!sent) throw new Error('no such draft');
      return sent.messageId;
    },
    expireHistory: () => mailbox.expireHistory(),
    now,
  };
};

mailGatewayContract('the simulation', () => open(false));
mailGatewayContract('the simulation, whose drafts leave ids behind', () => open(true));
