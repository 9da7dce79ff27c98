import { classifyMail } from '../../shared/mail/classify.ts';
import { BUDGET } from '../../shared/mail/mime/budget.ts';
import { attachmentContent, type ParsedMail, parseMail } from '../../shared/mail/parse.ts';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';
import { judgeSender, machineStanding } from '../../shared/mail/sender.ts';

const OWNER = ['owner@example.org'];
const OWN_TEXTS = ['Would Tuesday at ten suit you? Who else should come to the harbour festival?'];

/** Everything that is made of a mail before it is recorded. */
export const judgeAll = async (raw: Uint8Array) => {
  const mail = await parseMail(raw);
  return {
    mail,
    class: classifyMail(mail, OWNER),
    verdict: judgeSender({
      mail,
      owner: OWNER,
      recipient: 'jane@example.com',
      invited: [],
      participants: [],
    }),
    standing: machineStanding({ mail, recipient: 'jane@example.com' }),
    text: newlyWrittenText(mail),
    known: newlyWrittenText(mail, { ownTexts: OWN_TEXTS }),
    content: attachmentContent(raw, 0, 1000),
  };
};

const within = (what: string, length: number, limit: number): readonly string[] =>
  length <= limit ? [] : [`${what}: ${length} > ${limit}`];

/** What of a parsed mail is beyond the budget. */
export const beyondBudget = (mail: ParsedMail): readonly string[] => {
  const people = [...mail.from, ...mail.sender, ...mail.replyTo, ...mail.to, ...mail.cc];
  return [
    ...within('headers', mail.headers.length, BUDGET.headers),
    ...mail.headers.flatMap(({ name, value }) => [
      ...within('header name', name.length, BUDGET.headerName),
      ...within('header', value.length, BUDGET.header),
    ]),
    ...[mail.from, mail.sender, mail.replyTo, mail.to, mail.cc].flatMap((list) =>
      within('addresses', list.length, BUDGET.addresses),
    ),
    ...people.flatMap(({ email, name }) => [
      ...within('address', email.length, BUDGET.address),
      ...within('name', name?.length ?? 0, BUDGET.name),
    ]),
    ...within('subject', mail.subject.length, BUDGET.subject),
    ...within('references', mail.references.length, BUDGET.references),
    ...[mail.messageId, mail.inReplyTo, ...mail.references].flatMap((id) =>
      within('message id', id?.length ?? 0, BUDGET.messageId),
    ),
    ...within('text', mail.text?.length ?? 0, BUDGET.text + BUDGET.parts),
    ...within('attachments', mail.attachments.length, BUDGET.attachments),
    ...mail.attachments.flatMap(({ name, type }) => [
      ...within('attachment name', name.length, BUDGET.attachmentName),
      ...within('media type', type.length, BUDGET.mediaType),
    ]),
    ...within('returned headers', mail.returned.length, BUDGET.headers),
    ...mail.dsn.flatMap((recipient) =>
      Object.entries(recipient).flatMap(([field, value]) => within(field, value?.length ?? 0, 1000)),
    ),
    ...(mail.invitation ? within('invitation', JSON.stringify(mail.invitation).length, 100_000) : []),
  ];
};
