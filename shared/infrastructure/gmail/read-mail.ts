import type { MailResult, RawMail } from '../../application/ports/mail-gateway.ts';
import { ok } from '../../domain/result.ts';
import { attachmentAnswer, fullMessageAnswer, rawMessageAnswer, sizeAnswer } from './answers.ts';
import type { Ask } from './ask.ts';
import { type PartKind, partKinds } from './part-kind.ts';
import { type PayloadPart, payloadOf } from './payload.ts';
import { attachmentsOf, rebuild } from './rebuild.ts';

const me = { userId: 'me' } as const;

/** Up to this size a mail is read as a whole; most are much smaller. Larger ones have files. */
export const MAX_WHOLE_BYTES = 256 * 1024;
/** Limits for each text that Gmail stores separately, and for all together; longer than anybody writes. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const MAX_FETCHED_BYTES = 8 * 1024 * 1024;
/** Of an attached message only the headers are read. */
const MAX_CARRIED_BYTES = 64 * 1024;
/** 20 quota units each. */
const MAX_FETCHED = 8;

const isWorthFetching = (part: PayloadPart, kind: PartKind): boolean => {
  if (part.data !== null || part.attachmentId === null) return false;
  switch (kind) {
    case 'text':
      return part.size <= MAX_TEXT_BYTES;
    case 'report':
      return part.parts.length === 0 && part.size <= MAX_CARRIED_BYTES;
    case 'message':
      return !part.parts[0]?.headers.length && part.size <= MAX_CARRIED_BYTES;
    default:
      return false;
  }
};

const contentOf = (
  ask: Ask,
  mailboxId: string,
  messageId: string,
  attachmentId: string,
): MailResult<Uint8Array> =>
  ask(
    mailboxId,
    (gmail, o) => gmail.users.messages.attachments.get({ ...me, messageId, id: attachmentId }, o),
    (data) => attachmentAnswer.parse(data).data,
  );

/** Contents that are read and that Gmail stores separately. */
const fetchContents = async (
  ask: Ask,
  mailboxId: string,
  messageId: string,
  root: PayloadPart,
): MailResult<ReadonlyMap<PayloadPart, Uint8Array>> => {
  const fetched = new Map<PayloadPart, Uint8Array>();
  let left = MAX_FETCHED_BYTES;
  const wanted = [...partKinds(root)]
    .filter(([part, kind]) => isWorthFetching(part, kind))
    .slice(0, MAX_FETCHED);
  for (const [part] of wanted) {
    left -= part.size;
    if (left < 0) break;
    const content = await contentOf(ask, mailboxId, messageId, part.attachmentId ?? '');
    if (!content.ok) return content;
    fetched.set(part, content.value);
  }
  return ok(fetched);
};

/** A message of format=full as bytes, without attachments. */
export const readInParts = async (
  ask: Ask,
  mailboxId: string,
  message: { readonly id: string; readonly payload: unknown },
): MailResult<Required<Pick<RawMail, 'raw' | 'attachments'>>> => {
  const root = payloadOf(message.payload);
  const fetched = await fetchContents(ask, mailboxId, message.id, root);
  if (!fetched.ok) return fetched;
  return ok({ raw: rebuild(root, fetched.value), attachments: attachmentsOf(root) });
};

const askInFull = (ask: Ask, mailboxId: string, messageId: string) =>
  ask(
    mailboxId,
    (gmail, o) => gmail.users.messages.get({ ...me, id: messageId, format: 'full' }, o),
    (data) => fullMessageAnswer.parse(data),
  );

const partsOf = (part: PayloadPart): readonly PayloadPart[] => [part, ...part.parts.flatMap(partsOf)];

/** The ids of contents are only valid in this answer, so the mail is fetched again. */
export const readAttachments = async (
  ask: Ask,
  mailboxId: string,
  messageId: string,
  partIds: readonly string[],
): MailResult<ReadonlyMap<string, Uint8Array>> => {
  const full = await askInFull(ask, mailboxId, messageId);
  if (!full.ok) return full;
  const contents = new Map<string, Uint8Array>();
  for (const { partId, data, attachmentId } of partsOf(payloadOf(full.value.payload))) {
    if (!partIds.includes(partId) || contents.has(partId)) continue;
    if (data !== null) contents.set(partId, data);
    else if (attachmentId !== null) {
      const content = await contentOf(ask, mailboxId, messageId, attachmentId);
      if (!content.ok) return content;
      contents.set(partId, content.value);
    }
  }
  return ok(contents);
};

/**
 * Reads a small mail byte for byte, a large one in parts. Format=full alone would work for both with one call less, but
 * its charsets and addresses are Gmail's interpretation of the mail.
 */
export const readMail = async (
  ask: Ask,
  mailboxId: string,
  messageId: string,
  knownSize: number | undefined,
): MailResult<RawMail> => {
  let size = knownSize;
  if (size === undefined) {
    const look = await ask(
      mailboxId,
      (gmail, o) => gmail.users.messages.get({ ...me, id: messageId, format: 'minimal' }, o),
      (data) => sizeAnswer.parse(data).sizeEstimate,
    );
    if (!look.ok) return look;
    size = look.value;
  }
  if (size <= MAX_WHOLE_BYTES) {
    return ask(
      mailboxId,
      (gmail, o) => gmail.users.messages.get({ ...me, id: messageId, format: 'raw' }, o),
      (data) => rawMessageAnswer.parse(data),
    );
  }
  const full = await askInFull(ask, mailboxId, messageId);
  if (!full.ok) return full;
  const { payload, ...message } = full.value;
  const read = await readInParts(ask, mailboxId, { id: message.id, payload });
  return read.ok ? ok({ ...message, ...read.value }) : read;
};
