import { formatAddress } from '../mail/compose-mail.ts';
import { addresses, type HeaderField, rawHeader, withHeader } from '../mail/raw-mail.ts';
import type { Kernel } from './kernel.ts';
import { requireMailbox } from './mailboxes.ts';

/** Gmail's own Message-ID; it replaces the one that the client wrote. */
export function messageIdFor(kernel: Kernel): string {
  const bytes = Buffer.from(kernel.hex(72), 'hex');
  return `<CA${bytes.toString('base64').replaceAll('/', '_')}@mail.gmail.com>`;
}

/** RFC 5322 section 3.3 date, in UTC. */
export function mailDate(now: number): string {
  return new Date(now).toUTCString().replace('GMT', '+0000');
}

export function withDate(headers: readonly HeaderField[], now: number, replace: boolean): HeaderField[] {
  if (!replace && rawHeader(headers, 'Date') !== null) return [...headers];
  return withHeader(headers, 'Date', mailDate(now));
}

/** From must be the account or one of its aliases; the name is kept. */
export function withOwnFrom(
  kernel: Kernel,
  email: string,
  headers: readonly HeaderField[],
): { headers: HeaderField[]; from: string } {
  const written = addresses(headers, 'From')[0];
  const own = sendAsAddresses(kernel, email);
  const address = own.find((entry) => entry.sendAsEmail === written?.address)?.sendAsEmail ?? email;
  if (written !== undefined && written.address === address) return { headers: [...headers], from: address };
  const name = written?.name || requireMailbox(kernel, email).name;
  return { headers: withHeader(headers, 'From', formatAddress({ name, address })), from: address };
}

export interface SendAs {
  readonly sendAsEmail: string;
  readonly displayName: string;
  readonly replyToAddress: string;
  readonly signature: string;
  readonly isDefault?: boolean;
  readonly isPrimary?: boolean;
  readonly treatAsAlias?: boolean;
  readonly verificationStatus?: string;
}

/** users.settings.sendAs.list: the account itself first, then its aliases. */
export function sendAsAddresses(kernel: Kernel, email: string): SendAs[] {
  const mailbox = requireMailbox(kernel, email);
  const primary = {
    sendAsEmail: mailbox.email,
    displayName: mailbox.name,
    replyToAddress: '',
    signature: signatureOf(kernel, mailbox.email),
    isPrimary: true,
    isDefault: true,
  };
  const aliases = kernel.all<{ alias: string; name: string }>(
    'SELECT alias, name FROM send_as WHERE email = ? ORDER BY alias',
    mailbox.email,
  );
  return [
    primary,
    ...aliases.map((entry) => ({
      sendAsEmail: entry.alias,
      displayName: entry.name,
      replyToAddress: '',
      signature: '',
      treatAsAlias: true,
      verificationStatus: 'accepted',
    })),
  ];
}

const signatureName = (email: string): string => `signature ${email}`;

const signatureOf = (kernel: Kernel, email: string): string =>
  kernel.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', signatureName(email))?.value ??
  '';

/** The signature from Gmail's settings, as HTML. */
export function setSignature(kernel: Kernel, email: string, html: string): void {
  kernel.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', signatureName(email), html);
}

export function addAlias(kernel: Kernel, email: string, alias: string, name: string): void {
  kernel.run('INSERT OR REPLACE INTO send_as (email, alias, name) VALUES (?, ?, ?)', email, alias, name);
}
