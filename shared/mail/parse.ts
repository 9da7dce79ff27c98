import type { MailAddress } from '../domain/mail-address.ts';
import { visibleText } from './html/lines.ts';
import { attachmentsOf, bytesOf, filesOf, type MailAttachment } from './mime/attachments.ts';
import { type Block, bodyOf, htmlOf, textOf } from './mime/blocks.ts';
import { BUDGET, cut } from './mime/budget.ts';
import { decodeText } from './mime/charset.ts';
import { parseDate } from './mime/date.ts';
import { type DsnRecipient, parseDeliveryStatus } from './mime/delivery-status.ts';
import { type Entity, type Structure, structureOf } from './mime/entities.ts';
import { type MailFlags, mailFlags } from './mime/flags.ts';
import type { MailHeader } from './mime/header-block.ts';
import { addressesIn, type ContentType, decoded, headersAtStart, messageIds } from './mime/headers.ts';
import { type Invitation, readInvitation } from './mime/invitation.ts';
import { REACTION_TYPE, type Reaction, readReaction } from './mime/reaction.ts';

/** The content of one mail. None of it can be trusted: the sender wrote all of it. */
export interface ParsedMail {
  /** All headers, top first, unfolded, encoded words decoded. */
  readonly headers: readonly MailHeader[];
  /** Every address of every From header; any number other than one is suspicious. */
  readonly from: readonly MailAddress[];
  readonly sender: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** With its angle brackets, or null. */
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Epoch ms of the Date header, or null. */
  readonly date: number | null;
  /** The writer's offset in minutes east of Greenwich, from the Date header; null if it does not say. */
  readonly utcOffset: number | null;
  /** Content-Type of the whole mail. */
  readonly contentType: ContentType;
  /** The displayed texts, in order: most mails have one text, or one text in two formats. */
  readonly blocks: readonly Block[];
  /** All plain texts of the blocks, and all HTML; null: none. */
  readonly text: string | null;
  readonly html: string | null;
  /** The beginning of the visible text, as plain text. */
  readonly visible: string;
  readonly attachments: readonly MailAttachment[];
  readonly invitation: Invitation | null;
  readonly reaction: Reaction | null;
  /** The recipients of every message/delivery-status part (RFC 3464). */
  readonly dsn: readonly DsnRecipient[];
  /** Headers of the mail that a report returns (message/rfc822, text/rfc822-headers). */
  readonly returned: readonly MailHeader[];
  readonly flags: MailFlags;
}

const RETURNED = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
]);
const STATUS = /^message\/(?:global-)?delivery-status$/;
const CALENDAR = new Set(['text/calendar', 'application/ics']);

const asBuffer = (raw: Uint8Array): Buffer => {
  const { buffer, byteOffset, byteLength } = raw;
  const bytes = Buffer.from(buffer, byteOffset, Math.min(byteLength, BUDGET.bytes));
  // Old Macs ended lines with a carriage return.
  if (bytes.includes(0x0a) || !bytes.includes(0x0d)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === 0x0d ? 0x0a : byte)));
};

const leavesOf = (entity: Entity): readonly Entity[] => [entity, ...entity.children.flatMap(leavesOf)];

/** Characters of a text, or of HTML, that are used for classification. */
const VISIBLE = 200_000;

/** The visible text, which is searched for undecodable characters and notices. */
const visibleOf = (blocks: readonly Block[]): string =>
  blocks
    .map(({ text, html }) =>
      text?.trim() ? text.slice(0, VISIBLE) : html === null ? '' : visibleText(html.slice(0, VISIBLE)),
    )
    .join('\n')
    .slice(0, VISIBLE);

const read = async (
  raw: Buffer,
  { root, truncated, tooDeep }: Structure,
  tooLong: boolean,
): Promise<ParsedMail> => {
  const headers = root.headers.map(({ name, value }) => ({
    name,
    value: decoded(value).slice(0, BUDGET.header),
  }));
  const first = (name: string): string | null =>
    headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;
  const body = bodyOf(root, raw);
  const files = filesOf(root, body.shown);
  const attachments = await attachmentsOf(files, body.files, raw);
  const textIn = (file: Entity, max: number): string =>
    decodeText(bytesOf(file, raw, max), file.contentType.parameters.get('charset') ?? null);
  const date = parseDate(first('date') ?? '');
  const entities = leavesOf(root);
  const calendar = entities.find(({ contentType }) => CALENDAR.has(contentType.type));
  const reaction = entities.find(
    ({ contentType, disposition }) => contentType.type === REACTION_TYPE && disposition !== 'attachment',
  );
  const original = files.find(({ contentType }) => RETURNED.has(contentType.type));
  const references = messageIds(first('references') ?? '');
  const html = htmlOf(body.blocks);
  const visible = visibleOf(body.blocks);
  return {
    headers,
    from: addressesIn(root.headers, 'from'),
    sender: addressesIn(root.headers, 'sender'),
    replyTo: addressesIn(root.headers, 'reply-to'),
    to: addressesIn(root.headers, 'to'),
    cc: addressesIn(root.headers, 'cc'),
    subject: cut((first('subject') ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim(), BUDGET.subject),
    messageId: messageIds(first('message-id') ?? '')[0] ?? null,
    inReplyTo: messageIds(first('in-reply-to') ?? '')[0] ?? null,
    references: references.slice(-BUDGET.references),
    date: date?.at ?? null,
    utcOffset: date?.offset ?? null,
    contentType: root.contentType,
    blocks: body.blocks,
    text: textOf(body.blocks),
    html,
    visible,
    attachments,
    invitation: calendar
      ? await readInvitation(
          textIn(calendar, BUDGET.calendar),
          date?.offset ?? null,
          calendar.contentType.parameters.get('method'),
        )
      : null,
    reaction: reaction ? readReaction(textIn(reaction, BUDGET.reaction)) : null,
    dsn: files
      .filter(({ contentType }) => STATUS.test(contentType.type))
      .slice(0, 10)
      .flatMap((file) => parseDeliveryStatus(textIn(file, BUDGET.report))),
    returned: original ? headersAtStart(textIn(original, BUDGET.report)) : [],
    flags: mailFlags({
      types: entities.map(({ contentType }) => contentType.type),
      visible,
      html,
      attachments,
      broken: tooDeep || tooLong || body.shredded,
      truncated: truncated || tooLong || body.truncated || files.length > BUDGET.attachments,
    }),
  };
};

/**
 * Parses RFC 5322 bytes within the budget of one mail. Never throws: a malformed mail gives what could be read and
 * `flags.unreadable`. Messages inside the mail stay attachments, because other people wrote them.
 */
export const parseMail = async (raw: Uint8Array): Promise<ParsedMail> => {
  const bytes = asBuffer(raw);
  return await read(bytes, structureOf(bytes), raw.byteLength > BUDGET.bytes);
};

/**
 * The content of the attachment at `index` of `parseMail`'s result, at most `max` bytes; null: there is none, as for a
 * file inside the text.
 */
export const attachmentContent = (raw: Uint8Array, index: number, max: number): Uint8Array | null => {
  const bytes = asBuffer(raw);
  const { root } = structureOf(bytes);
  const file = filesOf(root, bodyOf(root, bytes).shown)[index];
  return file ? bytesOf(file, bytes, max) : null;
};
