import { listMessages } from '../../../shared/application/conversation/read.ts';
import { readMail } from '../../../shared/application/conversation/receive/read-mail.ts';
import { createMailJudge } from '../../../shared/infrastructure/mail-judging/judge.ts';
import { createSqliteStore } from '../../../shared/infrastructure/sqlite/document-store.ts';
import { indexes } from '../../../shared/persistence/indexes.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { asData, readThreadView } from '../../../shared/persistence/thread-view.ts';
import { begun, inboundWith, mailboxWith } from '../../support/documents.ts';
import { longHtml, longNames, longText, manyFiles } from './large-mails.ts';
import { openRecorder } from './recorder.ts';

/** One kind of work, so many times at once, over the store in that file; says what the process took at most, in MB. */
const [work = '', times = '', file = ''] = process.argv.slice(2);
const logger = { info: () => {}, warn: () => {}, error: () => {} };
const store = createSqliteStore({ path: file, indexes });
const judge = createMailJudge();

const judged = async (raw: Uint8Array): Promise<boolean> => {
  const mail = { id: 'm', threadId: 'g', labelIds: ['INBOX'], internalDate: 0, raw };
  const read = await readMail(mail, mailboxWith(), logger, judge);
  return !read.parsed.flags.unreadable || read.text !== '';
};

/** Each says whether it was done. */
const works: Readonly<Record<string, () => Promise<boolean>>> = {
  page: async () => {
    const page = await listMessages({ store, logger })({ userId: 'u1', threadId: 't1', limit: 100 });
    return JSON.stringify(page).length > 1_000_000;
  },
  conversation: async () => (await readThreadView(store, 'u1', 't1'))?.messages.length === 100,
  text: () => judged(longText(8_000_000)),
  html: () => judged(longHtml(1_900_000)),
};

const fill = async (): Promise<void> => {
  const long = (c: string): string => `${c}bcd `.repeat(20_000);
  await store.set(paths.thread('u1', 't1'), asData(begun()));
  for (let n = 0; n < 100; n++) {
    const texts = { text: long('a'), quoted: long('b'), html: long('c') };
    const message = inboundWith(`m${n}`, { ...texts, createdAt: n });
    await store.set(paths.message('u1', 't1', `m${n}`), asData(message));
  }
};

/** One after the other, as they come in: everything that is large in its own way. */
const record = async (): Promise<boolean> => {
  const recorder = await openRecorder(store);
  await recorder.begin('large', 'jane@example.com', { allowOthers: true });
  const mails = [
    longNames(),
    longText(20_000_000),
    longHtml(25_000_000),
    manyFiles(8, 3_000_000),
    longText(3_000_000),
  ];
  const ids = mails.map((raw) => recorder.arrive('large', raw).id);
  const synced = await recorder.sync();
  const stored = await Promise.all(ids.map((id) => recorder.message('large', id)));
  return (
    synced.kind === 'synced' &&
    stored.every((message) => message !== null) &&
    (await recorder.tooLarge('large')).length === 0
  );
};

let done = true;
if (work === 'fill') await fill();
else if (work === 'record') done = await record();
else {
  const one = works[work];
  if (!one) throw new Error(`nobody knows ${work}`);
  done = (await Promise.all(Array.from({ length: Number(times) }, () => one()))).every(Boolean);
}
await store.close();
process.stdout.write(JSON.stringify({ done, mb: process.resourceUsage().maxRSS / 1024 }));
