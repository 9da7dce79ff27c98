import { sameAddress } from '../address.ts';
import { saysAutomaticAnswer, saysAutomaticMail } from './automatic-words.ts';
import type { MailFacts } from './facts.ts';

/*
 * Some headers say that a program relayed a mail, not that it wrote it: a help desk, a CRM, a group address. In an
 * answer they are not a sign of a machine.
 */

/** Programs that people answer with. They mark all mail, that of agents as well as receipts. */
const DESK_HEADERS = [
  'x-zendesk-from-account-id',
  'x-zendesk-email-id',
  'x-rt-ticket',
  'x-rt-loop-prevention',
  'x-managed-by',
  'x-otrs-loop',
  'x-otobo-loop',
  'x-znuny-loop',
  'x-otrs-ticketid',
  'x-freshdesk-ticket-id',
  'x-fc-machinegenerated',
  'x-freescout-return-path',
  'x-freescout-mail-type',
  'x-zammad-ticket-number',
  'x-help-scout-conversation',
  'x-helpscout-conversation',
  'x-intercom-bin',
  'x-intercom-conversation',
  'x-front-conversation',
  'x-glpi-ticket',
  'x-glpi-itilobject-id',
  'x-jsd-request-key',
  'x-jira-fingerprint',
  'x-salesforce-case',
  'x-sfdc-user',
  'x-servicenow-generated',
  'x-servicenow-source',
  'x-osticket-vendor',
  'x-gorgias-ticket',
  'x-kayako-ticket',
  'x-liveagent-ticket',
  'x-deskpro-ticket',
  'x-desk-ticket',
  'x-kustomer-conversation',
  'x-groove-ticket',
  'x-teamwork-desk',
  'x-reamaze-conversation',
  'x-hubspot-correlation-id',
  'x-hs-cid',
  'x-odoo-objects',
  'x-redmine-issue-id',
  'x-bileto-ticket',
  'x-superoffice-ticket',
];
const DESK_MAILER =
  /zendesk|freshdesk|freshservice|help ?scout|intercom|front(?:app)?\b|zammad|otrs|otobo|znuny|request tracker|\brt \d|osticket|freescout|kayako|gorgias|kustomer|hubspot|pipedrive|zoho (?:desk|crm)|salesforce|servicenow|glpi|odoo|missive|groove|reamaze|crisp|liveagent|deskpro|happyfox|spiceworks/i;

/** Whether a ticket system or a CRM sent the mail. */
export const isFromDesk = (facts: MailFacts): boolean =>
  DESK_HEADERS.some((name) => facts.has(name)) ||
  DESK_MAILER.test(
    `${facts.header('x-mailer')} ${facts.header('user-agent')} ${facts.header('x-managed-by')}`,
  );

/** Addresses from which a list itself writes. */
const OF_A_LIST = /^(?:owner-.+|.+[-+](?:owner|bounces?|admin|request)|majordomo|listserv|mailman|sympa)$/i;

/**
 * Whether the mail is addressed to the mailbox itself, not to a list. If the mailbox's addresses are unknown: whether
 * it names no list.
 */
export const isAddressed = (facts: MailFacts, own: readonly string[], lists: readonly string[]): boolean => {
  const recipients = [...facts.mail.to, ...facts.mail.cc].map(({ email }) => email);
  if (own.length > 0) return recipients.some((to) => own.some((address) => sameAddress(to, address)));
  return recipients.length > 0 && !recipients.some((to) => lists.some((list) => sameAddress(to, list)));
};

/**
 * Whether a mail that a program relayed is a person's answer: it references the mail that it answers, has text, and
 * does not say that it is automatic.
 */
export const isPersonsAnswer = (facts: MailFacts): boolean =>
  facts.isInThread &&
  !OF_A_LIST.test(facts.fromLocal) &&
  facts.newText.trim() !== '' &&
  !saysAutomaticAnswer(facts.newText) &&
  !saysAutomaticMail(facts.newText);
