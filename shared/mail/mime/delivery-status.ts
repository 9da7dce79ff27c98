import { BUDGET, cut } from './budget.ts';

/** One recipient's fields of a delivery report (RFC 3464 section 2.3). */
export interface DsnRecipient {
  readonly finalRecipient: string | null;
  readonly originalRecipient: string | null;
  /** failed, delayed, delivered, relayed or expanded; in lower case, as written. */
  readonly action: string;
  /** RFC 3463, for example `5.1.1`. */
  readonly status: string | null;
  readonly diagnostic: string | null;
  readonly remoteMta: string | null;
}

const MAX_RECIPIENTS = 100;
const MAX_DIAGNOSTIC = 1000;

const fieldsOf = (group: string): Map<string, string> => {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
};

/** `rfc822; <jo@example.com>` -> `jo@example.com` */
const addressOf = (value: string | undefined): string | null => {
  if (value === undefined) return null;
  const address = value.replace(/^[a-z0-9-]+\s*;/i, '').trim();
  const bare = (/<([^<>]*)>/.exec(address)?.[1] ?? address).trim().toLowerCase();
  return bare.includes('@') ? cut(bare, BUDGET.address) : null;
};

const withoutType = (value: string | undefined): string | null =>
  cut(value?.replace(/^[a-z0-9-]+\s*;\s*/i, '').trim() ?? '', MAX_DIAGNOSTIC) || null;

/** The per-recipient groups of a message/delivery-status part; the per-message group has no recipient and no action. */
export const parseDeliveryStatus = (report: string): DsnRecipient[] =>
  report
    .slice(0, BUDGET.report)
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.has('final-recipient') || fields.has('action') || fields.has('status'))
    .slice(0, MAX_RECIPIENTS)
    .map((fields) => ({
      finalRecipient: addressOf(fields.get('final-recipient')),
      originalRecipient: addressOf(fields.get('original-recipient')),
      action: (/^[a-z]+/i.exec(fields.get('action') ?? '')?.[0] ?? '').toLowerCase(),
      status: /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null,
      diagnostic: withoutType(fields.get('diagnostic-code')),
      remoteMta: withoutType(fields.get('remote-mta')),
    }));
