import type { Attachment } from '../../../domain/conversation/attachment.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type ReadableKind, readableKind } from '../../../mail/mime/readable-kind.ts';
import { attachmentContent, type ParsedMail } from '../../../mail/parse.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MailError, MailGateway, RawMail } from '../../ports/mail-gateway.ts';
import type { TextExtractor } from '../../ports/text-extractor.ts';

export interface FileDeps {
  readonly gateway: MailGateway;
  readonly extractor: TextExtractor;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What is read of the files of one mail: how many, bytes of one and of all, characters of all their texts. */
const MAX_FILES = 5;
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_ALL_BYTES = 20 * 1024 * 1024;
export const MAX_FILE_CHARS = 40_000;

/** What is known of a mail's files before anybody looks into them. */
export const filesUnread = ({ attachments }: Pick<ParsedMail, 'attachments'>): Attachment[] =>
  attachments.map(({ name, type, size }) => ({
    name,
    type,
    size,
    status: readableKind({ name, type }) ? 'not_read' : 'not_supported',
    text: '',
    cut: false,
  }));

interface Wanted {
  readonly index: number;
  readonly kind: ReadableKind;
}

/** Which are to be read; of those that are too large it is said. */
const choose = (files: readonly Attachment[]): { files: Attachment[]; wanted: readonly Wanted[] } => {
  const wanted: Wanted[] = [];
  let bytes = 0;
  const chosen = files.map((file, index): Attachment => {
    const kind = readableKind(file);
    if (!kind || wanted.length >= MAX_FILES) return file;
    if (file.size > MAX_BYTES || bytes + file.size > MAX_ALL_BYTES) return { ...file, status: 'too_large' };
    bytes += file.size;
    wanted.push({ index, kind });
    return file;
  });
  return { files: chosen, wanted };
};

type ContentOf = (index: number) => Uint8Array | null;

/**
 * A file that Gmail does not hand out is not waited for: the words of the mail would have to wait as well. What concerns
 * the whole mailbox is, for then nothing else can be had either.
 */
const fetchContents = async (
  deps: FileDeps,
  mailboxId: string,
  mail: RawMail,
  types: readonly string[],
  wanted: readonly Wanted[],
): Promise<Result<ContentOf, MailError>> => {
  const { attachments } = mail;
  if (attachments === undefined) return ok((index) => attachmentContent(mail.raw, index, MAX_BYTES));
  // What was left out stands in the order of the parts; where the two disagree, nobody knows which file is which.
  const partIdOf = (index: number): string | null => {
    const remote = attachments[index];
    return remote && remote.type === types[index] ? remote.partId : null;
  };
  const partIds = wanted.flatMap(({ index }) => partIdOf(index) ?? []);
  const contents = await deps.gateway.getAttachments(mailboxId, mail.id, partIds);
  if (contents.ok) return ok((index) => contents.value.get(partIdOf(index) ?? '') ?? null);
  const { code } = contents.error;
  return code === 'unavailable' || code === 'invalid' || code === 'not_found' ? ok(() => null) : contents;
};

/**
 * The files of a mail with their texts. 20 quota units and 20 for each file where the mail came without them, none else.
 * `until` (epoch ms): what is not begun by then is not read.
 */
export const readFiles = async (
  deps: FileDeps,
  mailboxId: string,
  mail: RawMail,
  parsed: ParsedMail,
  until: number,
): Promise<Result<readonly Attachment[], MailError>> => {
  const { files, wanted } = choose(filesUnread(parsed));
  if (wanted.length === 0) return ok(files);
  const contents = await fetchContents(
    deps,
    mailboxId,
    mail,
    files.map(({ type }) => type),
    wanted,
  );
  if (!contents.ok) return contents;
  let chars = MAX_FILE_CHARS;
  for (const { index, kind } of wanted) {
    const file = files[index];
    if (!file || chars <= 0 || deps.clock.now() >= until) continue;
    const content = contents.value(index);
    const found = content
      ? await deps.extractor.extract({ kind, content, maxChars: chars })
      : ({ kind: 'failed' } as const);
    deps.logger.info('file_read', { gmailMessageId: mail.id, kind, bytes: file.size, outcome: found.kind });
    const { text, cut } = found.kind === 'read' ? found : { text: '', cut: false };
    files[index] = { ...file, status: found.kind, text, cut };
    chars -= text.length;
  }
  return ok(files);
};
