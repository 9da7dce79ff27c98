import { addressParser, decodeWords } from 'postal-mime';

/** One header field; `value` keeps its folding and its bytes (one character per byte). */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** An RFC 5322 message, one character per byte, lines ending in CRLF. */
export interface RawMail {
  readonly headers: readonly HeaderField[];
  readonly body: string;
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** Splits bytes into header fields and body. Never fails: lines that are not header fields are dropped. */
export function parseRawMail(bytes: Uint8Array): RawMail {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // Rewriting a large mail is slow, and few mails need it.
  const text = /(?<!\r)\n/.test(given) ? given.replace(/\r?\n/g, '\r\n') : given;
  const { headerText, body } = splitHeaders(text);
  return { headers: parseHeaderFields(headerText), body };
}

export function splitHeaders(text: string): { headerText: string; body: string } {
  if (text.startsWith('\r\n')) return { headerText: '', body: text.slice(2) };
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return { headerText: text, body: '' };
  return { headerText: text.slice(0, end), body: text.slice(end + 4) };
}

export function parseHeaderFields(headerText: string): HeaderField[] {
  const fields: HeaderField[] = [];
  for (const line of headerText.replace(/\r\n(?=[ \t])/g, '\u0000').split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    // RFC 5322 section 2.2: a field name is printable ASCII without the colon.
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name)) continue;
    fields.push({
      name,
      value: line
        .slice(colon + 1)
        .replaceAll('\u0000', '\r\n')
        .trim(),
    });
  }
  return fields;
}

export function serializeRawMail(mail: RawMail): Buffer {
  const head = mail.headers.map((field) => `${field.name}: ${field.value}\r\n`).join('');
  return Buffer.from(`${head}\r\n${mail.body}`, 'latin1');
}

/** Unfolded bytes of the first field with that name, or null. */
export function rawHeader(fields: readonly HeaderField[], name: string): string | null {
  const wanted = name.toLowerCase();
  const field = fields.find((candidate) => candidate.name.toLowerCase() === wanted);
  return field === undefined ? null : field.value.replace(/\r\n[ \t]+/g, ' ').trim();
}

/** A header in readable form: unfolded, with UTF-8 and RFC 2047 encoded words decoded. */
export function displayValue(value: string): string {
  const unfolded = value.replace(/\r\n[ \t]+/g, ' ').trim();
  return decodeWords(Buffer.from(unfolded, 'latin1').toString('utf8'));
}

const ADDRESS_FIELDS = /^(?:from|sender|reply-to|to|cc|bcc)$/i;

/** A field as Gmail's JSON returns it: decoded; a name that could be read as several addresses is quoted. */
export function displayHeader({ name, value }: HeaderField): string {
  if (!ADDRESS_FIELDS.test(name) || !value.includes('=?')) return displayValue(value);
  const unfolded = Buffer.from(value.replace(/\r\n[ \t]+/g, ' '), 'latin1').toString('utf8');
  const entries = addressParser(unfolded, { flatten: true });
  if (entries.length === 0) return displayValue(value);
  return entries
    .map(({ name: phrase = '', address = '' }) => {
      if (phrase === '' || phrase === address) return address;
      const safe = /[",;:<>@()\\[\]]/.test(phrase) ? `"${phrase.replace(/["\\]/g, '\\$&')}"` : phrase;
      return `${safe} <${address}>`;
    })
    .join(', ');
}

export function header(fields: readonly HeaderField[], name: string): string {
  const value = rawHeader(fields, name);
  return value === null ? '' : displayValue(value);
}

/** Addresses of a header such as To; groups are flattened, addresses are in lower case. */
export function addresses(fields: readonly HeaderField[], name: string): MailAddress[] {
  const found: MailAddress[] = [];
  for (const field of fields.filter((candidate) => candidate.name.toLowerCase() === name.toLowerCase())) {
    const unfolded = Buffer.from(field.value.replace(/\r\n[ \t]+/g, ' '), 'latin1').toString('utf8');
    for (const entry of addressParser(unfolded, { flatten: true })) {
      if (entry.address) found.push({ name: entry.name ?? '', address: entry.address.trim().toLowerCase() });
    }
  }
  return found;
}

export function withoutHeaders(fields: readonly HeaderField[], ...names: string[]): HeaderField[] {
  const unwanted = new Set(names.map((name) => name.toLowerCase()));
  return fields.filter((field) => !unwanted.has(field.name.toLowerCase()));
}

/** Replaces the field where it stands, or adds it at the end. */
export function withHeader(fields: readonly HeaderField[], name: string, value: string): HeaderField[] {
  const index = fields.findIndex((field) => field.name.toLowerCase() === name.toLowerCase());
  if (index === -1) return [...fields, { name, value }];
  const result = withoutHeaders(fields, name);
  result.splice(index, 0, { name, value });
  return result;
}

/** Message ids of In-Reply-To and References, with their angle brackets. */
export function referencedIds(fields: readonly HeaderField[]): Set<string> {
  const text = `${rawHeader(fields, 'References') ?? ''} ${rawHeader(fields, 'In-Reply-To') ?? ''}`;
  return new Set(text.match(/<[^<>\s]+>/g) ?? []);
}

/** A subject without its reply and forward prefixes, for comparing. */
export function normalizedSubject(fields: readonly HeaderField[]): string {
  let subject = header(fields, 'Subject').trim();
  for (;;) {
    const prefix = /^(?:re|aw|antw|sv|fwd?|wg)(?:\[\d{1,4}\])?\s*:/i.exec(subject)?.[0];
    if (prefix === undefined) return subject.replace(/\s+/g, ' ').toLowerCase();
    subject = subject.slice(prefix.length).trimStart();
  }
}
